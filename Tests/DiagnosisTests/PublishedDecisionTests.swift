import Testing

@testable import Diagnosis

/// The decision as it is published, in tables written by hand, compared with the code over every
/// point of its space.
@Suite("The published decision tables")
struct PublishedDecisionTests {
  @Test("say of every target, vantage and DNS finding what the code says")
  func reach() throws {
    let table = try DecisionTable(
      "reach",
      [
        ("target", TargetFinding.values), ("vantage", VantageFinding.values),
        ("dns", DNSFinding.values),
      ])
    for target in TargetFinding.allCases {
      for vantage in VantageFinding.allCases {
        for dns in DNSFinding.allCases {
          let reach = Reach(target: target, vantage: vantage, dns: dns)
          let published = table.outcome([target.rawValue, vantage.rawValue, dns.rawValue])
          #expect(published == [reach.rawValue], "\(target), \(vantage), \(dns)")
        }
      }
    }
    table.expectEveryRowUsed()
  }

  @Test("say of everything that the wire can show what the code says")
  func wire() throws {
    let table = try DecisionTable(
      "wire",
      [
        ("http", HTTPFinding.values), ("differential", DifferentialFinding.values),
        ("https", HTTPSFinding.values), ("place", PlaceFinding.values),
      ])
    for http in HTTPFinding.allCases {
      for differential in DifferentialFinding.allCases {
        for https in HTTPSFinding.allCases {
          for place in PlaceFinding.allCases {
            let wire = Wire(place: place, http: http, differential: differential, https: https)
            let published = table.outcome([
              http.rawValue, differential.rawValue, https.rawValue, place.rawValue,
            ])
            #expect(
              published == [wire.rawValue], "\(http), \(differential), \(https), \(place)")
          }
        }
      }
    }
    table.expectEveryRowUsed()
  }

  @Test("say of every combination of records what the code says")
  func filing() throws {
    try expectFiling("filing") { Filing(registry: $0, access: $1, order: $2) }
  }

  @Test("say of every combination of records what the code says at a CDN")
  func filingAtCDN() throws {
    try expectFiling("cdn") { Filing(atCDN: $0, access: $1, order: $2) }
  }

  private func expectFiling(
    _ name: String, _ reduced: (RegistryFinding, AccessFinding, OrderFinding) -> Filing
  ) throws {
    let table = try DecisionTable(
      name,
      [
        ("registry", RegistryFinding.values), ("access", AccessFinding.values),
        ("order", OrderFinding.values),
      ])
    for registry in RegistryFinding.allCases {
      for access in AccessFinding.allCases {
        for order in OrderFinding.allCases {
          let filing = reduced(registry, access, order)
          let published = table.outcome([registry.rawValue, access.rawValue, order.rawValue])
          #expect(published == [filing.rawValue], "\(registry), \(access), \(order)")
        }
      }
    }
    table.expectEveryRowUsed()
  }

  @Test("name the cause, its certainty and its status for every situation")
  func verdict() throws {
    let table = try DecisionTable(
      "verdict",
      [
        ("reach", Reach.values), ("wire", Wire.values), ("place", PlaceFinding.values),
        ("filing", Filing.values), ("instance", InstanceFinding.values),
      ])
    var differences: [String] = []
    let count = DecisionSpaceTests.situations(aged: [false]) { situation in
      let decided = Self.decided(situation)
      let published = table.outcome([
        situation.reach.rawValue, situation.wire.rawValue, situation.place.rawValue,
        situation.filing.rawValue, situation.instance.rawValue,
      ])?.map { cell in
        // As sure as the wire is: the page was seen, or only how the name is treated.
        switch (cell, situation.wire) {
        case ("by wire", .filingBlock): "confirmed"
        case ("by wire", .filingBlockPossible), ("at most likely", .filingBlockPossible):
          "possible"
        case ("by wire", _), ("at most likely", _): "likely"
        default: cell
        }
      }
      if published != decided {
        differences.append("\(situation): \(decided), not \(published ?? [])")
      }
    }
    #expect(
      differences.isEmpty, "\(differences.count) differences, the first: \(differences.prefix(3))")
    table.expectEveryRowUsed()
    print("decision: \(count) situations compared with the published table")
  }

  /// Cause, certainty and status as the catalogue has them.
  private static func decided(_ situation: Situation) -> [String] {
    for cause in Cause.catalogue {
      if case .established(let certainty, _) = cause.judge(situation) {
        return [cause.id.rawValue, certainty.rawValue, cause.status(in: situation).rawValue]
      }
    }
    return []
  }
}

extension CaseIterable where Self: RawRepresentable<String> {
  fileprivate static var values: [String] { allCases.map(\.rawValue) }
}
