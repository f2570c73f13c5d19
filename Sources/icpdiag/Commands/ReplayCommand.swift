internal import ArgumentParser
internal import Diagnosis
internal import Evidence
internal import Records
internal import Observation
internal import Reporting

/// Judges stored evidence again: no network, and the same answer every time.
struct ReplayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Judge stored reports again, with today's rules; no network.",
    usage: "icpdiag replay FILE [OPTIONS]",
    discussion: """
      Reads what 'icpdiag --json' printed, one report a line, and judges the evidence in it anew: \
      at the time it was gathered unless --now says otherwise, and with the records it was \
      judged with unless --records gives others.

      icpdiag example.cn --json > report.json
      icpdiag replay report.json
      icpdiag replay report.json --records filings.json
      """)

  @Argument(
    help: ArgumentHelp("Reports, one JSON object a line; - reads stdin.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var file: String

  @OptionGroup(title: "Records") var records: RecordsOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  @Option(help: ArgumentHelp("The clock the rules use (RFC 3339).", valueName: "time"))
  var now: Timestamp?

  func run() async throws {
    let library = try records.load(TargetReader(permitsSpecialUse: true))
    let observations = try stored().map { observation in
      records.records.isEmpty ? observation : observation.looked(up: library)
    }
    var printer = Printer(
      output, inputs: observations.map(\.input), isList: observations.count > 1)
    for observation in observations {
      printer.print(diagnose(observation, at: now ?? observation.startedAt))
    }
    try printer.finish()
  }

  private func stored() throws -> [Observation] {
    let octets = try FileInput.read(file, limit: Limits.documentOctets)
    do {
      // An indented report takes many lines; a list of reports has one a line.
      if let whole = try? ReportV1.observation(from: octets) { return [whole] }
      return try octets.split(separator: UInt8(ascii: "\n")).map { line in
        try ReportV1.observation(from: Array(line))
      }
    } catch {
      Console.complain("\(file): \(error)")
      throw ExitStatus.badData
    }
  }
}

extension Observation {
  /// The same observation with other records.
  fileprivate func looked(up library: RecordsLibrary) -> Observation {
    var copy = self
    copy.evidence.records = library.facts(
      for: target.registrable, addresses: evidence.resolvedAddresses)
    return copy
  }
}
