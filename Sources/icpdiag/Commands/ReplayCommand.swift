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

      With --assume it is judged as if further records were true; a report that was made with \
      assumptions keeps them, and its mark, unless others take their place.

      A report that cannot be read is named on stderr, the others are judged all the same, and \
      the status is 65.

      icpdiag example.cn --json > report.json
      icpdiag replay report.json
      icpdiag replay report.json --records filings.json
      icpdiag replay report.json --assume order-approved.yaml
      icpdiag replay report.json --store ~/.local/share/icpdiag/store.sqlite
      icpdiag replay report.json --signatures pages.json
      """)

  @Argument(
    help: ArgumentHelp("Reports, one JSON object a line; - reads stdin.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var file: String

  @OptionGroup(title: "Records") var records: RecordsOptions
  @OptionGroup(title: "Signatures") var pages: SignatureOptions
  @OptionGroup(title: "What if") var assumption: AssumptionOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  @Option(help: ArgumentHelp("The clock the rules use (RFC 3339).", valueName: "time"))
  var now: Timestamp?

  @Option(
    help: ArgumentHelp("The provider the site is meant to be hosted at.", valueName: "id"))
  var provider: String?

  func validate() throws {
    _ = try NetworkOptions.providerID(provider)
    if ([file] + records.records + pages.signatures + assumption.assume).filter({ $0 == "-" }).count
      > 1
    {
      throw ValidationError("only one thing can be read from stdin")
    }
  }

  func run() async throws {
    let lookUp = try records.lookUp(.ofRecords, usesDefaultStore: false)
    let assumption = try assumption.load(.ofRecords)
    let provider = try NetworkOptions.providerID(provider)
    let hasNewRecords = !records.records.isEmpty || records.place.store != nil
    let signatures = try pages.load()
    let octets = try FileInput.read(file, limit: Limits.documentOctets)
    let stored = StoredReports(octets)
    complain(of: stored.faults)
    let observations = stored.observations.map { observation in
      var copy = observation
      if hasNewRecords {
        let known = lookUp.facts(for: copy.target.registrable, addresses: copy.askedAddresses)
        copy.evidence.replaceKnownRecords(by: known)
      }
      if let assumption { copy = assumption.applied(to: copy) }
      copy.evidence.request.now = now ?? copy.evidence.request.now
      copy.evidence.request.provider = provider ?? copy.evidence.request.provider
      copy.evidence.request.entity = records.entity ?? copy.evidence.request.entity
      return copy
    }
    try lookUp.check()
    var printer = try Printer(
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
