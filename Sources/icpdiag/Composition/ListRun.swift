internal import ArgumentParser
internal import Diagnosis
internal import Evidence
internal import Glibc
internal import Observation
internal import Reporting
internal import Survey

/// The bookkeeping of one run as the options say it: where reports go, what is shown meanwhile, and
/// what is said at the end.
struct ListRun {
  let book: RunBook
  private let options: RunOptions
  private let output: OutputOptions
  private let isList: Bool
  /// Whether a signal lets what is under way come to its end.
  private let isLong: Bool
  /// Open as long as the run.
  private let file: OutputFile?
  /// What is told at the end, in a format that does so.
  private let spool: MonitorSpool?
  private let display: ProgressDisplay?

  /// - Parameters:
  ///   - options: Of the run.
  ///   - output: Of the reports.
  ///   - sources: Where the inputs come from.
  ///   - isList: Whether they come from a list, of any length.
  ///   - reader: Reads an input, to find its share.
  /// - Throws: The exit status, when what is wrong has been said.
  init(
    _ options: RunOptions, _ output: OutputOptions, from sources: [InputSource], isList: Bool,
    reader: TargetReader
  ) throws {
    self.options = options
    self.output = output
    self.isList = isList
    isLong = isList || options.resume != nil
    Console.outlivesReaders()
    let spool = try MonitorSpool(output)
    self.spool = spool
    do throws(SurveyError) {
      (file, book, display) = try Self.open(
        options, output, spool, from: sources, isList: isList, reader: reader)
      if isLong { try Interruption.take() }
    } catch {
      throw Self.said(error)
    }
  }

  private static func open(
    _ options: RunOptions, _ output: OutputOptions, _ spool: MonitorSpool?,
    from sources: [InputSource], isList: Bool, reader: TargetReader
  ) throws(SurveyError) -> (OutputFile?, RunBook, ProgressDisplay?) {
    var file: OutputFile?
    var journal: Journal?
    if spool == nil, let path = options.file {
      let opened = try OutputFile(path, isResumed: options.resume != nil)
      file = opened
      if let path = options.resume {
        journal = try Journal(path, output: opened, identity: try options.identity)
      }
    }
    let share = try options.share
    let display = ProgressDisplay(
      output, InputExtent(sources), shares: share?.count ?? 1, isList: isList,
      isAside: options.file != nil || spool != nil)
    let settings = RunBook.Settings(
      descriptor: spool?.descriptor ?? file?.descriptor ?? STDOUT_FILENO, share: share,
      stage: options.stage,
      journal: journal)
    var show: (@Sendable (Survey.Summary, Int) -> Void)?
    if let display { show = { display.show($0, read: $1) } }
    return (file, RunBook(settings, target: { reader.read($0) }, show: show), display)
  }

  /// Lets the first signal end a run in good order.
  func heedSignals(of flow: Flow) throws {
    guard isLong else { return }
    try Interruption.whenRequested {
      flow.stop()
      display?.erase()
      Console.complain(
        "interrupted: what is under way is finished, nothing more is begun; once more ends at once")
    }
  }

  /// Ends the run: brings the journal up to date, says what came of it.
  ///
  /// - Parameter ending: How the flow ended.
  /// - Returns: The status by what was found, those of earlier runs of the same journal included.
  /// - Throws: The exit status of what went wrong.
  func finish(_ ending: FlowEnding) throws -> ExitCode {
    display?.erase()
    do throws(SurveyError) {
      try book.finish()
    } catch {
      throw Self.said(error)
    }
    try ReportOutput.check(ending.writeFailure, place: options.file)
    let summary = book.summary
    try write(summary)
    if isList, !output.quiet, output.verbose || Console.isErrorTerminal {
      Console.note(
        ProgressWords.summary(
          inputs: summary.inputs, seconds: Double(summary.elapsedMs) / 1_000,
          statuses: Status.allCases.map { ($0, summary.byStatus[$0.rawValue] ?? 0) },
          secondPasses: summary.secondPasses, in: output.language))
    }
    try TargetSources.check(ending.readFailure)
    if isLong, Interruption.isRequested {
      if let journal = options.resume {
        Console.complain("the same command goes on from the journal \(journal)")
      }
      throw ExitCode(Interruption.exitCode)
    }
    if let spool {
      try ReportOutput.check(spool.publish(to: options.file), place: options.file)
    }
    return ExitStatus(summary).code(in: output.format)
  }

  private func write(_ summary: Survey.Summary) throws {
    guard let path = options.summary else { return }
    let json = summary.json(
      statuses: Status.allCases.map(\.rawValue), causes: CauseID.allCases.map(\.rawValue),
      certainties: Certainty.allCases.map(\.rawValue), stage: (options.stage ?? .full).rawValue,
      share: try options.share)
    do {
      try FileOctets.replace(path, with: Array("\(json)\n".utf8))
    } catch {
      let reason = (error as? FileOctets.Failure)?.reason ?? "\(error)"
      Console.complain("cannot write \(path): \(reason)")
      throw ExitStatus.cannotWrite
    }
  }

  /// Says what is wrong, and gives the exit status for it.
  private static func said(_ error: SurveyError) -> ExitCode {
    Console.complain(error.description)
    switch error.code {
    case .usage: return ExitStatus.usage
    case .badData: return ExitStatus.badData
    case .cannotCreate, .inUse: return ExitStatus.cannotWrite
    case .cannotWrite: return ExitStatus.cannotRead
    }
  }
}
