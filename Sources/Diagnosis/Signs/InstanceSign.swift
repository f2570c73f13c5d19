internal import Evidence

extension Sign<InstanceFinding> {
  /// Whether the name leads to one of the user's instances, and how that one is.
  static func instance(_ sight: Sight, _ now: Timestamp) -> Self {
    let facts = sight.records.filter { $0.view == .instances }
    guard !facts.isEmpty else { return Sign(.notCovered) }
    let mine = facts.filter { $0.outcome == .found }
    guard !mine.isEmpty else {
      // Behind an alias to another domain stands a CDN or a load balancer, whose addresses no
      // inventory lists.
      let leavesDomain = sight.dns.contains { asked in
        asked.answers.contains { record in
          record.type == "CNAME"
            && !(sight.target.registrable.map { record.data.isWithin(domain: $0) } ?? true)
        }
      }
      return Sign(leavesDomain ? .notCovered : .notMine, because: facts.map(\.id))
    }
    let states = mine.compactMap(\.instance).map { state(of: $0, now) }
    // Of several instances at one address, one that runs is enough.
    let value = states.contains(.running) ? .running : states.first ?? .running
    return Sign(value, because: mine.map(\.id))
  }

  private static func state(
    of instance: RecordsDocument.Instance, _ now: Timestamp
  ) -> InstanceFinding {
    if !(instance.locked ?? "").isEmpty || instance.expiresAt.map({ $0 <= now }) == true {
      return .lockedOrExpired
    }
    return instance.state == .stopped ? .stopped : .running
  }
}
