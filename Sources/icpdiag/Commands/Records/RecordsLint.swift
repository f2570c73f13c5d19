internal import ArgumentParser
internal import Diagnosis
internal import Evidence
internal import Observation
internal import Records
internal import Reporting
internal import Store

/// Looks for what is wrong, missing or old in the records.
struct RecordsLint: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "Look for what is wrong, missing or too old in the records.",
    usage: "icpdiag records lint [FILE...] [OPTIONS]",
    discussion: """
      Of the store, or of files that are only read:

      icpdiag records lint
      icpdiag records lint sites.csv
      icpdiag records lint --json | jq -r .kind | sort | uniq -c

      Found are: \(RecordsFlaw.Kind.allCases.map(\.rawValue).joined(separator: ", ")).

      An absence is relied upon for 30 days, what was found for 180; older records make a verdict \
      'likely' at most. Ends with 0 when nothing was found, and 1 when something was.
      """)

  @Argument(help: "Files of records, of any kind that 'records import' reads.", completion: .file())
  var files: [String] = []

  @Option(help: ArgumentHelp("The date that ages are counted to.", valueName: "time"))
  var now: Timestamp?

  @OptionGroup var place: StoreOptions
  @OptionGroup var output: ListingOptions

  func run() async throws {
    let lines = BufferedOutput()
    var count = 0
    if files.isEmpty {
      let store = try place.openExisting()
      try withRecords { count = try lint(store, "store", lines) }
    }
    for file in files {
      count += try TemporaryStore.with { store in
        var count = 0
        try TemporaryStore.fill(store, from: file) { refusal in
          count += 1
          try tell(
            RecordsFlaw(
              .unreadableLine, domain: nil, Text(verbatim: "\(refusal.line): \(refusal.reason)")),
            file, lines)
        }
        return try withRecords { try lint(store, file, lines) } + count
      }
    }
    try lines.flush()
    if count > 0 { throw ExitCode(1) }
  }

  private func lint(
    _ store: RecordsStore, _ source: String, _ lines: BufferedOutput
  ) throws -> Int {
    let now = now ?? WallClock.now
    var count = 0
    try store.forEachDomain { domain, facts in
      for flaw in RecordsFlaw.flaws(of: domain, facts, at: now) {
        count += 1
        try tell(flaw, source, lines)
      }
    }
    return count
  }

  private func tell(_ flaw: RecordsFlaw, _ source: String, _ lines: BufferedOutput) throws {
    try lines.print(
      output.json
        ? RecordsJSON.flaw(flaw, source: source, in: output.language) + "\n"
        : RecordsPage.flaw(
          flaw, of: flaw.domain.map { TargetReader.ofRecords.shown($0) } ?? source,
          in: output.language))
  }
}
