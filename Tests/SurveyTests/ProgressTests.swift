import Engine
import Survey
import Testing

@Suite("The progress of a run")
struct ProgressTests {
  private func second(_ number: Double) -> MonotonicTime {
    MonotonicTime(nanoseconds: 5).adding(seconds: number)
  }

  @Test("goes by the last while, not by the beginning")
  func speed() throws {
    var speed = Speed(done: 1_000, at: second(0))
    #expect(speed.perSecond(1_000, at: second(10)) == nil)
    #expect(speed.perSecond(1_010, at: second(0.1)) == nil)
    #expect(speed.perSecond(1_010, at: second(2)) == 5)
    var done = 1_000
    for step in 1...200 {
      done += step <= 100 ? 1 : 50
      speed.note(done, at: second(Double(step) / 2))
      // Asked far more often than it looks.
      speed.note(done, at: second(Double(step) / 2 + 0.1))
    }
    let rate = try #require(speed.perSecond(done, at: second(100)))
    #expect(abs(rate - 100) < 1)
  }

  @Test("tells what is left only where it is known")
  func left() {
    #expect(Progress(done: 10, total: 110, perSecond: 10).secondsLeft == 10)
    #expect(Progress(done: 110, total: 110, perSecond: 10).secondsLeft == 0)
    #expect(Progress(done: 120, total: 110, perSecond: 10).secondsLeft == nil)
    #expect(Progress(done: 10, perSecond: 10).secondsLeft == nil)
    #expect(Progress(done: 10, total: 110).secondsLeft == nil)
    #expect(Progress(done: 0, total: .max, perSecond: 1e-9).secondsLeft == nil)
  }

  @Test("reckons the whole from the part of the file that was read")
  func total() {
    #expect(Progress.total(size: 1_000, octets: 100, read: 10) == 100)
    #expect(Progress.total(size: 1_000, octets: 1_000, read: 99) == 99)
    #expect(Progress.total(size: 0, octets: 0, read: 0) == nil)
    #expect(Progress.total(size: .max, octets: 1, read: .max) == 1_000_000_000_000_000)
  }
}
