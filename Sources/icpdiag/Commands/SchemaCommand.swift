internal import ArgumentParser
internal import Monitor
internal import Reporting

/// Prints the JSON Schemas of what the program writes and reads.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of reports, records or checks.",
    discussion: """
      JSON Schema, draft 2020-12. A later version may add keys to what the program writes, so the \
      schemas of report and check let unknown keys be; that of records does not, for there such a \
      key is a slip of the pen. Editors complete and check a records document by it.

      icpdiag schema report > report.schema.json
      icpdiag schema records > records.schema.json

      With --strict it describes exactly what this version writes: every key is there, and no other. \
      A test of a program that reads reports notices by it what changes between versions.
      """)

  enum Name: String, ExpressibleByArgument, CaseIterable {
    case report, records, check
  }

  @Argument(help: "report, records or check.")
  var name: Name

  @Flag(help: "Every key that this version writes, and no other.")
  var strict = false

  func run() throws {
    Console.outlivesReaders()
    let document: SchemaDocument =
      switch name {
      case .report: .report
      case .records: .records
      case .check: .check(warningKinds: Warning.Kind.allCases.map(\.rawValue))
      }
    try ReportOutput.print(document.text(isStrict: strict))
  }
}
