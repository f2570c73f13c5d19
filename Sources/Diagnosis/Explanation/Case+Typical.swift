internal import Evidence

extension Situation {
  /// Every point of the reduced space.
  static func forEach(_ body: (Situation) -> Void) {
    _ = first { situation in
      body(situation)
      return false
    }
  }

  static func first(where isWanted: (Situation) -> Bool) -> Situation? {
    for reach in Reach.allCases.reversed() {
      for place in PlaceFinding.allCases {
        for wire in Wire.allCases {
          for filing in Filing.allCases {
            for instance in InstanceFinding.allCases {
              let situation = Situation(
                reach: reach, place: place, wire: wire, filing: filing, instance: instance)
              if isWanted(situation) { return situation }
            }
          }
        }
      }
    }
    return nil
  }
}

extension Rule {
  /// Whether this rule names the verdict: no earlier cause holds, and no earlier rule of its own.
  func decides(_ situation: Situation, in cause: Cause) -> Bool {
    guard holds(situation), cause.rules.first(where: { $0.holds(situation) })?.id == id else {
      return false
    }
    return !Cause.catalogue.prefix { $0.id != cause.id }.contains { earlier in
      earlier.rules.contains { $0.holds(situation) }
    }
  }

  /// Made-up cases that it decides, one for every kind of findings that tells them apart.
  func typicalCases(in cause: Cause, provider: String?) -> [Case] {
    var cases: [Case] = []
    _ = Situation.first { situation in
      guard decides(situation, in: cause) else { return false }
      cases = Case.typical(of: situation, provider: provider)
      return !cases.isEmpty
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
    let names = each(TargetFinding.self, VantageFinding.self, DNSFinding.self).filter {
      Reach(target: $0, vantage: $1, dns: $2) == reach
    }
    let answers = each(HTTPFinding.self, DifferentialFinding.self, HTTPSFinding.self).filter {
      Wire(place: situation.place, http: $0, differential: $1, https: $2) == wire
    }
    let records = each(RegistryFinding.self, AccessFinding.self, OrderFinding.self).filter {
      let filing = Filing(registry: $0, access: $1, order: $2)
      return (situation.place == .mainlandCDN ? filing.atCDN : filing) == situation.filing
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
    let server = IPAddress("203.0.113.9")
    let own = IPAddress("203.0.113.80").map { [$0] } ?? []
    let target: Target =
      switch findings.target {
      case .domain: Target(kind: .domain, ascii: domain, registrable: domain)
      case .invalid: Target(kind: .invalid)
      case .mainlandAddress, .overseasAddress, .addressOfUnknownPlace:
        Target(kind: .address, ascii: server?.description)
      }
    self.init(
      situation: situation, findings: findings, target: target, provider: provider,
      order: RecordsDocument.Order(
        domain: domain, kind: .change, state: .approved, replacedBy: "new-shop.example"),
      primary: server.map { PrimaryAddress(address: $0, status: 403) },
      instances: [RecordsDocument.Instance(provider: provider ?? "", id: "i-1", addresses: own)],
      now: Timestamp(secondsSinceEpoch: 1_780_272_000), citations: Citations())
  }
}

/// Every combination of three enumerations' values.
private func each<A: CaseIterable, B: CaseIterable, C: CaseIterable>(
  _: A.Type, _: B.Type, _: C.Type
) -> [(A, B, C)] {
  A.allCases.flatMap { a in B.allCases.flatMap { b in C.allCases.map { (a, b, $0) } } }
}
