package import Evidence
internal import Glibc

/// The one place that asks the machine what time it is.
package enum WallClock {
  package static var now: Timestamp {
    Timestamp(secondsSinceEpoch: Int64(time(nil)))
  }
}
