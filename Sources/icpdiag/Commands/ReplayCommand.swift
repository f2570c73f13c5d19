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
      at the time it was judged at unless --now says otherwise, and with the records it was \
      judged with unless --records or --store names others, which then take their place. The \
      default store is left alone, so that a report gives the same answer everywhere.

      A report that cannot be read is named on stderr, the others are judged all the same, and \
      the status is 65.

      icpdiag example.cn --json > report.json
      icpdiag replay report.json
      icpdiag replay report.json --records filings.json
      icpdiag replay report.json --store ~/.local/share/icpdiag/store.sqlite
      icpdiag replay report.json --signatures pages.json
      """)

  @Argument(
    help: ArgumentHelp("Reports, one JSON object a line; - reads stdin.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var file: String

  @OptionGroup(title: "Records") var records: RecordsOptions
  @OptionGroup(title: "Signatures") var pages: SignatureOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  @Option(help: ArgumentHelp("The clock the rules use (RFC 3339).", valueName: "time"))
  var now: Timestamp?

  func run() async throws {
    let lookUp = try records.lookUp(.ofRecords, usesDefaultStore: false)
    let hasNewRecords = !records.records.isEmpty || records.place.store != nil
    let signatures = try pages.load()
    let octets = try FileInput.read(file, limit: Limits.documentOctets)
    let stored = StoredReports(octets)
    complain(of: stored.faults)
    let observations = stored.observations.map { observation in
      var copy = observation
      if hasNewRecords {
        copy.evidence.records = lookUp.facts(
          for: copy.target.registrable, addresses: copy.askedAddresses)
      }
      copy.evidence.request.now = now ?? copy.evidence.request.now
      copy.evidence.request.entity = records.entity ?? copy.evidence.request.entity
      return copy
    }
    try lookUp.check()
    var printer = Printer(
      output, inputs: observations.map(\.input), isList: observations.count > 1)
    for observation in observations {
      guard printer.print(diagnose(observation, at: observation.judgedAt, signatures: signatures))
      else { break }
    }
    guard stored.faults.isEmpty else { throw ExitStatus.badData }
    try printer.finish()
  }

  /// Names the first faults, and counts the others: a file of something else has one a line.
  private func complain(of faults: [StoredReports.Fault]) {
    let name = file == "-" ? "stdin" : file
    let shown = 20
    for fault in faults.prefix(shown) {
      Console.complain("\(name):\(fault.line): \(fault.error)")
    }
    if faults.count > shown {
      Console.complain("\(name): \(faults.count - shown) more reports cannot be read")
    }
  }
}

extension Observation {
  /// The addresses that the records are looked up with: the target's own, or those of its name.
  fileprivate var askedAddresses: [IPAddress] {
    target.kind == .invalid ? [] : evidence.targetAddresses(of: target)
  }
}
