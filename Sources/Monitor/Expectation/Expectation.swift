package import Evidence

/// What the user knows of a target: where it is meant to be, and whose it is.
package struct Expectation: Hashable, Sendable {
  /// A provider's id.
  package var provider: String?
  package var entity: String?
  /// Who looks after it; carried along.
  package var owner: String?
  /// Where the name should lead; empty: anywhere.
  package var addresses: [IPPrefix]

  package init(
    provider: String? = nil, entity: String? = nil, owner: String? = nil,
    addresses: [IPPrefix] = []
  ) {
    self.provider = provider
    self.entity = entity
    self.owner = owner
    self.addresses = addresses
  }

  /// What of an observation is not as expected.
  ///
  /// Only what was seen can differ: a name that does not resolve leads nowhere else, and a filing
  /// that nobody knows has no other holder.
  package func warnings(on observation: Observation) -> [Warning] {
    let found = observation.evidence.targetAddresses(of: observation.target)
    return [
      addressWarning(found), providerWarning(found, observation.evidence),
      entityWarning(observation.evidence),
    ].compactMap(\.self)
  }

  private func addressWarning(_ found: [IPAddress]) -> Warning? {
    guard !addresses.isEmpty else { return nil }
    let strangers = found.filter { address in !addresses.contains { $0.contains(address) } }
    guard !strangers.isEmpty else { return nil }
    let list = Self.few(strangers.map(\.description))
    return Warning(
      .addressesUnexpected,
      english: "It leads to \(list.english), which is not among the expected addresses.",
      chinese: "解析到的 \(list.chinese) 不在预期地址之内。")
  }

  private func providerWarning(_ found: [IPAddress], _ evidence: Evidence) -> Warning? {
    guard let provider else { return nil }
    let others = found.compactMap { evidence.place(of: $0)?.provider }.filter { $0 != provider }
    var seen: Set<String> = []
    let names = others.filter { seen.insert($0).inserted }
    guard !names.isEmpty else { return nil }
    let list = Self.few(names)
    return Warning(
      .providerUnexpected,
      english: "It leads to addresses of \(list.english), where \(provider) is expected.",
      chinese: "解析到 \(list.chinese) 的地址，而预期的服务商为 \(provider)。")
  }

  private func entityWarning(_ evidence: Evidence) -> Warning? {
    guard let entity, let expected = EntityName(entity) else { return nil }
    let holders = evidence.records.filter { $0.outcome == .found }.compactMap(\.filing)
      .filter { $0.cancelledAt == nil }.compactMap(\.entityName)
    let names = Set(holders.compactMap { EntityName($0) })
    guard let holder = holders.first, !names.isEmpty, !names.contains(expected) else { return nil }
    let (shown, wanted) = (holder.prefix(100), entity.prefix(100))
    return Warning(
      .entityUnexpected, english: "It is filed by \(shown), where \(wanted) is expected.",
      chinese: "备案主体为 \(shown)，而预期为 \(wanted)。")
  }

  private static func few(_ names: [String]) -> (english: String, chinese: String) {
    let most = 3
    let more = names.count - most
    let shown = names.prefix(most)
    return (
      shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : ""),
      shown.joined(separator: "、") + (more > 0 ? " 等 \(names.count) 个" : "")
    )
  }
}
