internal import Evidence

extension Rule {
  /// Made-up cases that it decides: for each kind of wire, one for every kind of findings.
  func typicalCases(provider: String?) -> [Case] {
    struct Kind: Hashable {
      let reach: Reach
      /// A name that does not resolve has no wire to tell apart.
      let wire: Wire?
    }
    var cases: [Case] = []
    var seen: Set<Kind> = []
    for situation in DecisionSpace.situations(of: self) {
      let (reach, wire) = (situation.reach, situation.wire)
      let kind = Kind(reach: reach, wire: reach == .resolved ? wire : nil)
      guard !seen.contains(kind) else { continue }
      let typical = Case.typical(of: situation, provider: provider)
      if !typical.isEmpty { seen.insert(kind) }
      cases += typical
    }
    return cases
  }
}

extension Case {
  /// Made-up cases of a situation: in each, one reduction's findings are others that come to it.
  ///
  /// - Returns: None for a situation that no findings come to.
  static func typical(of situation: Situation, provider: String?) -> [Case] {
    let (reach, wire) = (situation.reach, situation.wire)
    let names = each(TargetFinding.self, VantageFinding.self, DNSFinding.self) {
      Reach(target: $0, vantage: $1, dns: $2) == reach
    }
    let answers = each(HTTPFinding.self, DifferentialFinding.self, HTTPSFinding.self) {
      Wire(place: situation.place, http: $0, differential: $1, https: $2) == wire
    }
    let records = each(RegistryFinding.self, AccessFinding.self, OrderFinding.self) {
      let filing =
        situation.place == .mainlandCDN
        ? Filing(atCDN: $0, access: $1, order: $2)
        : Filing(registry: $0, access: $1, order: $2)
      return filing == situation.filing
    }
    guard let name = names.first, let answer = answers.first, let record = records.first else {
      return []
    }
    let base = Findings(
      target: name.0, vantage: name.1, dns: name.2, place: situation.place, http: answer.0,
      differential: answer.1, https: answer.2, registry: record.0, access: record.1,
      order: record.2, instance: situation.instance)
    var variants = [base]
    for (target, vantage, dns) in names {
      var findings = base
      (findings.target, findings.vantage, findings.dns) = (target, vantage, dns)
      variants.append(findings)
    }
    for (http, differential, https) in answers {
      var findings = base
      (findings.http, findings.differential, findings.https) = (http, differential, https)
      variants.append(findings)
    }
    for (registry, access, order) in records {
      var findings = base
      (findings.registry, findings.access, findings.order) = (registry, access, order)
      variants.append(findings)
    }
    return variants.map { Case(madeUpOf: $0, situation, provider: provider) }
  }

  private init(madeUpOf findings: Findings, _ situation: Situation, provider: String?) {
    let domain = "shop.example"
    let name = "www.\(domain)"
    // Of a block for examples (RFC 5737): 203.0.113.9 and 203.0.113.80.
    let server = IPAddress(family: .v4, bits: 0xCB00_7109)
    let own = IPAddress(family: .v4, bits: 0xCB00_7150)
    let target: Target =
      switch findings.target {
      case .domain: Target(kind: .domain, ascii: name, registrable: domain)
      case .invalid: Target(kind: .invalid)
      case .mainlandAddress, .overseasAddress, .addressOfUnknownPlace:
        Target(kind: .address, ascii: server.description)
      }
    self.init(
      situation: situation, findings: findings, target: target, provider: provider,
      order: RecordsDocument.Order(
        domain: domain, kind: .change, state: .approved, replacedBy: "new-shop.example"),
      // An address for examples has a place, of a kind: it is reserved.
      primary: findings.target == .addressOfUnknownPlace
        ? nil : PrimaryAddress(address: server, status: 403),
      instances: [RecordsDocument.Instance(provider: provider ?? "", id: "i-1", addresses: [own])],
      now: Timestamp(secondsSinceEpoch: 1_780_272_000), citations: Citations(),
      leadsTo: findings.http == .leadsToBlock ? "other-shop.example" : nil)
  }
}

/// Combinations of three enumerations' values that come to something: as few as show every value
/// that any of them shows.
private func each<
  A: CaseIterable & Hashable, B: CaseIterable & Hashable, C: CaseIterable & Hashable
>(
  _: A.Type, _: B.Type, _: C.Type, where isWanted: (A, B, C) -> Bool
) -> [(A, B, C)] {
  var chosen: [(A, B, C)] = []
  var (seenA, seenB, seenC): (Set<A>, Set<B>, Set<C>) = ([], [], [])
  for a in A.allCases {
    for b in B.allCases {
      for c in C.allCases where isWanted(a, b, c) {
        let isNew = [seenA.insert(a).inserted, seenB.insert(b).inserted, seenC.insert(c).inserted]
        if isNew.contains(true) { chosen.append((a, b, c)) }
      }
    }
  }
  return chosen
}
