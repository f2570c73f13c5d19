internal import Glibc

/// A moment of the monotonic clock, in nanoseconds; only differences mean anything.
package struct MonotonicTime: Hashable, Comparable, Sendable {
  package var nanoseconds: Int64

  package init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  package static var now: MonotonicTime {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return MonotonicTime(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
  }

  /// Later than every moment that will be asked for.
  package static var distantFuture: MonotonicTime {
    MonotonicTime(nanoseconds: .max)
  }

  package static func < (left: MonotonicTime, right: MonotonicTime) -> Bool {
    left.nanoseconds < right.nanoseconds
  }

  /// This moment and `seconds` more, without overflow.
  package func adding(seconds: Double) -> MonotonicTime {
    let span = seconds * 1_000_000_000
    guard span < Double(Int64.max) / 2, nanoseconds < .max / 2 else { return .distantFuture }
    return MonotonicTime(nanoseconds: nanoseconds + Int64(span))
  }

  package func seconds(since earlier: MonotonicTime) -> Double {
    Double(nanoseconds - earlier.nanoseconds) / 1_000_000_000
  }

  /// Milliseconds from `earlier` to this moment, to a tenth.
  package func milliseconds(since earlier: MonotonicTime) -> Double {
    (Double(nanoseconds - earlier.nanoseconds) / 100_000).rounded() / 10
  }
}
