internal import ArgumentParser
internal import Evidence
internal import Observation
internal import Reporting
internal import Store
internal import Survey

/// One check from its first line to its exit status: the store's run, the book, what is shown
/// meanwhile, and signals.
struct CheckRunning: Sendable {
  let book: CheckBook
  private let store: RecordsStore
  private let run: CheckRun
  private let display: ProgressDisplay?
  private let format: ReportFormat
  /// The file that the output replaces.
  private let path: String?

  /// The run's name in what is printed.
  var id: String { String(run.id) }

  /// - Parameters:
  ///   - output: How it is printed.
  ///   - path: The file to replace with it, for monitors.
  ///   - store: Where earlier runs are.
  ///   - plan: What is looked at.
  ///   - notices: Who is told.
  /// - Throws: The exit status, when what is wrong has been said.
  init(
    _ output: OutputOptions, to path: String?, _ store: RecordsStore, _ plan: CheckPlan,
    _ notices: CheckNotices
  ) throws {
    self.store = store
    self.path = path
    format = output.format
    Console.outlivesReaders()
    run = try withRecords {
      try store.beginRun(at: WallClock.now, keeping: plan.retention)
    }
    let spool = try MonitorSpool(output)
    let display = ProgressDisplay(
      output, InputExtent(plan.sources), shares: 1, isList: true,
      isAside: output.isPage || spool != nil)
    self.display = display
    var show: (@Sendable (Survey.Summary, Int) -> Void)?
    if let display { show = { display.show($0, read: $1) } }
    let paper: any CheckPaper =
      if let spool {
        CheckMonitorPaper(spool, to: path, since: run.startedAt)
      } else {
        output.isPage ? CheckTextPaper(style: output.style) : CheckJSONPaper()
      }
    book = CheckBook(store, run, on: paper, notices, show: show)
    do throws(SurveyError) {
      try Interruption.take()
    } catch {
      Console.complain(error.description)
      throw ExitStatus.cannotRead
    }
  }

  /// Lets the first signal end the run in good order.
  func heedSignals(of flow: Flow) throws {
    try Interruption.whenRequested {
      flow.stop()
      display?.erase()
      Console.complain(
        "interrupted: what is under way is finished, nothing more is begun; once more ends at once")
    }
  }

  /// Ends the run.
  ///
  /// - Parameter ending: How the flow ended.
  /// - Returns: The status by what was found.
  /// - Throws: The exit status of what went wrong.
  func finish(_ ending: FlowEnding) async throws -> ExitCode {
    display?.erase()
    if let failure = book.failure { try withRecords { throw failure } }
    try ReportOutput.check(ending.writeFailure)
    if ending.writeFailure == 0 {
      let error: Int32
      do {
        error = try await book.finish()
        try store.endRun(run, at: WallClock.now)
      } catch {
        try withRecords { throw error }
        throw error
      }
      try ReportOutput.check(error, place: path)
    }
    try TargetSources.check(ending.readFailure)
    if Interruption.isRequested { throw ExitCode(Interruption.exitCode) }
    return ExitStatus(book.counts).code(in: format, warns: book.warns)
  }
}

extension OutputOptions {
  /// Whether a person reads it: on a terminal, unless a format is asked for.
  var isPage: Bool { !json && (chosenFormat.map { $0 == .text } ?? Console.isTerminal) }
}
