internal import ArgumentParser
internal import Evidence
internal import Observation
internal import Records
internal import Reporting
internal import Store

/// Writes the store as a records document.
struct RecordsExport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the records as a document that can be imported again.",
    usage: "icpdiag records export [DOMAIN...] [OPTIONS]",
    discussion: """
      icpdiag records export > records.json
      icpdiag records export example.cn --yaml
      icpdiag records export | icpdiag records import --store other.sqlite

      Nothing is lost: importing the document elsewhere gives the same records. Of single domains \
      the instances are left out, which have none.
      """)

  @Argument(help: "Domains; all when none is named.")
  var domains: [String] = []

  @Flag(help: "YAML in place of JSON.") var yaml = false
  @Flag(help: "JSON, as without this.") var json = false
  @Option(help: ArgumentHelp("Only what this provider says.", valueName: "id")) var provider:
    String?
  @OptionGroup var place: StoreOptions

  func validate() throws {
    if yaml, json { throw ValidationError("choose one of --yaml and --json") }
  }

  func run() async throws {
    let store = try place.openExisting()
    let domains = try domains.map { try TargetReader.ofRecords.registrable(of: $0) }
    let filter = RecordsFilter(
      domains: domains.isEmpty ? nil : Set(domains), provider: provider?.lowercased())
    try withRecords {
      let output = BufferedOutput()
      var sink = ExportSink(
        writer: try RecordsDocumentWriter(yaml ? .yaml : .json) { try output.print($0) })
      try store.export(filter, to: &sink)
      try sink.writer.finish()
      try output.flush()
    }
  }
}

/// Hands what the store exports to the writer of a document.
private struct ExportSink: RecordsSink {
  var writer: RecordsDocumentWriter

  mutating func begin(_ view: ViewHeading) throws {
    try writer.begin(
      RecordsDocument.View(
        view: view.view, provider: view.provider, source: view.source, asOf: view.asOf,
        complete: view.isComplete))
  }

  mutating func add(_ statement: Statement, line: Int) throws {
    switch statement {
    case .filing(let filing): try writer.add(filing, to: "filings")
    case .access(let access): try writer.add(access, to: "access")
    case .order(let order): try writer.add(order, to: "orders")
    case .absent(let domain): try writer.add(domain, to: "absent")
    case .failed(let failure): try writer.add(failure, to: "failed")
    }
  }

  mutating func add(_ instance: RecordsDocument.Instance, line: Int) throws {
    try writer.add(instance)
  }

  mutating func add(_ domain: RecordsDocument.CDNDomain, line: Int) throws {
    try writer.add(domain)
  }

  mutating func refuse(_ refusal: Refusal) {}
}
