package import Engine

/// Something that may begin so many times a second, evenly.
package struct Pace: Sendable {
  /// Nanoseconds between two beginnings.
  private let interval: Int64
  private var next = MonotonicTime(nanoseconds: .min)

  /// - Parameter rate: Beginnings a second.
  package init(rate: Double) {
    interval = Self.interval(of: rate)
  }

  /// - Returns: Nanoseconds between two beginnings at a rate.
  static func interval(of rate: Double) -> Int64 {
    Int64(min(max(1_000_000_000 / rate, 1), 3_600 * 1_000_000_000))
  }

  /// Takes the next free moment.
  package mutating func reserve(at now: MonotonicTime) -> MonotonicTime {
    let moment = max(next, now)
    next = MonotonicTime(nanoseconds: moment.nanoseconds + interval)
    return moment
  }
}
