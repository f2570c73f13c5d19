import Engine
import Testing

@testable import Survey

@Suite("The width of a lane")
struct LaneTests {
  @Test("grows while it is full and in time, to the most there may be")
  func grows() {
    var width = Width(most: 100)
    #expect(width.targets == 16)
    width.inTime(isFull: false)
    #expect(width.targets == 16)
    for _ in 0..<200 { width.inTime(isFull: true) }
    #expect(width.targets == 100)
  }

  @Test("shrinks when the loop is late, once at a time, and never to nothing")
  func shrinks() {
    var width = Width(most: 90)
    for _ in 0..<100 { width.inTime(isFull: true) }
    for _ in 0..<3 { width.shrink() }
    #expect(width.targets == 60)
    for _ in 0..<100 {
      for _ in 0..<11 { width.inTime(isFull: false) }
      width.shrink()
    }
    #expect(width.targets == 2)
    var narrow = Width(most: 1)
    narrow.shrink()
    #expect(narrow.targets == 1)
  }

  @Test("grows by ones from where it was once too wide")
  func recovers() {
    var width = Width(most: 1_000)
    for _ in 0..<100 { width.inTime(isFull: true) }
    width.shrink()
    for _ in 0..<10 { width.inTime(isFull: true) }
    let low = width.targets
    width.inTime(isFull: true)
    #expect(width.targets == low + 1)
  }

  private func moment(_ seconds: Double) -> MonotonicTime {
    MonotonicTime(nanoseconds: Int64(seconds * 1_000_000_000))
  }

  @Test("follows how late the loop's timers are")
  func measures() {
    let lane = Lane(targets: 100)
    let before = lane.width
    lane.measure(due: moment(50), done: moment(50.05))
    #expect(lane.width == before)
    #expect(lane.isCalm(since: moment(40)))
    lane.measure(due: moment(51), done: moment(51.4))
    #expect(lane.width < before)
    #expect(!lane.isCalm(since: moment(50)))
    #expect(lane.isCalm(since: moment(52)))
  }

  @Test("remembers the worst of every second, and that a loop was late all the while")
  func punctuality() {
    var punctuality = Punctuality()
    #expect(punctuality.worst(since: moment(0)) == 0)
    punctuality.note(due: moment(10), done: moment(13.5))
    punctuality.note(due: moment(20.0), done: moment(20.25))
    punctuality.note(due: moment(20.5), done: moment(20.5))
    #expect(punctuality.worst(since: moment(12)) == 3.5)
    #expect(punctuality.worst(since: moment(14)) == 0.25)
    #expect(punctuality.worst(since: moment(21)) == 0)
  }
}
