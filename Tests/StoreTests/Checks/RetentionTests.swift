import Evidence
import Monitor
import Testing

@testable import Store

@Suite("The store's memory of reports")
struct RetentionTests {
  @Test("keeps a report that stays the same once, and finds it by the beginning of its digest")
  func once() throws {
    let folder = TemporaryFolder()
    let store = folder.store()
    for hour in 0..<5 {
      try store.check([.test("a.cn", .well, hour: Int64(hour), content: "aa11")])
    }
    try store.check([.test("a.cn", .well, hour: 5, content: "aa22")])
    try store.check([.test("b.cn", .well, hour: 5, content: "bb33")])
    #expect(try store.contentCount() == 3)
    #expect(try store.contents(of: "a.cn", beginning: "aa1").map(\.report) == ["{\"aa11\":1}"])
    #expect(try store.contents(of: "a.cn", beginning: "aa").count == 2)
    #expect(try store.contents(of: "a.cn", beginning: "bb") == [])
    #expect(try store.contents(of: "a.cn", beginning: "%") == [])
    #expect(try store.history(of: "a.cn")?.timeline.map(\.times) == [5, 1])
  }

  @Test("keeps the newest reports of each target, and one entry for what nothing tells apart")
  func newest() throws {
    let folder = TemporaryFolder()
    let store = folder.store()
    for hour in 0..<30 {
      let standing = hour == 10 ? Standing.notFiled : .well
      try store.check(
        [.test("a.cn", standing, hour: Int64(hour), content: "c\(hour)")],
        keeping: Retention(reports: 3))
    }
    try store.check([.test("b.cn", .well, content: "b")])
    #expect(try store.contentCount() == 4)
    let timeline = try #require(try store.history(of: "a.cn")).timeline
    #expect(timeline.map(\.content) == [nil, nil, nil, "c27", "c28", "c29"])
    #expect(timeline.map(\.times) == [10, 1, 16, 1, 1, 1])
    #expect(timeline.map(\.from) == [0, 10, 11, 27, 28, 29].map { .hour($0) })
    #expect(timeline.map(\.until) == [9, 10, 26, 27, 28, 29].map { .hour($0) })
  }

  @Test("lets go of what is older than is kept, and of nothing that is still to be told or sent")
  func days() throws {
    let folder = TemporaryFolder()
    let store = folder.store()
    try store.check([
      .test("old.cn", .well, content: "o"), .test("a.cn", .well, content: "a0"),
      .test("b.cn", .notFiled, content: "b0"),
    ])
    let run = try store.beginRun(at: .hour(1))
    _ = try store.record([.test("c.cn", .notFiled, hour: 1)], in: run) { _, _ in
      [Outgoing(sink: "ops", notice: "c")]
    }
    try store.told(by: run)
    let days: Int64 = 20 * 24
    try store.check(
      [.test("a.cn", .notFiled, hour: days, content: "a1"), .test("b.cn", .notFiled, hour: days)],
      at: days)
    _ = try store.record([.test("c.cn", .notFiled, hour: days)], in: run)
    try store.forget(asOf: .hour(days), keeping: Retention(days: 10))
    #expect(try store.history(of: "old.cn") != nil, "another list may share the store")
    #expect(try store.history(of: "a.cn")?.timeline.map(\.content) == ["a1"])
    #expect(try store.history(of: "a.cn")?.transitions.count == 1)
    #expect(try store.history(of: "b.cn")?.transitions == [])
    #expect(try store.history(of: "c.cn")?.transitions.count == 1)
    #expect(try store.contentCount() == 2)
    try store.forget(asOf: .hour(401 * 24), keeping: Retention(days: 10))
    #expect(try store.history(of: "old.cn") == nil)
    #expect(try store.history(of: "c.cn") != nil)
    try store.forget(asOf: .hour(421 * 24), keeping: Retention(days: 10))
    #expect(try store.history(of: "c.cn") == nil)
    #expect(try store.waitingDeliveries(for: ["ops"]) == 0)
  }

  @Test("lets nothing go after a leap of the clock, and counts what a wrong one put far ahead")
  func leap() throws {
    let folder = TemporaryFolder()
    let store = folder.store()
    try store.check([.test("a.cn", .well), .test("b.cn", .well)])
    let years: Int64 = 9 * 365 * 24
    try store.check([.test("a.cn", .well, hour: years)], at: years)
    #expect(try store.history(of: "b.cn") != nil)
    let told = try store.check([.test("a.cn", .notFiled, hour: 1)], at: 1)
    #expect(told.map(\.transition.to) == [.notFiled])
  }
}
