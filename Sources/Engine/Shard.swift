internal import Glibc

/// One thread with one epoll loop, and the isolation of everything that happens on it.
///
/// Diagnoses are plain `async` code on this thread: a wait parks a continuation in the loop, and
/// readiness or the deadline resumes it. Nothing is polled, nothing is shared with other shards,
/// and there is no lock but that of the job queue. Every wait carries a deadline, so that nothing
/// needs to be cancelled from outside.
package actor Shard {
  package nonisolated let executor: LoopExecutor
  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe executor.asUnownedSerialExecutor()
  }

  private let epoll: Epoll
  private var waiters: [UInt64: Waiter] = [:]
  private var lastWaiter: UInt64 = 0
  private var timers = TimerQueue()
  private(set) var isStopping = false
  private var drivers: [Int32: any DescriptorDriver] = [:]
  /// Registrations that the kernel had no room for, to be tried again.
  private var postponed: [Int32: (events: UInt32, tag: UInt64)] = [:]
  private var alarm: (time: MonotonicTime, driver: any DescriptorDriver)?
  let trust: TrustSource
  var sharedValues: [ObjectIdentifier: AnyObject] = [:]
  /// Made with the first transfer: its library takes its time to load.
  var transfers: CurlMulti?

  /// A parked continuation; taken out of ``waiters`` before it is resumed, so it is resumed once.
  @safe private struct Waiter {
    let continuation: UnsafeContinuation<Readiness, Never>
    let descriptor: Int32?

    init(_ continuation: UnsafeContinuation<Readiness, Never>, for descriptor: Int32?) {
      unsafe self.continuation = unsafe continuation
      self.descriptor = descriptor
    }
  }

  /// What an epoll registration's 64 bits mean: a waiter's number, or one of these.
  private enum Tag {
    static let wake = UInt64.max
    /// Set beside a descriptor that a library drives.
    static let driven = UInt64(1) << 63
  }

  /// Starts a loop on a thread of its own.
  ///
  /// - Parameter trust: The authorities that certificates are judged by.
  /// - Throws: ``EngineError`` when the system gives no descriptor or no thread.
  package init(trust: TrustSource = .system) throws(EngineError) {
    self.trust = trust
    executor = try LoopExecutor()
    epoll = try Epoll()
    // A write to a connection that the peer has reset must be an error, not the end of the process.
    signal(SIGPIPE, SIG_IGN)
    epoll.watch(executor.wakeDescriptor, events: Epoll.readable, tag: Tag.wake)
    try start()
  }

  /// Runs `work` on the loop's thread, with everything it starts.
  package nonisolated func run<Value: Sendable>(
    _ work: @Sendable (isolated Shard) async -> Value
  ) async -> Value {
    await withTaskExecutorPreference(executor) {
      await work(self)
    }
  }

  /// Ends the loop: every wait returns ``Readiness/stopped``, then the thread ends.
  package func stop() {
    isStopping = true
    for id in waiters.keys.sorted() {
      resume(id, .stopped)
    }
    transfers?.stop()
    executor.stop()
  }

  // MARK: Waiting

  /// Waits until `descriptor` is ready, has failed or was closed by the peer.
  ///
  /// A descriptor has one waiter at a time.
  package func wait(
    for descriptor: Int32, _ direction: Direction, until deadline: MonotonicTime
  ) async -> Readiness {
    guard !isStopping else { return .stopped }
    return await unsafe withUnsafeContinuation { continuation in
      let id = park(unsafe Waiter(continuation, for: descriptor), until: deadline)
      let interest = direction == .readable ? Epoll.readable : Epoll.writable
      if !watch(descriptor, events: interest | Epoll.once, tag: id) {
        // The system call that follows a wait tells what is wrong with the descriptor.
        resume(id, .ready)
      }
    }
  }

  /// Waits until `deadline`.
  package func sleep(until deadline: MonotonicTime) async -> Readiness {
    await sleep(until: deadline) { _ in }
  }

  /// Waits until `deadline`, or until somebody calls ``wake(_:)``.
  ///
  /// - Parameters:
  ///   - deadline: When the wait ends with ``Readiness/timedOut``.
  ///   - note: Takes the sleeper's number.
  /// - Returns: ``Readiness/ready`` when it was woken.
  package func sleep(
    until deadline: MonotonicTime, noting note: (UInt64) -> Void
  ) async -> Readiness {
    guard !isStopping else { return .stopped }
    return await unsafe withUnsafeContinuation { continuation in
      note(park(unsafe Waiter(continuation, for: nil), until: deadline))
    }
  }

  /// Ends a sleep.
  ///
  /// - Returns: Whether it had not ended before.
  package func wake(_ sleeper: UInt64) -> Bool {
    guard waiters[sleeper] != nil else { return false }
    resume(sleeper, .ready)
    return true
  }

  private func park(_ waiter: Waiter, until deadline: MonotonicTime) -> UInt64 {
    lastWaiter += 1
    waiters[lastWaiter] = waiter
    if deadline != .distantFuture {
      timers.insert(TimerQueue.Entry(deadline: deadline, waiter: lastWaiter))
    }
    return lastWaiter
  }

  private func resume(_ id: UInt64, _ readiness: Readiness) {
    guard let waiter = waiters.removeValue(forKey: id) else { return }
    if readiness != .ready, let descriptor = waiter.descriptor {
      forget(descriptor)
    }
    unsafe waiter.continuation.resume(returning: readiness)
  }

  // MARK: Descriptors that a library drives

  /// Watches a descriptor, level-triggered, and tells `driver` of every event.
  func drive(_ descriptor: Int32, events: UInt32, by driver: any DescriptorDriver) {
    let isKnown = drivers.updateValue(driver, forKey: descriptor) != nil
    _ = watch(
      descriptor, events: events, tag: Tag.driven | UInt64(UInt32(bitPattern: descriptor)),
      isKnown: isKnown)
  }

  /// Ends what ``drive(_:events:by:)`` began; a closed descriptor the kernel has let go of already.
  func stopDriving(_ descriptor: Int32, isClosed: Bool) {
    drivers[descriptor] = nil
    if isClosed {
      postponed[descriptor] = nil
    } else {
      forget(descriptor)
    }
  }

  /// Calls `driver` once at `time`, in place of the moment it asked for before.
  ///
  /// There is one alarm: one library has timers of its own.
  func setAlarm(_ time: MonotonicTime, for driver: any DescriptorDriver) {
    alarm = time == .distantFuture ? nil : (time, driver)
  }

  // MARK: Registrations

  /// - Returns: Whether the descriptor is watched, or will be as soon as the kernel has room.
  private func watch(
    _ descriptor: Int32, events: UInt32, tag: UInt64, isKnown: Bool = false
  ) -> Bool {
    let code = epoll.watch(descriptor, events: events, tag: tag, isKnown: isKnown)
    guard code != 0, Shortage.isTold(by: code) else {
      if !postponed.isEmpty { postponed[descriptor] = nil }
      return code == 0
    }
    postponed[descriptor] = (events, tag)
    return true
  }

  private func forget(_ descriptor: Int32) {
    postponed[descriptor] = nil
    epoll.forget(descriptor)
  }

  private func retryPostponed() {
    for (descriptor, wish) in postponed {
      let code = epoll.watch(descriptor, events: wish.events, tag: wish.tag)
      guard code == 0 || !Shortage.isTold(by: code) else { continue }
      postponed[descriptor] = nil
      if code != 0, wish.tag & Tag.driven == 0 {
        resume(wish.tag, .ready)
      }
    }
  }

  // MARK: The loop

  private nonisolated func start() throws(EngineError) {
    let code = Thread.detach { [self] in
      executor.adoptCurrentThread()
      while !executor.isStopped {
        let hasJobs = executor.runJobs()
        assumeIsolated { $0.turn(blocking: !hasJobs) }
      }
      // Tasks that the stop has resumed run to their end here.
      while executor.runJobs() {}
    }
    guard code == 0 else { throw EngineError(operation: "pthread_create", code: code) }
  }

  /// Waits for events once and hands each to whom it concerns.
  private func turn(blocking: Bool) {
    for event in epoll.wait(milliseconds: blocking ? millisecondsToFirstDeadline() : 0) {
      if event.tag == Tag.wake {
        executor.drainWakes()
      } else if event.tag & Tag.driven != 0 {
        let descriptor = Int32(truncatingIfNeeded: event.tag)
        drivers[descriptor]?.ready(descriptor, events: event.events, on: self)
      } else {
        resume(event.tag, .ready)
      }
    }
    expireTimers()
    if !postponed.isEmpty {
      retryPostponed()
    }
  }

  private func millisecondsToFirstDeadline() -> Int32 {
    guard postponed.isEmpty else { return Self.retryMilliseconds }
    while let first = timers.first, waiters[first.waiter] == nil {
      timers.removeFirst()
    }
    let deadline = min(timers.first?.deadline ?? .distantFuture, alarm?.time ?? .distantFuture)
    guard deadline != .distantFuture else { return -1 }
    let left = deadline.nanoseconds - MonotonicTime.now.nanoseconds
    // Rounded up: waking early would spin until the deadline.
    return Int32(clamping: max(0, (left + 999_999) / 1_000_000))
  }

  /// Until a registration is tried again; sooner than any deadline would notice.
  private static let retryMilliseconds: Int32 = 5

  private func expireTimers() {
    guard !timers.isEmpty || alarm != nil else { return }
    let now = MonotonicTime.now
    if let (time, driver) = alarm, time <= now {
      alarm = nil
      driver.alarm(on: self)
    }
    while let first = timers.first, first.deadline <= now {
      timers.removeFirst()
      resume(first.waiter, .timedOut)
    }
  }
}

/// How a wait ended.
package enum Readiness: Sendable {
  case ready, timedOut, stopped
}

/// Which readiness of a descriptor is waited for.
package enum Direction: Sendable {
  case readable, writable
}

/// Something that owns descriptors in the loop and is called when they are ready.
protocol DescriptorDriver: AnyObject {
  func ready(_ descriptor: Int32, events: UInt32, on shard: isolated Shard)
  /// The moment given to ``Shard/setAlarm(_:for:)`` has come.
  func alarm(on shard: isolated Shard)
}
