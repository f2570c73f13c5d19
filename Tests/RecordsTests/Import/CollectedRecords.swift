import Evidence
import FoundationEssentials
import Records

/// A sink that keeps what it is given as lines of text, one view after another.
struct CollectedRecords: RecordsSink {
  private(set) var views: [ViewHeading] = []
  private(set) var said: [String] = []
  private(set) var refused: [String] = []
  private(set) var instances: [RecordsDocument.Instance] = []
  private(set) var statements: [Statement] = []
  private(set) var lines: [Int] = []
  private var prefix = ""

  mutating func begin(_ view: ViewHeading) {
    views.append(view)
    prefix = view.provider ?? view.view.rawValue
  }

  mutating func add(_ statement: Statement, line: Int) {
    statements.append(statement)
    lines.append(line)
    said.append("\(prefix): \(Self.text(of: statement))")
  }

  mutating func add(_ instance: RecordsDocument.Instance, line: Int) {
    instances.append(instance)
    let words: [String?] = [
      instance.provider, instance.id, instance.region,
      instance.addresses.map(\.description).joined(separator: "+"),
      instance.state?.rawValue, instance.expiresAt?.rfc3339, instance.locked, instance.charge,
    ]
    said.append("instance: " + words.map { $0 ?? "-" }.joined(separator: " "))
  }

  mutating func add(_ domain: RecordsDocument.CDNDomain, line: Int) {
    said.append("cdn: \(domain.provider) \(domain.domain) \(domain.area.rawValue)")
  }

  mutating func refuse(_ refusal: Refusal) {
    let path = refusal.path.map { " \($0)" } ?? ""
    refused.append("\(refusal.line)\(path): \(refusal.reason)")
  }

  private static func text(of statement: Statement) -> String {
    func join(_ words: [String?]) -> String { words.map { $0 ?? "-" }.joined(separator: " ") }
    switch statement {
    case .filing(let filing):
      return join([
        "filing", filing.domain, filing.siteNumber, filing.service?.rawValue, filing.entityName,
        filing.entityNature, filing.approvedAt?.rfc3339, filing.restricted.map { "\($0)" },
      ])
    case .access(let access):
      return join([
        "access", access.domain, access.state.rawValue, access.siteNumber, access.since?.rfc3339,
      ])
    case .order(let order):
      return join([
        "order", order.domain, order.kind.rawValue, order.state.rawValue,
        order.submittedAt?.rfc3339,
      ])
    case .absent(let domain): return "absent \(domain)"
    case .failed(let failure): return join(["failed", failure.domain, failure.reason])
    }
  }
}

/// Reads files of records as the command does, with `[as of 2026-07-09]` and two-label domains.
struct TestReading {
  var reading: RecordsReading

  init(_ name: String = "r", _ change: (inout RecordsReading) -> Void = { _ in }) {
    reading = RecordsReading(
      name: name, asOf: Timestamp(secondsSinceEpoch: 1_783_584_000),
      registrable: { name in
        let known = name == "例子.cn" ? "xn--fsqu00a.cn" : name.lowercased()
        return known.split(separator: ".").suffix(2).joined(separator: ".")
      })
    change(&reading)
  }

  /// Reads a text, in pieces as small as asked.
  func read(
    _ octets: [UInt8], as format: RecordsFormat? = nil, pieceOctets: Int = 65_536
  ) throws -> (format: RecordsFormat, records: CollectedRecords) {
    var input = OctetsInMemory(octets, pieceOctets: pieceOctets)
    var records = CollectedRecords()
    let format = try reading.read(&input, as: format, into: &records)
    return (format, records)
  }

  func read(_ text: String, as format: RecordsFormat? = nil) throws -> CollectedRecords {
    try read(Array(text.utf8), as: format).records
  }

  static func fixture(_ path: String, _ file: String = #filePath) throws -> [UInt8] {
    let root = file.split(separator: "/").dropLast(4).joined(separator: "/")
    return Array(
      try Data(contentsOf: URL(filePath: "/\(root)/fixtures/records/\(path)")))
  }

  static func read(
    fixture path: String, _ change: (inout RecordsReading) -> Void = { _ in }
  ) throws -> (format: RecordsFormat, records: CollectedRecords) {
    try TestReading(path, change).read(try fixture(path))
  }
}
