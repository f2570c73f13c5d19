internal import Evidence

extension Sign<DifferentialFinding> {
  /// Whether one address treats the target's name otherwise than other names, over plain HTTP.
  static func differential(_ exchanges: Selection<HTTPExchange>) -> Self {
    let plain = exchanges.filter { $0.scheme == .http && $0.purpose != .redirect }
    guard let port = plain.first?.port else { return Sign(.undecided) }
    let first = differential(plain, at: port)
    guard first.value != .nameKeyed else { return first }
    // What refuses the name on one port refuses it (facts K-13).
    let others = Set(plain.filter { $0.port != port }.map(\.port)).sorted()
    return others.lazy.map { differential(plain, at: $0) }.first { $0.value == .nameKeyed } ?? first
  }

  /// Whether the address of a hop treats the hop's name otherwise than others, over plain HTTP.
  static func differential(
    behindRedirect hop: Listed<HTTPExchange>, among exchanges: Selection<HTTPExchange>
  ) -> Self {
    let there = exchanges.filter { $0.address == hop.address && $0.scheme == hop.scheme }
    return differential(there.asIfTarget(hop), at: hop.port)
  }

  private static func differential(_ plain: Selection<HTTPExchange>, at port: Int) -> Self {
    let asked = plain.filter { $0.purpose == .target && $0.port == port }
    guard !asked.isEmpty else { return Sign(.undecided) }
    let controls = plain.filter { $0.purpose != .target && $0.port == port }
    // A name that gets through once is not refused for good.
    if let answered = asked.first(where: { $0.failure == nil }) {
      return Sign(.none, because: [answered.id])
    }
    let because = asked.map(\.id) + controls.map(\.id)
    if controls.contains(where: { $0.failure == nil }) {
      // Every block that is known cuts the connection off or answers in the server's place. Silence
      // may as well be a slow server, a lost packet, or this machine's own load.
      let isCutOff = asked.contains { $0.failure == .reset || $0.failure == .eof }
      return Sign(isCutOff ? .nameKeyed : .undecided, because: because)
    }
    return Sign(controls.isEmpty ? .undecided : .addressWide, because: because)
  }
}
