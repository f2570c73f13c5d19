internal import Evidence

extension Sign<DifferentialFinding> {
  /// Whether one address treats the target's name otherwise than other names, over plain HTTP.
  static func differential(_ exchanges: [HTTPExchange]) -> Self {
    let plain = exchanges.filter { $0.scheme == .http }
    guard let asked = plain.first(where: { $0.purpose == .target }) else { return Sign(.undecided) }
    let controls = plain.filter { $0.purpose != .target }
    let because = [asked.id] + controls.map(\.id)
    guard asked.failure != nil else {
      return Sign(.none, because: [asked.id])
    }
    if controls.contains(where: { $0.failure == nil }) {
      return Sign(.nameKeyed, because: because)
    }
    return Sign(controls.isEmpty ? .undecided : .addressWide, because: because)
  }
}
