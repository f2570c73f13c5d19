internal import Engine

/// How late a loop was of late: what this machine's own load does to what it observes.
///
/// A loop that is late reads answers after they came, and a timeout may then be its own doing.
struct Punctuality {
  private struct Second {
    var number: Int64 = -1
    var worst: Int64 = 0
  }

  /// The worst of each second, by the second's number modulo their count.
  ///
  /// Longer than any observation takes.
  private var seconds = [Second](repeating: Second(), count: 256)

  /// Notes that something due at one moment was done at another.
  mutating func note(due: MonotonicTime, done: MonotonicTime) {
    let late = max(0, done.nanoseconds - due.nanoseconds)
    // It was late all the while.
    for number in max(Self.number(of: due), Self.number(of: done) - 255)...Self.number(of: done) {
      let slot = Int(number % 256)
      if seconds[slot].number != number { seconds[slot] = Second(number: number) }
      seconds[slot].worst = max(seconds[slot].worst, late)
    }
  }

  /// The most that the loop was late since a moment, in seconds.
  func worst(since moment: MonotonicTime) -> Double {
    let first = Self.number(of: moment)
    let worst = seconds.lazy.filter { $0.number >= first }.map(\.worst).max() ?? 0
    return Double(worst) / 1_000_000_000
  }

  private static func number(of moment: MonotonicTime) -> Int64 {
    max(0, moment.nanoseconds) / 1_000_000_000
  }
}
