/// How many targets a shard observes at once: as many as its loop bears.
///
/// It grows while every place is taken and the loop keeps its time, first quickly and then by one at
/// a time, and shrinks by a third when the loop is late or this machine refuses something. So it
/// settles where the loop is busy and answers are still read when they come.
struct Width {
  let most: Int
  private var value: Double
  /// Where growing slows down: what was too much once.
  private var threshold: Double
  /// Measurements until it may grow or shrink again.
  private var pause = 0

  /// A target or two can always be borne.
  static let least = 2.0
  /// Few enough for any machine to begin with.
  static let first = 16.0

  /// - Parameter most: The most that the user and the machine's limits allow.
  init(most: Int) {
    self.most = max(1, most)
    value = min(Self.first, Double(self.most))
    threshold = Double(self.most)
  }

  var targets: Int { max(1, Int(value)) }

  /// The loop was late, or this machine refused something.
  mutating func shrink() {
    guard pause <= 0 else { return }
    value = max(min(Self.least, Double(most)), value * 2 / 3)
    threshold = value
    // What is in flight has to end before it shows.
    pause = 10
  }

  /// The loop was in time.
  ///
  /// - Parameter isFull: Whether more targets would have been observed, had it been wider.
  mutating func inTime(isFull: Bool) {
    guard pause <= 0 else {
      pause -= 1
      return
    }
    guard isFull else { return }
    value = min(Double(most), value < threshold ? value * 1.25 : value + 1)
  }
}
