internal import Glibc

/// What this machine may run out of: descriptors, ports and memory for sockets.
///
/// Others give them back, so a shortage is waited out; it says nothing about whom was to be asked.
package enum Shortage {
  /// Whether `code`, the error of a system call on a socket, tells of one.
  package static func isTold(by code: Int32) -> Bool {
    switch code {
    case EMFILE, ENFILE, ENOBUFS, ENOMEM, ENOSPC: true
    // No port is free, of those that the system gives to outgoing connections.
    case EADDRNOTAVAIL, EAGAIN: true
    default: false
    }
  }

  /// Seconds to wait after the `attempt`-th try in vain, counted from 0: longer every time, and not
  /// the same for everybody.
  static func pause(after attempt: Int) -> Double {
    let longest = Double(1 << min(max(attempt, 0), 4)) * 0.02
    return longest * .random(in: 0.5...1)
  }
}

extension Shard {
  /// Lets some time go by in which others may give back what this machine lacks.
  ///
  /// - Parameters:
  ///   - attempt: How often this was waited for before; one is added.
  ///   - deadline: When waiting makes no sense any more.
  /// - Returns: Whether there is still time to try again.
  package func waitsOutShortage(
    _ attempt: inout Int, until deadline: MonotonicTime
  ) async -> Bool {
    let next = MonotonicTime.now.adding(seconds: Shortage.pause(after: attempt))
    attempt += 1
    guard next < deadline else { return false }
    return await sleep(until: next) == .timedOut
  }
}
