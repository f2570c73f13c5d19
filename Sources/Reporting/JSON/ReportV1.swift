package import Diagnosis
internal import Evidence

/// The JSON report, version 1: `icpdiag.report/1`.
///
/// A shape of its own: the order of the properties is the order of the keys, and a published version
/// is only added to.
package struct ReportV1: Encodable {
  package static let schemaID = "icpdiag.report/1"

  private let schema = Self.schemaID
  private let input: String
  private let index: Int
  private let meta: String?
  private let target: Target
  private let startedAt: Timestamp
  private let durationS: Double
  private let status: Status
  private let verdict: VerdictV1
  private let findings: FindingsV1
  private let addresses: [AddressV1]
  private let evidence: Evidence
  private let versions: Versions

  /// - Parameters:
  ///   - judgement: What was observed and what it comes to.
  ///   - program: The number of the program that judged.
  ///   - language: The language of the sentences.
  package init(_ judgement: Judgement, program: String, in language: Language) {
    let observation = judgement.observation
    input = observation.input
    index = observation.index
    meta = observation.meta
    target = observation.target
    startedAt = observation.startedAt
    durationS = observation.durationS
    status = judgement.verdict.status
    verdict = VerdictV1(
      judgement.verdict, ticket: TicketText.lines(judgement, in: language), in: language)
    findings = FindingsV1(judgement.findings)
    addresses = judgement.addresses.map(AddressV1.init)
    evidence = observation.evidence
    versions = Versions(
      icpdiag: program, rules: Rules.version, signatures: judgement.signatures,
      places: observation.placesVersion,
      recordsAsOf: observation.evidence.records.filter { !$0.isAssumed }.compactMap(\.asOf).max())
  }

  /// The report without a line end; on one line unless `pretty`.
  package func json(pretty: Bool = false) -> String {
    OrderedJSON.encode(self, pretty: pretty)
  }

  /// The same in UTF-8, for a writer of octets.
  package func octets(pretty: Bool = false) -> [UInt8] {
    OrderedJSON.octets(self, pretty: pretty)
  }
}

/// What a report was made with, so that a reader can tell why two of them differ.
private struct Versions: Encodable {
  var icpdiag: String
  var rules: String
  var signatures: String
  var places: String
  /// The date of the newest records the verdict could see.
  var recordsAsOf: Timestamp?
}

private struct FindingsV1: Encodable {
  var dns: String
  var place: String
  var http: String
  var https: String
  var registry: String
  var access: String
  var order: String
  var vantage: String
  var target: String
  var differential: String
  var instance: String

  init(_ findings: Findings) {
    dns = findings.dns.rawValue
    place = findings.place.rawValue
    http = findings.http.rawValue
    https = findings.https.rawValue
    registry = findings.registry.rawValue
    access = findings.access.rawValue
    order = findings.order.rawValue
    vantage = findings.vantage.rawValue
    target = findings.target.rawValue
    differential = findings.differential.rawValue
    instance = findings.instance.rawValue
  }
}

/// One address for itself; the findings are those of the address that decides.
private struct AddressV1: Encodable {
  var address: IPAddress
  var place: String
  var http: String
  var differential: String
  var https: String
  /// What all of it comes to.
  var wire: String
  /// The id of the known page that was recognised.
  var signature: String?

  init(_ found: AddressFinding) {
    address = found.address
    place = found.place.rawValue
    http = found.http.rawValue
    differential = found.differential.rawValue
    https = found.https.rawValue
    wire = found.wire.rawValue
    signature = found.signature
  }
}
