package import Engine

/// How fast a run gets on, over the last while: the beginning says little of the end.
package struct Speed: Sendable {
  private struct Moment {
    var time: MonotonicTime
    var done: Int
  }

  private var moments: [Moment]

  /// How many moments are looked back to, and how far they are apart at least.
  private static let looksBack = 20
  private static let secondsApart = 0.5

  package init(done: Int, at time: MonotonicTime) {
    moments = [Moment(time: time, done: done)]
  }

  /// Notes how many inputs are done by now.
  package mutating func note(_ done: Int, at time: MonotonicTime) {
    guard time >= moments[moments.count - 1].time.adding(seconds: Self.secondsApart) else { return }
    moments.append(Moment(time: time, done: done))
    if moments.count > Self.looksBack { moments.removeFirst() }
  }

  /// Inputs a second; `nil` while there is nothing to go by.
  package func perSecond(_ done: Int, at time: MonotonicTime) -> Double? {
    let seconds = time.milliseconds(since: moments[0].time) / 1_000
    guard seconds >= Self.secondsApart, done > moments[0].done else { return nil }
    return Double(done - moments[0].done) / seconds
  }
}

/// How far a run has come.
package struct Progress: Hashable, Sendable {
  /// Inputs that are done, in earlier runs too.
  package var done: Int
  /// About how many there are; `nil` where the input does not say.
  package var total: Int?
  package var perSecond: Double?

  package init(done: Int, total: Int? = nil, perSecond: Double? = nil) {
    self.done = done
    self.total = total
    self.perSecond = perSecond
  }

  /// Seconds until the end at this pace; `nil` where that cannot be told.
  package var secondsLeft: Int? {
    guard let total, let perSecond, perSecond > 0, total >= done else { return nil }
    let seconds = (Double(total - done) / perSecond).rounded(.up)
    return seconds < 1e9 ? Int(seconds) : nil
  }

  /// About how many inputs a file of `size` octets holds, by its first `octets`, which held `read`.
  ///
  /// - Returns: `nil` while too little was read to tell; exact when all of it was.
  package static func total(size: Int, octets: Int, read: Int) -> Int? {
    guard size > 0, octets > 0, read > 0 else { return nil }
    guard octets < size else { return read }
    return Int(min(Double(read) * Double(size) / Double(octets), 1e15))
  }
}
