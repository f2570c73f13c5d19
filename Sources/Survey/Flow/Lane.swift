internal import Engine
internal import Synchronization

/// One shard's places for targets, and how it keeps its time.
///
/// Targets are observed in the wide part, whose width follows what the loop bears; those that are
/// asked again, in the calm part, a few at a time and only while the loop keeps its time.
final class Lane: Sendable {
  let wide: Gate
  let calm: Gate
  /// Those whom a server keeps waiting: they cost nothing but memory.
  private let aside: Gate
  private let patience: Double
  private let targets: Int
  private let state: Mutex<State>
  private let stays = Mutex(Queue<Entry>())

  /// A place that somebody took at a moment.
  private struct Entry {
    var stay: Stay
    var round: Int
    var since: MonotonicTime
  }

  private struct State {
    var width: Width
    var punctuality = Punctuality()
  }

  /// Seconds between two measurements.
  private static let beat = 0.1
  /// Seconds that a loop may be late before it has too much to do: far below any network timeout,
  /// and far above what keeps it busy.
  private static let tolerance = 0.1
  /// Seconds that a loop may be late, and its timeouts still be the network's.
  private static let calmness = 0.25
  /// Looks at the loop, a quarter of a second apart, before a second pass begins in any case.
  private static let calmLooks = 80

  /// - Parameters:
  ///   - targets: How many may be in flight, those of the calm part included.
  ///   - aside: How many may be besides while servers keep them waiting.
  ///   - patience: Seconds after which a target is one of those.
  init(targets: Int, aside: Int = 0, patience: Double = 2) {
    self.targets = targets
    self.patience = patience
    self.aside = Gate(limit: aside)
    let calmTargets = targets / 4
    let width = Width(most: targets - calmTargets)
    wide = Gate(limit: width.targets)
    calm = calmTargets > 0 ? Gate(limit: calmTargets) : wide
    state = Mutex(State(width: width))
  }

  func close() {
    wide.close()
    calm.close()
  }

  /// How many targets it observes at once now, those of the calm part not included.
  var width: Int { state.withLock { $0.width.targets } }

  /// Measures how late the loop is, until it is stopped.
  ///
  /// A timer that is due tells what the answers of the network have to wait as well: the loop's own
  /// work, and the processor it does not get.
  func keepTime(on shard: isolated Shard) async {
    while true {
      let isIdle = wide.inside + calm.inside + aside.inside == 0
      let due = MonotonicTime.now.adding(seconds: isIdle ? 10 * Self.beat : Self.beat)
      guard await shard.sleep(until: due) != .stopped else { return }
      makeWay(at: .now)
      measure(due: due, done: .now)
    }
  }

  /// Begins to count the time of somebody who has taken a place.
  func note(_ stay: Stay) {
    let entry = Entry(stay: stay, round: stay.round, since: .now)
    stays.withLock { $0.append(entry) }
  }

  /// The stay of one who has entered a part of the lane.
  func stay(in part: Gate) -> Stay {
    let stay = Stay(in: part, aside: aside)
    note(stay)
    return stay
  }

  /// Sets aside whom the network has kept waiting for long.
  func makeWay(at moment: MonotonicTime) {
    while let entry = stays.withLock({ stays -> Entry? in
      guard let first = stays.first, moment.seconds(since: first.since) >= patience else {
        return nil
      }
      return stays.popFirst()
    }) {
      guard !entry.stay.setAside(in: entry.round) else { continue }
      // There is no room now; later there may be.
      stays.withLock { $0.append(Entry(stay: entry.stay, round: entry.round, since: moment)) }
    }
  }

  func measure(due: MonotonicTime, done: MonotonicTime) {
    let isFull = wide.isFull
    let isLate = Double(done.nanoseconds - due.nanoseconds) / 1_000_000_000 > Self.tolerance
    change { state in
      state.punctuality.note(due: due, done: done)
      if isLate { state.width.shrink() } else { state.width.inTime(isFull: isFull) }
    }
    // Places that nobody needs for a first look, as at the end of a list.
    if calm !== wide { calm.setLimit(targets / (wide.inside < targets / 4 ? 2 : 4)) }
  }

  /// Takes up that this machine has less to give than was thought.
  func noteOwnFault() {
    change { $0.width.shrink() }
  }

  private func change(_ body: (inout State) -> Void) {
    let (old, new) = state.withLock { state in
      let old = state.width.targets
      body(&state)
      return (old, state.width.targets)
    }
    if old != new { wide.setLimit(new) }
  }

  /// Whether the loop has kept its time since a moment, so that a timeout was the network's.
  func isCalm(since moment: MonotonicTime) -> Bool {
    state.withLock { $0.punctuality.worst(since: moment) } < Self.calmness
  }

  /// Waits until the loop keeps its time, but not for ever, and a moment more: what disturbed a first
  /// look may then be over.
  func waitForCalm(on shard: isolated Shard) async {
    var next = MonotonicTime.now.adding(seconds: .random(in: 0.25...0.75))
    for _ in 0..<Self.calmLooks {
      guard await shard.sleep(until: next) != .stopped else { return }
      if isCalm(since: .now.adding(seconds: -1)) { return }
      next = .now.adding(seconds: 0.25)
    }
  }
}
