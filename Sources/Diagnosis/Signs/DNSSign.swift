internal import Evidence

extension Sign<DNSFinding> {
  /// What the name servers' answers come to.
  static func dns(_ sight: Sight) -> Self {
    let target = sight.target
    guard target.kind == .domain else { return Sign(.notAsked) }
    // The user said what it is to be taken to resolve to.
    guard sight.observation.evidence.request.at == nil else { return Sign(.resolved) }
    let asked = sight.dns.filter { $0.role == .resolver }
    guard sight.resolvedAddresses.isEmpty else {
      return resolved(asked, sight)
    }
    let failures = asked.filter { $0.failure != nil }
    let ids = failures.map(\.id)
    if let held = sight.dns.first(where: { $0.namesHoldServers }) {
      return Sign(.held, because: [held.id] + ids)
    }
    if asked.contains(where: { $0.answers.contains { $0.type == "CNAME" } }) {
      return Sign(.aliasToNowhere, because: ids)
    }
    if failures.contains(where: { $0.failure == .dnsNXDomain }) {
      // A resolver that denies what the parent zone delegates does not tell the truth.
      let delegating = sight.dns.first { exchange in
        exchange.role == .parent
          && (exchange.answers + exchange.authority).contains {
            $0.type == "NS" && $0.name == target.registrable
          }
      }
      if let delegating, failures.contains(where: { $0.name == target.registrable }) {
        return Sign(.disagreeing, because: ids + [delegating.id])
      }
      let zone = sight.dns.first { exchange in
        (exchange.role == .resolver || exchange.role == .delegation)
          && exchange.name == target.registrable && exchange.failure == .dnsNXDomain
      }
      return zone.map { Sign(.notDelegated, because: [$0.id]) } ?? Sign(.noSuchName, because: ids)
    }
    if failures.contains(where: { $0.failure == .dnsNoData }) {
      // "No address" of one kind proves nothing while the question for the other is open.
      let isWhole = failures.allSatisfy { $0.failure == .dnsNoData }
      return Sign(isWhole ? .noAddress : .broken, because: ids)
    }
    // What the domain's own servers do tells more than the resolver's summary of it.
    let own = sight.dns.filter { $0.role == .authoritative }
    if !own.isEmpty, own.allSatisfy({ $0.failure.map(isSilence) ?? false }) {
      return Sign(.silent, because: own.map(\.id))
    }
    if failures.contains(where: { $0.failure == .dnsServFail || $0.failure == .dnsRefused }) {
      return Sign(.broken, because: own.map(\.id) + ids)
    }
    return Sign(.silent, because: ids)
  }

  private static func resolved(_ asked: Selection<DNSExchange>, _ sight: Sight) -> Self {
    let ids = asked.filter { !$0.answers.isEmpty }.map(\.id)
    guard sight.resolvedAddresses.contains(where: { sight.reservedRange(of: $0) == nil }) else {
      return Sign(.nonPublic, because: ids)
    }
    let denies = asked.filter { $0.failure == .dnsNXDomain && $0.name == asked.first?.name }
    guard denies.isEmpty else {
      return Sign(.disagreeing, because: ids + denies.map(\.id))
    }
    return Sign(.resolved, because: ids)
  }

  private static func isSilence(_ failure: Failure) -> Bool {
    switch failure {
    case .dnsTimeout, .timeout, .connectRefused, .connectTimeout, .connectUnreachable: true
    default: false
    }
  }
}

extension Listed<DNSExchange> {
  /// Name servers that a registrar puts in place of the owner's when a domain has expired or is
  /// suspended (facts N-12, N-14).
  fileprivate var namesHoldServers: Bool {
    self.answers.contains(where: \.namesHoldServer)
      || self.authority.contains(where: \.namesHoldServer)
  }
}

extension DNSExchange.Record {
  fileprivate var namesHoldServer: Bool {
    type == "NS"
      && ["expirens3.hichina.com", "expirens4.hichina.com"].contains(data.lowercased())
  }
}
