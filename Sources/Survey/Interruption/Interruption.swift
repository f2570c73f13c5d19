package import Engine
internal import Glibc
internal import Synchronization

/// What SIGINT and SIGTERM ask for: to finish what is under way and to begin nothing more.
///
/// The second signal ends the process at once; a run that can be resumed loses nothing by it.
package enum Interruption {
  /// Ended by a signal (contract section 1).
  package static let exitCode: Int32 = 130

  private static let signals = Atomic<Int>(0)
  private static let readEnd = Atomic<Int32>(-1)
  private static let writeEnd = Atomic<Int32>(-1)

  /// Takes the two signals over from now on; a signal that the process was started to ignore stays
  /// ignored, as `nohup` wants it.
  ///
  /// - Throws: When the system gives no pipe.
  package static func take() throws(SurveyError) {
    // Whatever a handler reads is set up before there is one.
    guard readEnd.load(ordering: .acquiring) < 0 else { return }
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else {
      throw SurveyError(.cannotWrite, "cannot make a pipe: \(SystemWords.last)")
    }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    signals.store(0, ordering: .releasing)
    writeEnd.store(ends[1], ordering: .releasing)
    readEnd.store(ends[0], ordering: .releasing)
    for number in [SIGINT, SIGTERM] {
      var action = sigaction()
      guard unsafe sigaction(number, nil, &action) == 0, !action.isIgnoring else { continue }
      unsafe action.__sigaction_handler.sa_handler = { _ in Interruption.note() }
      action.sa_flags = SA_RESTART
      unsafe sigaction(number, &action, nil)
    }
  }

  /// Whether a signal has come.
  package static var isRequested: Bool { signals.load(ordering: .acquiring) > 0 }

  /// Readable from the first signal on, for as many as look; -1 unless the signals are taken.
  package static var descriptor: Int32 { readEnd.load(ordering: .acquiring) }

  /// Calls `body` on a thread of its own when the first signal comes, if one does.
  ///
  /// - Throws: When there is no thread to be had.
  package static func whenRequested(_ body: @escaping @Sendable () -> Void) throws(EngineError) {
    let code = Thread.detach {
      var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      while unsafe poll(&wait, 1, -1) < 0, errno == EINTR {}
      body()
    }
    guard code == 0 else { throw EngineError(operation: "pthread_create", code: code) }
  }

  /// In the handler: nothing here takes memory or a lock (signal-safety(7)).
  private static func note() {
    let error = errno
    if signals.wrappingAdd(1, ordering: .acquiringAndReleasing).newValue > 1 {
      _exit(exitCode)
    }
    var octet: UInt8 = 0
    unsafe write(writeEnd.load(ordering: .acquiring), &octet, 1)
    errno = error
  }
}

extension sigaction {
  fileprivate var isIgnoring: Bool {
    // SIG_IGN is the address 1, which is no function to compare with.
    unsafe unsafeBitCast(__sigaction_handler.sa_handler, to: Int.self) == 1
  }
}
