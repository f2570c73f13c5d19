internal import Evidence

extension Sign<DifferentialFinding> {
  /// Whether one address treats the target's name otherwise than other names, over plain HTTP.
  static func differential(_ exchanges: [HTTPExchange]) -> Self {
    let plain = exchanges.filter { $0.scheme == .http }
    let asked = plain.filter { $0.purpose == .target && $0.port == plain.first?.port }
    guard !asked.isEmpty else { return Sign(.undecided) }
    let controls = plain.filter { $0.purpose != .target }
    let because = asked.map(\.id) + controls.map(\.id)
    // A name that gets through once is not refused for good.
    if let answered = asked.first(where: { $0.failure == nil }) {
      return Sign(.none, because: [answered.id])
    }
    if controls.contains(where: { $0.failure == nil }) {
      return Sign(.nameKeyed, because: because)
    }
    return Sign(controls.isEmpty ? .undecided : .addressWide, because: because)
  }
}
