internal import CSockets
internal import Glibc
internal import Synchronization

/// The queue of jobs for one loop's thread: the executor of a ``Shard`` and of the tasks on it.
///
/// Being both a serial executor and a task executor, a diagnosis runs on the loop's own thread from
/// its first line to its last, and the actor's isolation is checked by the compiler.
package final class LoopExecutor: SerialExecutor, TaskExecutor {
  private struct State {
    var jobs: [UnownedJob] = []
    var isStopped = false
    var thread: pthread_t?
  }

  private let state = Mutex(State())
  /// An eventfd: readable when another thread has put a job here.
  let wakeDescriptor: Int32

  init() throws(EngineError) {
    wakeDescriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    guard wakeDescriptor >= 0 else { throw EngineError(operation: "eventfd", code: errno) }
  }

  deinit {
    close(wakeDescriptor)
  }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let mustWake = state.withLock { state in
      state.jobs.append(job)
      // The loop's own thread looks at the queue before it waits again.
      return state.jobs.count == 1 && !Self.isCurrent(state.thread)
    }
    if mustWake {
      wake()
    }
  }

  package func asUnownedSerialExecutor() -> UnownedSerialExecutor {
    unsafe UnownedSerialExecutor(ordinary: self)
  }

  package func checkIsolated() {
    precondition(state.withLock { Self.isCurrent($0.thread) }, "not on the loop's thread")
  }

  /// Runs what is queued, once; jobs queued meanwhile wait for the next call.
  ///
  /// - Returns: Whether more jobs were queued meanwhile.
  func runJobs() -> Bool {
    let jobs = state.withLock { state in
      let jobs = state.jobs
      state.jobs = []
      return jobs
    }
    for job in jobs {
      unsafe job.runSynchronously(
        isolatedTo: asUnownedSerialExecutor(), taskExecutor: asUnownedTaskExecutor())
    }
    return state.withLock { !$0.jobs.isEmpty }
  }

  func adoptCurrentThread() {
    state.withLock { $0.thread = pthread_self() }
  }

  var isStopped: Bool { state.withLock { $0.isStopped } }

  func stop() {
    state.withLock { $0.isStopped = true }
    wake()
  }

  func drainWakes() {
    var count: UInt64 = 0
    unsafe read(wakeDescriptor, &count, MemoryLayout<UInt64>.size)
  }

  private func wake() {
    var one: UInt64 = 1
    unsafe write(wakeDescriptor, &one, MemoryLayout<UInt64>.size)
  }

  private static func isCurrent(_ thread: pthread_t?) -> Bool {
    guard let thread else { return false }
    return pthread_equal(thread, pthread_self()) != 0
  }
}

/// This machine refused the engine something it cannot work without.
package struct EngineError: Error, Equatable {
  /// The system call or library function that failed.
  package let operation: String
  /// `errno`, or the library's own code.
  package let code: Int32

  package init(operation: String, code: Int32) {
    self.operation = operation
    self.code = code
  }
}
