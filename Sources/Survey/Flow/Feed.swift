internal import Dispatch
internal import Synchronization

/// The bounded channel from the thread that reads to the shards.
///
/// The thread waits while it is full, so that nothing holds a list; tasks wait without a thread
/// while it is empty.
final class Feed: Sendable {
  /// An input and its number among all that were handed out, from 0.
  struct Item: Sendable {
    let number: Int
    let input: Input
  }

  private struct State {
    var inputs = Queue<Input>()
    var octets = 0
    var handedOut = 0
    var isEnded = false
    var isReaderWaiting = false
    var takers = Queue<CheckedContinuation<Item?, Never>>()

    mutating func next() -> Item? {
      guard let input = inputs.popFirst() else { return nil }
      octets -= Feed.octets(of: input)
      handedOut += 1
      return Item(number: handedOut - 1, input: input)
    }
  }

  private let state = Mutex(State())
  private let room = DispatchSemaphore(value: 0)

  /// Octets that are read ahead, a last input more: enough to keep the shards busy.
  static let capacity = 64 * 1024

  /// Hands an input over; waits while there are enough.
  ///
  /// For a thread of its own, never for a loop's.
  ///
  /// - Returns: `false` when nobody wants any more.
  func offer(_ input: Input) -> Bool {
    while true {
      enum Step { case handed(CheckedContinuation<Item?, Never>, Item), queued, refused, full }
      let step: Step = state.withLock { state in
        if state.isEnded { return .refused }
        guard state.octets < Self.capacity else {
          state.isReaderWaiting = true
          return .full
        }
        state.octets += Self.octets(of: input)
        state.inputs.append(input)
        guard let taker = state.takers.popFirst() else { return .queued }
        guard let item = state.next() else { return .queued }
        return .handed(taker, item)
      }
      switch step {
      case .handed(let taker, let item):
        taker.resume(returning: item)
        return true
      case .queued: return true
      case .refused: return false
      case .full: room.wait()
      }
    }
  }

  /// The next input; waits for one.
  ///
  /// - Returns: `nil` when there are no more.
  func next() async -> Item? {
    await withCheckedContinuation { continuation in
      enum Step { case item(Item?), wait }
      var mustWake = false
      let step: Step = state.withLock { state in
        if let item = state.next() {
          // Not at every input: waking a thread costs more than reading a line.
          if state.isReaderWaiting, state.octets <= Self.capacity / 2 {
            state.isReaderWaiting = false
            mustWake = true
          }
          return .item(item)
        }
        if state.isEnded { return .item(nil) }
        state.takers.append(continuation)
        return .wait
      }
      if mustWake { room.signal() }
      if case .item(let item) = step { continuation.resume(returning: item) }
    }
  }

  /// Says that there are no more inputs than those already here.
  func end() {
    finish(discarding: false)
  }

  /// Ends the run: what is here is not handed out any more.
  func stop() {
    finish(discarding: true)
  }

  private func finish(discarding: Bool) {
    var takers: [CheckedContinuation<Item?, Never>] = []
    let mustWake = state.withLock { state in
      state.isEnded = true
      if discarding {
        state.inputs = Queue()
        state.octets = 0
      }
      while let taker = state.takers.popFirst() { takers.append(taker) }
      defer { state.isReaderWaiting = false }
      return state.isReaderWaiting
    }
    for taker in takers { taker.resume(returning: nil) }
    if mustWake { room.signal() }
  }

  private static func octets(of input: Input) -> Int {
    // What an input costs beside its text.
    64 + input.text.utf8.count + (input.meta?.utf8.count ?? 0)
      + (input.report?.octets.count ?? 0)
  }
}
