package import Evidence

/// A domain's access at a provider, by the newest record that speaks of it.
package struct HeldAccess: Hashable, Sendable {
  /// Which access this is, in one text.
  package struct Key: Hashable, Sendable {
    package var domain: String
    package var provider: String
  }

  package var key: Key
  /// Until when the provider wants something done about it.
  package var deadline: Timestamp?
  /// Why, in the words of the list it stands on.
  package var reason: String?

  /// The accesses that the records say are active; what is only assumed is none.
  package static func all(in observation: Observation) -> [HeldAccess] {
    guard let domain = observation.target.registrable else { return [] }
    let facts = observation.evidence.records.filter {
      $0.view == .provider && $0.order == nil && !$0.isAssumed
        && [.found, .absent].contains($0.outcome)
    }
    let providers = Set(facts.compactMap(\.provider)).sorted()
    return providers.compactMap { provider in
      let own = facts.filter { $0.provider == provider }
      let newest = own.compactMap(\.asOf).max()
      let deciding = own.filter { $0.asOf == newest }
      // Views of one moment that differ tell nothing.
      guard !deciding.isEmpty, deciding.allSatisfy({ $0.access?.state == .active }) else {
        return nil
      }
      // A risk list is older or newer than the view that has the state, and is about the same access.
      let listed = own.filter { $0.access?.deadline != nil }
        .max { ($0.asOf ?? .distantPast) < ($1.asOf ?? .distantPast) }?.access
      // An access that was seen to be active after the deadline has outlived it.
      let isOutlived =
        listed?.deadline.flatMap { end in newest.map { $0 > end } } ?? false
      return HeldAccess(
        key: Key(domain: domain, provider: provider),
        deadline: isOutlived ? nil : listed?.deadline, reason: isOutlived ? nil : listed?.reason)
    }
  }
}

extension Timestamp {
  fileprivate static let distantPast = Timestamp(secondsSinceEpoch: .min)
}

/// Which accesses are in use, by all names that a run looks at.
///
/// A domain may be at several providers, each with some of its names (facts P-41): one name that
/// leads to a provider keeps the access there.
package struct AccessDrift: Sendable {
  /// Accesses that are remembered; a run over more of them still warns of each, name by name.
  private static let limit = 200_000

  private var kept: Set<HeldAccess.Key> = []

  package init() {}

  /// Takes what one target shows.
  package mutating func saw(_ presence: AccessPresence, of key: HeldAccess.Key) {
    // Where it cannot be told, nobody is to be alarmed.
    guard presence == .there || presence == .unclear, kept.count < Self.limit else { return }
    kept.insert(key)
  }

  /// Whether some name that was looked at keeps it.
  package func keeps(_ key: HeldAccess.Key) -> Bool { kept.contains(key) }
}

extension HeldAccess {
  /// The warning that an access is an empty shell, should no other name of the domain keep it.
  package func warning(_ presence: AccessPresence) -> Warning? {
    let (domain, provider) = (key.domain, key.provider)
    let english: String
    let chinese: String
    switch presence {
    case .there, .unclear:
      return nil
    case .nowhere:
      english = "The name leads nowhere"
      chinese = "域名没有解析结果"
    case .elsewhere(let addresses):
      let list = Self.few(addresses)
      english = "It leads to \(list.english), none of them \(provider)'s in the mainland"
      chinese = "解析到的 \(list.chinese) 均不是 \(provider) 的境内地址"
    case .silent(let addresses):
      let list = Self.few(addresses)
      english = "It leads to \(provider) (\(list.english)), where nothing answers"
      chinese = "解析到 \(provider) 的 \(list.chinese)，但没有任何响应"
    }
    return Warning(
      .accessDrift,
      english: "\(english). \(domain) has access at \(provider) by the records: a provider gives "
        + "notice of such an empty shell and withdraws the access. Point the name at an active "
        + "mainland instance of it that serves content, or have the access cancelled there; if another "
        + "name of \(domain) is there, check that one too.",
      chinese: "\(chinese)。记录显示 \(domain) 的接入在 \(provider)：此类“空壳”会被服务商通知整改，"
        + "逾期取消接入。请将域名解析到该服务商境内正常提供服务的实例，或在其处办理取消接入；如该域名下另有"
        + "名称指向那里，请将其加入检查。",
      dueAt: deadline)
  }

  private static func few(_ addresses: [IPAddress]) -> (english: String, chinese: String) {
    let shown = addresses.prefix(3).map(\.description)
    let more = addresses.count - shown.count
    return (
      shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : ""),
      shown.joined(separator: "、") + (more > 0 ? " 等 \(addresses.count) 个" : "")
    )
  }
}
