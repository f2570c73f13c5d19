internal import Diagnosis
internal import Engine
internal import Reporting
internal import Survey
internal import Synchronization

/// Shows how far a list has come: one line that is drawn again on a terminal, and with `--verbose`
/// a line now and then for a log.
final class ProgressDisplay: Sendable {
  private struct State {
    var speed: Speed
    var lastShown: MonotonicTime
    var isEnded = false
  }

  private let extent: InputExtent?
  private let shares: Int
  private let language: Language
  private let isTerminal: Bool
  private let state: Mutex<State?>

  /// Seconds between two pictures on a terminal, and between two lines of a log.
  private static let secondsOnTerminal = 0.2
  private static let secondsInLog = 1.0

  /// Fails where nobody is to be shown anything.
  ///
  /// - Parameters:
  ///   - options: Language, and how much the user wants to read.
  ///   - extent: How long the input is.
  ///   - shares: Among how many runs it is shared.
  ///   - isList: Whether the targets come from a list.
  ///   - isAside: Whether the reports go to a file.
  init?(
    _ options: OutputOptions, _ extent: InputExtent?, shares: Int, isList: Bool, isAside: Bool
  ) {
    // Reports on the same terminal are progress enough.
    let isTerminal = Console.isErrorTerminal && (isAside || !Console.isTerminal)
    guard isList, !options.quiet, isTerminal || (options.verbose && !Console.isErrorTerminal)
    else { return nil }
    self.extent = extent
    self.shares = shares
    self.isTerminal = isTerminal
    language = options.language
    state = Mutex(nil)
  }

  /// Shows the counts by now, unless some were shown just before.
  func show(_ summary: Summary, read: Int) {
    let now = MonotonicTime.now
    let perSecond: Double?? = state.withLock { state in
      guard var current = state else {
        state = State(speed: Speed(done: summary.inputs, at: now), lastShown: now)
        return nil
      }
      current.speed.note(summary.inputs, at: now)
      defer { state = current }
      let pause = isTerminal ? Self.secondsOnTerminal : Self.secondsInLog
      guard !current.isEnded, now >= current.lastShown.adding(seconds: pause) else { return nil }
      current.lastShown = now
      return .some(current.speed.perSecond(summary.inputs, at: now))
    }
    guard let perSecond else { return }
    let progress = Progress(
      done: summary.inputs, total: extent?.total(after: read).map { $0 / shares },
      perSecond: perSecond)
    let line = ProgressWords.line(
      done: progress.done, total: progress.total, perSecond: progress.perSecond,
      secondsLeft: progress.secondsLeft, causes: summary.causes, in: language)
    if isTerminal { Console.showProgress(line) } else { Console.note(line) }
  }

  /// Leaves the terminal's line empty, for good.
  func erase() {
    state.withLock { $0?.isEnded = true }
    if isTerminal { Console.showProgress("") }
  }
}
