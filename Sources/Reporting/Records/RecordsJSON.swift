package import Diagnosis
package import Evidence

/// Records for programs, an object on a line.
package enum RecordsJSON {
  /// A domain, what is known of it, and which of it counts.
  package static func domain(_ domain: String, _ facts: [RecordFact]) -> String {
    let groups = RecordsOverview(facts).groups
    return OrderedJSON.encode(
      Domain(
        domain: domain, facts: facts, deciding: groups.flatMap(\.deciding).map(\.id),
        contradicting: groups.flatMap(\.contradicting).sorted()))
  }

  package static func flaw(_ flaw: RecordsFlaw, source: String, in language: Language) -> String {
    OrderedJSON.encode(
      Flaw(
        kind: flaw.kind.rawValue, domain: flaw.domain, source: source,
        text: flaw.text(in: language), records: flaw.records))
  }

  package static func instance(_ instance: RecordsDocument.Instance) -> String {
    OrderedJSON.encode(
      Instance(
        provider: instance.provider, id: instance.id, region: instance.region,
        area: instance.area?.rawValue, addresses: instance.addresses,
        state: instance.state?.rawValue, expiresAt: instance.expiresAt, locked: instance.locked,
        charge: instance.charge))
  }

  private struct Domain: Encodable {
    let domain: String
    let facts: [RecordFact]
    let deciding: [String]
    let contradicting: [String]
  }

  private struct Flaw: Encodable {
    let kind: String
    let domain: String?
    let source: String
    let text: String
    let records: [String]
  }

  private struct Instance: Encodable {
    let provider: String
    let id: String
    let region: String?
    let area: String?
    let addresses: [IPAddress]
    let state: String?
    let expiresAt: Timestamp?
    let locked: String?
    let charge: String?
  }
}

extension RecordsDocument.Instance {
  /// Where its region is, where that tells.
  package var area: Place.Area? {
    region.flatMap { Place.Area(region: $0, provider: provider) }
  }
}
