/// Which inputs of a list are done: all below a mark, and ranges above it.
///
/// Inputs end in nearly the order in which they began, so that there are never more ranges than
/// inputs under way.
package struct DoneInputs: Hashable, Sendable {
  /// Every input below is done.
  package private(set) var mark = 0
  /// Done inputs above the mark: in order, apart from each other and from the mark.
  package private(set) var ranges: [Range<Int>] = []

  package init() {}

  /// - Throws: ``Malformed`` unless the ranges are as ``ranges`` says.
  init(mark: Int, ranges: [Range<Int>]) throws(Malformed) {
    var end = mark
    for range in ranges {
      guard range.lowerBound > end, !range.isEmpty else { throw Malformed() }
      end = range.upperBound
    }
    guard mark >= 0 else { throw Malformed() }
    self.mark = mark
    self.ranges = ranges
  }

  struct Malformed: Error {}

  package func contains(_ position: Int) -> Bool {
    guard position >= mark else { return true }
    let index = firstRange(endingAfter: position)
    return index < ranges.count && ranges[index].contains(position)
  }

  /// - Returns: Whether it was not done before.
  @discardableResult
  package mutating func insert(_ position: Int) -> Bool {
    guard !contains(position) else { return false }
    let index = firstRange(endingAfter: position)
    var range = position..<(position + 1)
    if index < ranges.count, ranges[index].lowerBound == range.upperBound {
      range = range.lowerBound..<ranges.remove(at: index).upperBound
    }
    if index > 0, ranges[index - 1].upperBound == position {
      ranges[index - 1] = ranges[index - 1].lowerBound..<range.upperBound
    } else if position == mark {
      mark = range.upperBound
    } else {
      ranges.insert(range, at: index)
    }
    return true
  }

  private func firstRange(endingAfter position: Int) -> Int {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound <= position { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
