import Evidence
import Glibc
import Monitor
import Testing

@testable import Store

@Suite("The store of the scheduled check")
struct CheckTests {
  @Test("tells a change once, and the change back once")
  func thereAndBack() throws {
    let folder = TemporaryFolder()
    let store = folder.store()
    #expect(try store.check([.test("a.cn", .well)]) == [])
    #expect(try store.check([.test("a.cn", .well, hour: 1)]) == [])
    let there = try store.check([.test("a.cn", .notFiled, hour: 2)])
    #expect(
      there.map(\.transition)
        == [Transition(from: .well, to: .notFiled, at: .hour(2), since: .hour(2))])
    #expect(try store.check([.test("a.cn", .notFiled, hour: 3)]) == [])
    let back = try store.check([.test("a.cn", .well, hour: 4)])
    #expect(back.map(\.transition.to) == [.well])
    #expect(back[0].id > there[0].id)
    #expect(try store.check([.test("a.cn", .well, hour: 5)]) == [])
    let history = try #require(try store.history(of: "a.cn"))
    #expect(history.timeline.map(\.standing) == [.well, .notFiled, .well])
    #expect(history.timeline.map(\.times) == [2, 2, 2])
    #expect(history.timeline[1].from == .hour(2) && history.timeline[1].until == .hour(3))
    #expect(history.transitions == there + back)
    #expect(history.state.since == .hour(4) && history.state.firstSeen == .hour(0))
  }

  @Test("tells once more what was recorded and never told, and not what is told")
  func untold() throws {
    let folder = TemporaryFolder()
    let store = folder.store()
    try store.check([.test("a.cn", .well)])
    var dead: CheckRun? = try store.beginRun(at: .hour(1))
    let first = try store.record(
      [.test("a.cn", .notFiled, hour: 1)], in: try #require(dead)
    )[0].transitions
    #expect(first.count == 1)
    // As long as it lives, it will tell.
    let other = try store.beginRun(at: .hour(2))
    let sighting = Sighting.test("a.cn", .notFiled, hour: 2)
    #expect(try store.record([sighting], in: other)[0].transitions == [])
    dead = nil
    #expect(try store.record([sighting], in: other)[0].transitions == first)
    // Once on its lines, even where the target comes twice.
    #expect(try store.record([sighting], in: other)[0].transitions == [])
    try store.told(by: other)
    #expect(try store.check([.test("a.cn", .notFiled, hour: 3)]) == [])
  }

  @Test("tells what a killed run had recorded")
  func killed() async throws {
    let folder = TemporaryFolder()
    let store = folder.store()
    try store.check((0..<50).map { .test("\($0).cn", .well) })
    await #expect(processExitsWith: .signal(SIGKILL)) { [file = folder.file as String] in
      let store = RecordsStore.at(file)
      let run = try store.beginRun(at: .hour(1))
      let told = try store.record((0..<30).map { .test("\($0).cn", .notFiled, hour: 1) }, in: run)
      #expect(told.flatMap(\.transitions).count == 30)
      kill(getpid(), SIGKILL)
      withExtendedLifetime(run) {}
    }
    let told = try store.check((0..<50).map { .test("\($0).cn", .notFiled, hour: 2) })
    #expect(told.count == 50)
    #expect(Set(told.map(\.key)).count == 50)
    #expect(try store.check((0..<50).map { .test("\($0).cn", .notFiled, hour: 3) }) == [])
  }

  @Test("neither loses nor doubles a transition when several processes check at once")
  func together() async throws {
    let folder = TemporaryFolder()
    let names = (0..<40).map { "\($0).cn" }
    let store = folder.store()
    try store.check(names.map { .test($0, .well) })
    await withTaskGroup { group in
      for process in 0..<3 {
        group.addTask {
          await #expect(processExitsWith: .success) {
            [file = folder.file as String, process = process as Int] in
            let store = RecordsStore.at(file)
            let run = try store.beginRun(at: .hour(1))
            var told: [StoredTransition] = []
            for name in 0..<40 {
              let sighting = Sighting.test("\((name + 13 * process) % 40).cn", .notFiled, hour: 1)
              told += try store.record([sighting], in: run).flatMap(\.transitions)
            }
            // What each told is left where the test can read it.
            let ids = told.map { "\($0.id)\n" }.joined()
            let out = unsafe open("\(file).told", O_CREAT | O_WRONLY | O_APPEND, 0o600)
            #expect(unsafe Glibc.write(out, ids, ids.utf8.count) == ids.utf8.count)
            close(out)
            try store.told(by: run)
          }
        }
      }
    }
    let path = "\(folder.file).told"
    defer { unsafe unlink(path) }
    let ids = folder.text(at: path).split(separator: "\n")
    #expect(ids.count == 40)
    #expect(Set(ids).count == 40)
    #expect(try store.check(names.map { .test($0, .notFiled, hour: 2) }) == [])
    for name in names {
      #expect(try store.history(of: name)?.transitions.count == 1)
    }
  }

  @Test("learns nothing from a run that saw nothing, and of a new target nothing at all")
  func blind() throws {
    let folder = TemporaryFolder()
    let store = folder.store()
    let nothing = Standing(cause: "vantage-unusable", status: "undetermined")
    let run = try store.beginRun(at: .hour(0))
    let new = try store.record([.test("a.cn", nothing, isBlind: true)], in: run)
    #expect(new == [Recorded(state: nil, transitions: [])])
    #expect(try store.history(of: "a.cn") == nil)
    try store.check([.test("a.cn", .well, hour: 1)])
    let known = try store.record([.test("a.cn", nothing, hour: 2, isBlind: true)], in: run)
    #expect(known[0].state?.standing == .well && known[0].state?.lastSeen == .hour(1))
    #expect(known[0].transitions == [])
  }

  @Test("writes what is to be delivered with the transition, or neither")
  func outgoing() throws {
    struct Refusal: Error {}
    let folder = TemporaryFolder()
    let store = folder.store()
    let run = try store.beginRun(at: .hour(0))
    #expect(throws: Refusal.self) {
      try store.record([.test("a.cn", .well), .test("b.cn", .notFiled)], in: run) { _, _ in
        throw Refusal()
      }
    }
    #expect(try store.history(of: "a.cn") == nil)
    let recorded = try store.record(
      [.test("a.cn", .well), .test("b.cn", .notFiled)], in: run
    ) { stored, place in
      #expect(stored.key == "b.cn" && place == 1)
      return [Outgoing(sink: "ops", notice: "\(stored.id)"), Outgoing(sink: "boss", notice: "x")]
    }
    let id = try #require(recorded[1].transitions.first?.id)
    let rows = try store.deliveryRows()
    #expect(rows == ["\(id) ops \(id)", "\(id) boss x"])
  }

  @Test("waits with a change for as many runs as the target's hysteresis says")
  func hysteresis() throws {
    let folder = TemporaryFolder()
    let store = folder.store()
    let calm = Hysteresis(agree: 2, of: 3)
    try store.check([.test("a.cn", .well)])
    #expect(try store.check([.test("a.cn", .notFiled, hour: 1, calm)]) == [])
    #expect(try store.check([.test("a.cn", .well, hour: 2, calm)]) == [])
    let told = try store.check([.test("a.cn", .notFiled, hour: 3, calm)])
    #expect(told.map(\.transition.since) == [.hour(1)])
  }

  @Test("keeps its locks as much to its owner as itself")
  func mode() throws {
    let folder = TemporaryFolder()
    let store = folder.store()
    try store.check([.test("a.cn", .well)])
    for path in [folder.file, "\(folder.file)-runs"] {
      var status = stat()
      #expect(unsafe stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
    }
  }
}
