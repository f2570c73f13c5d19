internal import Engine
package import Evidence
internal import Glibc
internal import Synchronization

/// The bookkeeping of a run: which inputs it takes, where the reports go, what came of them.
///
/// It stands at both ends of a ``Flow``: the reader's thread asks it about every input, the writer's
/// thread gives it every report.
package final class RunBook: Intake, ReportSink {
  package struct Settings: Sendable {
    /// Where reports are written.
    package var descriptor: Int32
    /// `nil` for the whole list.
    package var share: Share?
    /// The stage that was asked for; then the reports of earlier stages are inputs.
    package var stage: Stage?
    /// What remembers the run over its death.
    package var journal: Journal?

    package init(
      descriptor: Int32, share: Share? = nil, stage: Stage? = nil, journal: Journal? = nil
    ) {
      self.descriptor = descriptor
      self.share = share
      self.stage = stage
      self.journal = journal
    }
  }

  private struct State {
    /// The places in the list of the inputs that were taken and are not yet written, for the journal.
    var positions: [Int: Int] = [:]
    /// What is not begun before the list has shown to be the journal's, with its place.
    var held: [(input: Input, position: Int)] = []
    /// How many inputs were taken, and how many were read.
    var taken = 0
    var read = 0
    var summary: Summary
    var octets: Int
    var failure: SurveyError?
  }

  private let settings: Settings
  private let target: @Sendable (String) -> Target
  private let show: (@Sendable (Summary, _ read: Int) -> Void)?
  private let state: Mutex<State>
  private let start = MonotonicTime.now
  private let earlierMs: Int

  /// - Parameters:
  ///   - settings: Which inputs, and where to.
  ///   - target: Reads an input, to find its share.
  ///   - show: Told how far the run is whenever something was written.
  package init(
    _ settings: Settings, target: @escaping @Sendable (String) -> Target,
    show: (@Sendable (Summary, _ read: Int) -> Void)? = nil
  ) {
    self.settings = settings
    self.target = target
    self.show = show
    let summary = settings.journal?.summary ?? Summary()
    earlierMs = summary.elapsedMs
    state = Mutex(State(summary: summary, octets: settings.journal?.octets ?? 0))
  }

  /// The counts so far, those of earlier runs of the same journal included.
  package var summary: Summary {
    state.withLock { state in
      var summary = state.summary
      summary.elapsedMs = earlierMs + elapsedMs
      return summary
    }
  }

  private var elapsedMs: Int { Int(MonotonicTime.now.milliseconds(since: start)) }

  // MARK: The inputs

  package func take(_ input: Input) -> Taken {
    guard !Interruption.isRequested else { return .end }
    do throws(SurveyError) {
      let admitted = try admit(input)
      let isKnown = settings.journal?.knowsTheInputs ?? true
      return state.withLock { state in
        state.read += 1
        if let admitted { state.held.append((admitted, input.index)) }
        guard isKnown else { return .inputs([]) }
        defer { state.held.removeAll(keepingCapacity: true) }
        for (_, position) in state.held {
          if settings.journal != nil { state.positions[state.taken] = position }
          state.taken += 1
        }
        return .inputs(state.held.map(\.input))
      }
    } catch {
      fail(error)
      return .end
    }
  }

  package func end(after count: Int) {
    do throws(SurveyError) {
      try settings.journal?.end(after: count)
    } catch {
      fail(error)
    }
  }

  /// - Returns: The input as it is to be looked at; `nil` for one that is done, or another share's.
  private func admit(_ input: Input) throws(SurveyError) -> Input? {
    if let journal = settings.journal, try journal.isDone(input.index, input.octets) { return nil }
    let staged = settings.stage.map { input.read(for: $0) } ?? input
    if let share = settings.share, !share.holds(target(staged.text), input: staged.text) {
      settings.journal?.pass(input.index)
      return nil
    }
    if let journal = settings.journal, journal.isWritten(index: staged.index, input: staged.text) {
      journal.pass(input.index)
      return nil
    }
    return staged
  }

  // MARK: The reports

  package func write(_ reports: [Report]) -> Int32 {
    let octets = reports.flatMap(\.octets)
    let error = Self.write(octets, to: settings.descriptor)
    guard error == 0 else { return error }
    let (positions, read) = state.withLock { state in
      state.octets += octets.count
      for report in reports { state.summary.add(report.outcome) }
      return (reports.compactMap { state.positions.removeValue(forKey: $0.number) }, state.read)
    }
    settings.journal?.wrote(positions)
    show?(summary, read)
    do throws(SurveyError) {
      try checkpoint()
      return 0
    } catch {
      fail(error)
      return EIO
    }
  }

  /// Brings the journal up to date when the last report is written.
  ///
  /// - Throws: What went wrong in the run, or goes wrong now.
  package func finish() throws(SurveyError) {
    if let failure = state.withLock({ $0.failure }) { throw failure }
    try checkpoint(isDue: true)
  }

  private func checkpoint(isDue: Bool = false) throws(SurveyError) {
    let octets = state.withLock { $0.octets }
    try settings.journal?.checkpoint(summary, octets: octets, isDue: isDue)
  }

  /// The first failure is the one to tell of.
  private func fail(_ error: SurveyError) {
    state.withLock { $0.failure = $0.failure ?? error }
  }

  private static func write(_ octets: [UInt8], to descriptor: Int32) -> Int32 {
    var rest = octets[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return errno }
      rest = rest.dropFirst(count)
    }
    return 0
  }
}

extension Input {
  /// The line as it was read, as far as it was kept.
  fileprivate var octets: [UInt8] {
    Array(text.utf8) + (meta.map { [UInt8(ascii: "\t")] + Array($0.utf8) } ?? [])
  }

  /// The input behind a line that an earlier stage wrote; any other line is the input itself.
  fileprivate func read(for stage: Stage) -> Input {
    var input = self
    switch StageInput(text, for: stage) {
    case .open(let report):
      input = Input(text: report.input, meta: report.meta, index: report.index)
    case .settled(let report):
      input = Input(text: report.input, meta: report.meta, index: report.index)
      input.report = Report(
        index: report.index, octets: Array(text.utf8) + [UInt8(ascii: "\n")],
        outcome: report.outcome)
    case nil where text.utf8.count > Limits.lineOctets:
      // Only a report may be that long.
      input.text = String(decoding: text.utf8.prefix(LineSplitter.cutOctets), as: UTF8.self)
      input.isCut = true
    case nil: break
    }
    return input
  }
}
