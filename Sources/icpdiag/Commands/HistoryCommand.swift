internal import ArgumentParser
internal import Diagnosis
internal import Evidence
internal import Monitor
internal import Observation
internal import Reporting
internal import Store

/// Tells what a target came to in earlier checks, and what changed between two of them.
struct HistoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Earlier verdicts on a target, and what changed between them.",
    usage: "icpdiag history TARGET [--diff [REPORT REPORT]] [OPTIONS]",
    discussion: """
      'icpdiag check' notes in the store what every target comes to, and keeps each report that \
      says something new.

      icpdiag history example.cn
      icpdiag history example.cn --all
      icpdiag history example.cn --json | jq '.timeline[] | {from, cause}'
      icpdiag history example.cn --diff
      icpdiag history example.cn --diff 3fa9c1 9be004

      --diff compares the last two reports, or the two whose digests begin as given, and judges \
      again to see what made the difference: the older evidence by today's rules, then with the \
      newer records, then at the later hour, then with what was seen later.
      """)

  @Argument(help: "Domain, URL or address.")
  var target: String

  @Argument(help: ArgumentHelp("The beginnings of two reports' digests.", valueName: "report"))
  var reports: [String] = []

  @Flag(help: "Compare two reports: the last two, or those that are named.")
  var diff = false

  @Flag(help: "Every report that is kept, not only every change of the cause.")
  var all = false

  @Option(help: ArgumentHelp("The newest entries, at most.", valueName: "n"))
  var limit = 1_000

  @OptionGroup var place: StoreOptions
  @OptionGroup(title: "Signatures") var pages: SignatureOptions

  @Flag(help: "One JSON object in place of text (icpdiag.history/1).")
  var json = false

  @Option(help: "The language of the text: en, zh or auto.")
  var lang = LanguageChoice.auto

  @Option(help: "Colours; auto paints only on a terminal and honours NO_COLOR.")
  var color = ColourChoice.auto

  func validate() throws {
    guard (1...1_000_000).contains(limit) else {
      throw ValidationError("--limit takes 1 to 1000000")
    }
    guard reports.isEmpty || (diff && reports.count == 2) else {
      throw ValidationError("name two reports to compare: icpdiag history TARGET --diff A B")
    }
    guard reports.allSatisfy({ $0.count >= 4 && $0.allSatisfy(\.isHexDigit) }) else {
      throw ValidationError("a report is named by four or more digits of its digest, as in --json")
    }
  }

  private var style: Style {
    Style(
      width: Console.width, isColoured: color.isPainted,
      language: lang.language(environment: Console.environment))
  }

  func run() async throws {
    Console.outlivesReaders()
    let store = try place.openExisting()
    let key = TargetReader.ofRecords.read(target).key(of: target)
    guard let past = try withRecords({ try store.history(of: key, limit: limit) }) else {
      Console.complain("\(key) was never checked with this store; 'icpdiag check' does")
      throw ExitStatus.badData
    }
    guard diff else {
      let history = History(past, target: key)
      try ReportOutput.print(
        json ? history.json : HistoryPage.render(history, style: style, isDetailed: all))
      return
    }
    let (old, new) = try kept(past, key, store)
    let difference = Difference(
      from: old.judgement.observation, old.entry.cause, to: new.judgement.observation,
      new.entry.cause, signatures: try pages.load())
    let report = HistoryDiff(target: key, from: old, to: new, difference)
    try ReportOutput.print(
      json
        ? report.json
        : HistoryPage.render(report, old.judgement, new.judgement, style: style))
  }

  // MARK: The two reports

  private typealias Kept = (judgement: Judgement, entry: History.Entry)

  private func kept(
    _ past: TargetHistory, _ key: String, _ store: RecordsStore
  ) throws -> (Kept, Kept) {
    var digests: [String] = []
    if reports.isEmpty {
      for case let digest? in past.timeline.map(\.content).reversed()
      where !digests.contains(digest) && digests.count < 2 {
        digests.insert(digest, at: 0)
      }
      guard digests.count == 2 else {
        Console.complain(
          "of \(key) \(digests.isEmpty ? "no report is kept" : "one report only is kept"): "
            + "nothing has changed since")
        throw ExitStatus.badData
      }
    } else {
      digests = reports.map { $0.lowercased() }
    }
    return (try report(digests[0], past, key, store), try report(digests[1], past, key, store))
  }

  private func report(
    _ digest: String, _ past: TargetHistory, _ key: String, _ store: RecordsStore
  ) throws -> Kept {
    let found = try withRecords { try store.contents(of: key, beginning: digest) }
    guard found.count == 1, let content = found.first else {
      Console.complain(
        found.isEmpty
          ? "no report on \(key) begins with \(digest); 'icpdiag history \(key) --all' lists them"
          : "several reports begin with \(digest); give more digits")
      throw ExitStatus.badData
    }
    guard let entry = past.timeline.last(where: { $0.content == content.sha256 }) else {
      Console.complain("the report \(digest) is older than the newest \(limit); see --limit")
      throw ExitStatus.badData
    }
    do {
      let observation = try ReportV1.observation(from: Array(content.report.utf8))
      let judgement = diagnose(
        observation, at: observation.judgedAt, signatures: try pages.load())
      return (judgement, History.Entry(entry))
    } catch let error as ReportError {
      Console.complain("the report \(digest): \(error)")
      throw ExitStatus.badData
    }
  }
}

extension History {
  init(_ past: TargetHistory, target: String) {
    self.init(
      target: target, input: past.input, state: CheckLine.State(past.state),
      timeline: past.timeline.map(Entry.init),
      transitions: past.transitions.map(CheckLine.Change.init))
  }
}

extension History.Entry {
  fileprivate init(_ entry: TimelineEntry) {
    self.init(
      cause: entry.standing.cause, status: entry.standing.status, certainty: entry.certainty,
      rule: entry.rule, from: entry.from, until: entry.until, times: entry.times,
      report: entry.content)
  }
}
