internal import Synchronization

/// How many targets of one registrable domain are observed at once, for all shards together.
///
/// A domain is remembered only while one of its targets is observed or waits.
final class DomainGate: Sendable {
  private struct Domain {
    var inside = 0
    var waiting = Queue<CheckedContinuation<Bool, Never>>()
  }

  private struct State {
    var domains: [String: Domain] = [:]
    var isClosed = false

    mutating func take(_ domain: String, _ limit: Int) -> Bool {
      guard !isClosed else { return false }
      var entry = domains[domain] ?? Domain()
      guard entry.inside < limit, entry.waiting.isEmpty else { return false }
      entry.inside += 1
      domains[domain] = entry
      return true
    }
  }

  private let limit: Int
  private let state = Mutex(State())

  /// - Parameter limit: Targets of one domain.
  init(limit: Int) {
    self.limit = limit
  }

  /// Takes a place if there is one and nobody waits for it.
  func enterAtOnce(_ domain: String) -> Bool {
    state.withLock { $0.take(domain, limit) }
  }

  /// Waits for a place.
  ///
  /// - Returns: `false` once the gate is closed.
  func enter(_ domain: String) async -> Bool {
    await withCheckedContinuation { continuation in
      let answer: Bool? = state.withLock { state in
        if state.isClosed { return false }
        if state.take(domain, limit) { return true }
        state.domains[domain, default: Domain()].waiting.append(continuation)
        return nil
      }
      if let answer { continuation.resume(returning: answer) }
    }
  }

  func leave(_ domain: String) {
    let next: CheckedContinuation<Bool, Never>? = state.withLock { state in
      guard var entry = state.domains.removeValue(forKey: domain) else { return nil }
      let next = entry.waiting.popFirst()
      entry.inside -= next == nil ? 1 : 0
      if entry.inside > 0 { state.domains[domain] = entry }
      return next
    }
    next?.resume(returning: true)
  }

  /// Sends everybody away who waits or comes.
  func close() {
    let waiting = state.withLock { state in
      state.isClosed = true
      var waiting: [CheckedContinuation<Bool, Never>] = []
      for var entry in state.domains.values {
        while let next = entry.waiting.popFirst() { waiting.append(next) }
      }
      state.domains = [:]
      return waiting
    }
    for continuation in waiting { continuation.resume(returning: false) }
  }

  /// How many domains are remembered.
  var count: Int { state.withLock { $0.domains.count } }
}
