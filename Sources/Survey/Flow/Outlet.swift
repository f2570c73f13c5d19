internal import Dispatch
internal import Engine
internal import Glibc
internal import Synchronization

/// What one input came to, ready to be written.
package struct Report: Hashable, Sendable {
  /// The input's place among the inputs.
  package var index: Int
  /// Its text with the line end, in UTF-8.
  package var octets: [UInt8]
  package var outcome: Outcome
  /// The input's number among those that were taken, from 0; the run sets it.
  package internal(set) var number = 0

  package init(index: Int, octets: [UInt8], outcome: Outcome) {
    self.index = index
    self.octets = octets
    self.outcome = outcome
  }
}

/// Where reports go.
package protocol ReportSink: Sendable {
  /// Writes reports in their order.
  ///
  /// Called by one thread that does nothing else, so it may wait as long as it must.
  ///
  /// - Returns: 0, or the error that ends the run.
  func write(_ reports: [Report]) -> Int32
}

/// The way from the shards to the writer: a queue and a thread that empties it into a sink.
///
/// Putting a report never waits. What bounds the queue is a place in the window that every input
/// takes before it is read, and that its report gives back when it is written.
final class Outlet: Sendable {
  private struct State {
    /// Reports that wait for those before them, by the input's number; `nil` in place of none.
    var early: [Int: Report?] = [:]
    var next = 0
    var ready: [Report] = []
    var isClosed = false
    var failure: Int32 = 0
    /// Whether the writer has ended, and who waits for that.
    var isEnded = false
    var ending: [CheckedContinuation<Int32, Never>] = []
  }

  private let state = Mutex(State())
  private let work = DispatchSemaphore(value: 0)
  private let window: Gate
  private let isOrdered: Bool
  private let sink: any ReportSink

  /// - Parameters:
  ///   - sink: What takes the reports.
  ///   - window: Whose places are given back.
  ///   - isOrdered: Whether reports come out in the order of the inputs' numbers.
  init(to sink: any ReportSink, window: Gate, isOrdered: Bool) {
    self.sink = sink
    self.window = window
    self.isOrdered = isOrdered
  }

  /// Starts the writer's thread.
  func start() throws(EngineError) {
    let code = Thread.detach { [self] in run() }
    guard code == 0 else { throw EngineError(operation: "pthread_create", code: code) }
  }

  /// Takes the report of the input with that number; `nil` for an input without one.
  func put(_ report: Report?, number: Int) {
    var report = report
    report?.number = number
    let (skipped, mustWake) = state.withLock { state in
      let isIdle = state.ready.isEmpty
      var skipped = 0
      func pass(_ report: Report?) {
        if let report, state.failure == 0 {
          state.ready.append(report)
        } else {
          skipped += 1
        }
      }
      if isOrdered {
        state.early[number] = .some(report)
        while let due = state.early.removeValue(forKey: state.next) {
          pass(due)
          state.next += 1
        }
      } else {
        pass(report)
      }
      return (skipped, isIdle && !state.ready.isEmpty)
    }
    if mustWake { work.signal() }
    if skipped > 0 { window.leave(skipped) }
  }

  /// Says that no more reports come; waits until the last is written.
  ///
  /// - Returns: 0, or the error that kept reports from being written.
  func finish() async -> Int32 {
    state.withLock { $0.isClosed = true }
    work.signal()
    return await ended()
  }

  /// Waits for the end of the writing, or for the error that ends it early.
  func ended() async -> Int32 {
    await withCheckedContinuation { continuation in
      let failure: Int32? = state.withLock { state in
        if state.isEnded { return state.failure }
        state.ending.append(continuation)
        return nil
      }
      if let failure { continuation.resume(returning: failure) }
    }
  }

  /// Ends the run: what is still to come is not worth writing.
  func abandon() {
    state.withLock { $0.failure = ECANCELED }
    work.signal()
  }

  private func run() {
    while true {
      work.wait()
      let (reports, isClosed, abandoned) = state.withLock { state in
        defer { state.ready = [] }
        return (state.ready, state.isClosed, state.failure)
      }
      guard abandoned == 0 else { return end(abandoned) }
      let failure = reports.isEmpty ? 0 : sink.write(reports)
      window.leave(reports.count)
      if failure != 0 { return end(failure) }
      if isClosed { return end(0) }
    }
  }

  private func end(_ failure: Int32) {
    let waiting = state.withLock { state in
      state.failure = failure
      state.isEnded = true
      state.ready = []
      defer { state.ending = [] }
      return state.ending
    }
    for continuation in waiting { continuation.resume(returning: failure) }
  }
}
