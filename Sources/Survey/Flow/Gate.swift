internal import Synchronization

/// A bounded number of places, and a queue of tasks that wait for one.
///
/// Nobody who waits holds a thread; who waits longest goes first.
final class Gate: Sendable {
  private struct State {
    var limit: Int
    var inside = 0
    var isClosed = false
    var waiting = Queue<CheckedContinuation<Bool, Never>>()

    /// Those for whom there is a place now.
    mutating func admitted() -> [CheckedContinuation<Bool, Never>] {
      var admitted: [CheckedContinuation<Bool, Never>] = []
      while isClosed || inside < limit, let first = waiting.popFirst() {
        inside += 1
        admitted.append(first)
      }
      return admitted
    }
  }

  private let state: Mutex<State>

  init(limit: Int) {
    state = Mutex(State(limit: limit))
  }

  /// Waits for a place.
  ///
  /// - Returns: `false` once the gate is closed: there is no place then, and no more waiting.
  func enter() async -> Bool {
    await withCheckedContinuation { continuation in
      let answer: Bool? = state.withLock { state in
        if state.isClosed { return false }
        guard state.inside < state.limit else {
          state.waiting.append(continuation)
          return nil
        }
        state.inside += 1
        return true
      }
      if let answer { continuation.resume(returning: answer) }
    }
  }

  /// Takes a place if there is one and nobody waits for it.
  func enterAtOnce() -> Bool {
    state.withLock { state in
      guard !state.isClosed, state.inside < state.limit, state.waiting.isEmpty else { return false }
      state.inside += 1
      return true
    }
  }

  func leave(_ count: Int = 1) {
    change { $0.inside -= count }
  }

  func setLimit(_ limit: Int) {
    change { $0.limit = limit }
  }

  /// Sends everybody away who waits or comes.
  func close() {
    change { $0.isClosed = true }
  }

  /// Whether every place is taken.
  var isFull: Bool { state.withLock { $0.inside >= $0.limit } }

  var inside: Int { state.withLock { $0.inside } }

  private func change(_ body: (inout State) -> Void) {
    let (admitted, isOpen) = state.withLock { state in
      body(&state)
      return (state.admitted(), !state.isClosed)
    }
    for continuation in admitted {
      continuation.resume(returning: isOpen)
    }
  }
}
