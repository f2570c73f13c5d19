internal import Diagnosis
internal import Engine
internal import Evidence
internal import Glibc
internal import Monitor
internal import Reporting
internal import Store
internal import Survey
internal import Synchronization

/// The bookkeeping of a check: at one end of the flow it says which inputs are taken, at the other it
/// records what was seen of them and writes it down.
///
/// What the writer gets at once is one transaction: alone when targets come one by one, hundreds
/// when the disk is the slow part.
final class CheckBook: Intake, ReportSink {
  private struct State {
    var read = 0
    var counts = Survey.Summary()
    var summary: CheckSummary
    var paper: any CheckPaper
    var failure: (any Error)?
    /// Which accesses are in use, by all names so far, and the targets that wait for the rest.
    var access = AccessDrift()
    var waiting: [CheckedTarget] = []
    /// A number for each key so far, not the keys: two of a million are one in 10⁷ times the same.
    var keys: Set<Int> = []

    /// A target that is in the list once more says nothing new: it would count as a run of its own.
    mutating func blindRepeated(_ targets: inout [CheckedTarget]) {
      for place in targets.indices
      where !keys.insert(targets[place].sighting.key.hashValue).inserted {
        targets[place].blind()
      }
    }

    /// Takes targets, and gives back those that can be written now: each with its warnings.
    mutating func settle(_ targets: [CheckedTarget]) -> [CheckedTarget] {
      for target in targets {
        for drift in target.drift { access.saw(drift.presence, of: drift.key) }
      }
      var settled: [CheckedTarget] = []
      for target in targets {
        // A run in which very many accesses are left alone must not need more memory for that.
        if target.isOpen(by: access), waiting.count < CheckBook.mostWaiting {
          waiting.append(target)
        } else {
          settled.append(target)
        }
      }
      return finish(settled)
    }

    /// Settles what is left to be settled of targets, and counts them.
    mutating func finish(_ targets: [CheckedTarget]) -> [CheckedTarget] {
      targets.map { target in
        var target = target
        target.settle(by: access)
        summary.add(target.line, cause: target.verdict.cause)
        return target
      }
    }
  }

  private static let mostWaiting = 1_000

  private let store: RecordsStore
  private let run: CheckRun
  private let notices: CheckNotices
  private let show: (@Sendable (Survey.Summary, _ read: Int) -> Void)?
  private let start = MonotonicTime.now
  /// Judged targets on their way through the flow, by their inputs' indices.
  private let pending = Mutex<[Int: CheckedTarget]>([:])
  private let state: Mutex<State>

  /// - Parameters:
  ///   - store: Where earlier runs are.
  ///   - run: This run in it.
  ///   - paper: What the targets are written on.
  ///   - notices: Who is told of transitions.
  ///   - show: Told how far the run is.
  init(
    _ store: RecordsStore, _ run: CheckRun, on paper: any CheckPaper, _ notices: CheckNotices,
    show: (@Sendable (Survey.Summary, Int) -> Void)?
  ) {
    self.store = store
    self.run = run
    self.notices = notices
    self.show = show
    state = Mutex(
      State(summary: CheckSummary(run: String(run.id), startedAt: run.startedAt), paper: paper))
  }

  /// The counts of all that was seen.
  var counts: Survey.Summary { state.withLock { $0.counts } }

  /// Whether something is about to happen to a target.
  var warns: Bool { state.withLock { $0.summary.warnings > 0 } }

  /// What kept targets from being recorded.
  var failure: (any Error)? { state.withLock { $0.failure } }

  // MARK: The flow's ends

  func take(_ input: Input) -> Taken {
    guard !Interruption.isRequested else { return .end }
    state.withLock { $0.read += 1 }
    return .inputs([input])
  }

  func end(after count: Int) {}

  /// Keeps a judged target until its turn comes.
  func put(_ target: CheckedTarget, index: Int) {
    pending.withLock { $0[index] = target }
  }

  func write(_ reports: [Report]) -> Int32 {
    var targets = pending.withLock { pending in
      reports.compactMap { pending.removeValue(forKey: $0.index) }
    }
    state.withLock { $0.blindRepeated(&targets) }
    do {
      let recorded = try store.record(targets.map(\.sighting), in: run) { stored, place in
        notices.outgoing(stored, targets[place])
      }
      for (place, recorded) in recorded.enumerated() { targets[place].take(recorded) }
    } catch {
      state.withLock { $0.failure = error }
      return EIO
    }
    let (error, counts, read) = state.withLock { [targets] state in
      for report in reports { state.counts.add(report.outcome) }
      return (state.paper.add(state.settle(targets)), state.counts, state.read)
    }
    show?(counts, read)
    return error
  }

  // MARK: The end

  /// Ends the run: sends what is to be sent, writes what was held back, and notes that all is told.
  ///
  /// - Returns: 0, or the error that kept it from being written; then the next run tells.
  /// - Throws: ``StoreError``.
  func finish() async throws -> Int32 {
    let sent = await notices.deliver(from: store, in: run)
    let error = try state.withLock { state in
      state.summary.notifications = sent
      let seconds = MonotonicTime.now.milliseconds(since: start) / 1_000
      state.summary.durationS = (seconds * 1_000).rounded() / 1_000
      // Whether names that were not looked at keep an access in use is not known.
      if Interruption.isRequested { state.waiting = state.waiting.map { $0.withoutDrift } }
      let rest = state.finish(state.waiting)
      state.waiting = []
      let error = state.paper.add(rest)
      guard error == 0 else { return error }
      return try state.paper.finish(state.summary)
    }
    guard error == 0 else { return error }
    if state.withLock({ $0.paper.tells }) { try store.told(by: run) }
    return 0
  }
}
