import Survey
import TestSupport
import Testing

@Suite("The inputs that are done")
struct DoneInputsTests {
  @Test("are the same in whatever order they end", arguments: 0..<50 as Range<UInt64>)
  func anyOrder(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let count = Int.random(in: 1...60, using: &random)
    var done = DoneInputs()
    var model: Set<Int> = []
    for position in (0..<count).shuffled(using: &random) {
      let isNew = (done.insert(position), done.insert(position))
      #expect(isNew == (true, false))
      model.insert(position)
      for other in 0...(count + 1) { #expect(done.contains(other) == model.contains(other)) }
      // In order, apart, and above the mark.
      var end = done.mark
      for range in done.ranges {
        #expect(range.lowerBound > end && !range.isEmpty)
        end = range.upperBound
      }
    }
    #expect(done.mark == count && done.ranges.isEmpty)
  }
}
