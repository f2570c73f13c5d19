import Evidence
import Monitor
import Testing

@testable import Store

@Suite("A delivery in the store")
struct DeliveryTests {
  let folder = TemporaryFolder()

  private func moment(_ seconds: Int64) -> Timestamp { Timestamp(secondsSinceEpoch: seconds) }

  /// A store with one notice for each of the sinks, of a change seen at 100, and the run that saw it.
  private func store(_ sinks: [String]) throws -> (RecordsStore, CheckRun) {
    let store = folder.store()
    let run = try store.beginRun(at: moment(100))
    try see("not-filed", "blocked", at: 100, store, run, sinks)
    return (store, run)
  }

  private func see(
    _ cause: String, _ status: String, at seconds: Int64, _ store: RecordsStore, _ run: CheckRun,
    _ sinks: [String]
  ) throws {
    let sighting = Sighting(
      key: "a.cn", input: "a.cn", at: moment(seconds),
      standing: Standing(cause: cause, status: status), certainty: "likely", rule: "r")
    _ = try store.record([sighting], in: run) { stored, _ in
      sinks.map { Outgoing(sink: $0, notice: "\(stored.id) to \($0)") }
    }
  }

  @Test("is in one run's hands, and falls to another one at once when that has ended")
  func held() throws {
    let (store, run) = try store(["ops", "chat", "gone"])
    let first = try store.claimDeliveries(
      for: ["ops", "chat"], in: run, at: moment(100), limit: 10)
    #expect(first.map(\.sink) == ["ops", "chat"])
    #expect(first.map(\.notice) == ["1 to ops", "1 to chat"])
    let other = folder.store()
    let later = try other.beginRun(at: moment(101))
    for seeker in [run, later] {
      let none = try other.claimDeliveries(
        for: ["ops", "chat"], in: seeker, at: moment(101), limit: 10)
      #expect(none == [])
    }
    #expect(try store.waitingDeliveries(for: ["ops", "chat"]) == 2)
    // Another process of which nothing is left but its number.
    do {
      let killed = try other.beginRun(at: moment(102))
      for delivery in first { try store.undelivered(delivery.id, because: nil, dueAt: moment(102)) }
      let taken = try other.claimDeliveries(for: ["ops"], in: killed, at: moment(102), limit: 10)
      #expect(taken == [first[0]])
    }
    let rest = try other.claimDeliveries(
      for: ["ops", "chat"], in: later, at: moment(103), limit: 10)
    #expect(rest == first)
  }

  @Test("is delivered once, and never claimed again")
  func delivered() throws {
    let (store, run) = try store(["ops"])
    let claimed = try store.claimDeliveries(for: ["ops"], in: run, at: moment(100), limit: 10)
    try #require(claimed.count == 1)
    try store.delivered(claimed[0].id, at: moment(101))
    #expect(
      try store.claimDeliveries(for: ["ops"], in: run, at: moment(9_999), limit: 10) == [])
    #expect(try store.waitingDeliveries(for: ["ops"]) == 0)
  }

  @Test("that failed waits for its time, and remembers how often it was tried")
  func undelivered() throws {
    let (store, run) = try store(["ops"])
    var claimed = try store.claimDeliveries(for: ["ops"], in: run, at: moment(100), limit: 10)
    try store.undelivered(claimed[0].id, because: "HTTP 503", dueAt: moment(130))
    #expect(try store.claimDeliveries(for: ["ops"], in: run, at: moment(129), limit: 10) == [])
    claimed = try store.claimDeliveries(for: ["ops"], in: run, at: moment(130), limit: 10)
    #expect(claimed.map(\.attempts) == [1])
    try store.undelivered(claimed[0].id, because: nil, dueAt: moment(130))
    claimed = try store.claimDeliveries(for: ["ops"], in: run, at: moment(130), limit: 10)
    #expect(claimed.map(\.attempts) == [1])
  }

  @Test("is offered once a run, and not before an earlier one about its target")
  func afterEarlier() throws {
    let (store, run) = try store(["ops"])
    try see("accessible", "ok", at: 101, store, run, ["ops"])
    let other = Sighting(
      key: "b.cn", input: "b.cn", at: moment(102),
      standing: Standing(cause: "not-filed", status: "blocked"), certainty: "likely", rule: "r")
    _ = try store.record([other], in: run) { _, _ in [Outgoing(sink: "ops", notice: "b.cn")] }
    func claimed(at seconds: Int64, after last: Int64 = 0) throws -> [String] {
      let claimed = try store.claimDeliveries(
        for: ["ops"], in: run, at: moment(seconds), after: last, limit: 10)
      for delivery in claimed {
        try store.undelivered(delivery.id, because: nil, dueAt: moment(seconds))
      }
      return claimed.map(\.target)
    }
    #expect(try claimed(at: 103) == ["a.cn", "a.cn", "b.cn"])
    #expect(try claimed(at: 103, after: 2) == ["b.cn"])
    try store.undelivered(1, because: "HTTP 404", dueAt: moment(200))
    #expect(try claimed(at: 104) == ["b.cn"])
    #expect(try claimed(at: 200) == ["a.cn", "a.cn", "b.cn"])
  }

  @Test("waits for an older one of its sink that another run has at hand")
  func inOrder() throws {
    let (store, run) = try store(["ops"])
    let held = try store.claimDeliveries(for: ["ops"], in: run, at: moment(100), limit: 1)
    #expect(held.count == 1)
    let later = try store.beginRun(at: moment(110))
    try see("accessible", "ok", at: 110, store, later, ["ops", "chat"])
    let others = try store.claimDeliveries(
      for: ["ops", "chat"], in: later, at: moment(110), limit: 10)
    #expect(others.map(\.sink) == ["chat"])
    try store.delivered(held[0].id, at: moment(111))
    let then = try store.claimDeliveries(
      for: ["ops", "chat"], in: later, at: moment(111), limit: 10)
    #expect(then.map(\.notice) == ["2 to ops"])
  }
}
