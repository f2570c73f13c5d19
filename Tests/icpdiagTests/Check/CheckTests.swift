import Foundation
import Lab
import Testing

/// The same list checked again while the world changes.
@Suite("A check", .serialized, .timeLimit(.minutes(10)))
struct CheckTests {
  private static let names = CheckBench.names(4)

  @Test("tells once that the gateway blocks a site and why, and once that it does no more")
  func thereAndBack() async throws {
    let bench = try CheckBench()
    func check(blocking: Bool) async throws -> (Int32, CheckOutput) {
      let run = try await bench.check(blocking: blocking, Self.names)
      #expect(run.errors == "")
      return (run.status, try CheckOutput(run.text))
    }
    let (firstStatus, first) = try await check(blocking: false)
    #expect(firstStatus == 0)
    #expect(first.changes == [] && first.count("targets") == 4)
    let since = try first.state(Self.names[0])["since"] as? String
    let (_, second) = try await check(blocking: false)
    #expect(second.changes == [])
    #expect(try second.state(Self.names[0])["since"] as? String == since)

    let (thirdStatus, third) = try await check(blocking: true)
    #expect(thirdStatus == 1)
    #expect(third.changes.map(\.target).sorted() == Self.names.sorted())
    #expect(third.changes.allSatisfy { $0.from == "accessible" && $0.to == "not-transferred" })
    #expect(Set(third.changes.map(\.id)).count == 4)
    #expect(third.count("transitions") == 4)
    let (_, fourth) = try await check(blocking: true)
    #expect(fourth.changes == [])
    #expect(try fourth.state(Self.names[0])["cause"] as? String == "not-transferred")

    let (fifthStatus, fifth) = try await check(blocking: false)
    #expect(fifthStatus == 0)
    #expect(fifth.changes.map(\.target).sorted() == Self.names.sorted())
    #expect(fifth.changes.allSatisfy { $0.from == "not-transferred" && $0.to == "accessible" })
    #expect(try await check(blocking: false).1.changes == [])
  }

  @Test("waits for as many runs as it is told to, and says what it sees meanwhile")
  func hysteresis() async throws {
    let bench = try CheckBench()
    let name = Self.names[0]
    func check(blocking: Bool) async throws -> CheckOutput {
      try CheckOutput(
        try await bench.check(blocking: blocking, [name, "--hysteresis", "2/3"]).text)
    }
    #expect(try await check(blocking: false).changes == [])
    let blip = try await check(blocking: true)
    #expect(blip.changes == [])
    #expect(try blip.target(name)["status"] as? String == "blocked")
    #expect(try blip.state(name)["cause"] as? String == "accessible")
    #expect(try blip.state(name)["seen"] as? [String] == ["accessible", "not-transferred"])
    #expect(try await check(blocking: false).changes == [])
    #expect(try await check(blocking: true).changes.map(\.to) == ["not-transferred"])
  }

  @Test("counts a target once, however often it is in the list")
  func repeated() async throws {
    let bench = try CheckBench()
    let name = Self.names[0]
    let list = [name, "https://\(name)/", "--hysteresis", "2/2"]
    _ = try await bench.check(blocking: false, list)
    let once = try CheckOutput(try await bench.check(blocking: true, list).text)
    #expect(once.targets.count == 2 && once.changes == [])
    let twice = try CheckOutput(try await bench.check(blocking: true, list).text)
    #expect(twice.changes.map(\.to) == ["not-transferred"])
  }

  @Test("leaves changes to a run that tells of them, and what is assumed to nobody")
  func untold() async throws {
    let bench = try CheckBench()
    let name = Self.names[0]
    _ = try await bench.check(blocking: false, [name])
    let plugin = try await bench.check(blocking: true, [name, "--format", "nagios"])
    #expect(plugin.status == 2 && plugin.text.hasPrefix("ICP CRITICAL"))
    let told = try CheckOutput(try await bench.check(blocking: true, [name]).text)
    #expect(told.changes.map(\.to) == ["not-transferred"])
    let assumed = try CheckOutput(
      try await bench.check(blocking: false, [name, "--at", "127.0.0.1"]).text)
    #expect(try assumed.state(name)["cause"] as? String == "not-transferred")
    #expect(assumed.changes == [])
  }

  @Test("shows a person what changed before what is wrong, in both languages")
  func page() async throws {
    let bench = try CheckBench()
    _ = try await bench.check(blocking: false, Self.names)
    let english = try await bench.check(
      blocking: true, Self.names + ["--format", "text", "--lang", "en", "--exit-zero"])
    #expect(english.status == 0)
    let order = ["Changed", "accessible → filed elsewhere", "Wrong now", "BLOCKED", "4 targets in"]
    var rest = english.text[...]
    for word in order {
      let found = try #require(rest.range(of: word), "\(word) in \(english.text)")
      rest = rest[found.upperBound...]
    }
    #expect(rest.contains("; 4 changes"))
    let chinese = try await bench.check(
      blocking: true, Self.names + ["--format", "text", "--lang", "zh"])
    #expect(chinese.status == 1)
    for word in ["没有变化。", "当前问题", "被阻断", "4 个目标", "变化 0 项"] {
      #expect(chinese.text.contains(word), "\(chinese.text)")
    }
  }

  @Test("takes one target under several names for one, and junk for what it is")
  func names() async throws {
    let bench = try CheckBench()
    let inputs = [
      "1.ok.bulk.example", "http://1.OK.bulk.example./x?y", "..", "not a name",
    ]
    let first = try await bench.check(blocking: false, inputs)
    #expect(first.status == 65)
    let output = try CheckOutput(first.text)
    #expect(output.targets.count == 4)
    #expect(output.changes.map(\.to).sorted() == ["invalid-target", "invalid-target"])
    let second = try CheckOutput(try await bench.check(blocking: true, inputs).text)
    #expect(second.changes.map(\.to) == ["not-transferred"])
  }

  @Test("learns nothing where it cannot see")
  func blindness() async throws {
    let bench = try CheckBench()
    let name = Self.names[0]
    _ = try await bench.check(blocking: false, [name])
    let stopped = bench.desk.path("stop")
    try bench.desk.write(["bulk.example"], to: "stop")
    let run = try await bench.check(blocking: true, [name, "--stop-list", stopped])
    let output = try CheckOutput(run.text)
    #expect(run.status == 2 && output.changes == [])
    #expect(try output.target(name)["status"] as? String == "undetermined")
    #expect(try output.state(name)["cause"] as? String == "accessible")
    let back = try CheckOutput(try await bench.check(blocking: false, [name]).text)
    #expect(back.changes == [])
  }

  @Test("makes its store for its owner alone")
  func mode() async throws {
    let bench = try CheckBench()
    _ = try await bench.check(blocking: false, [Self.names[0]])
    let attributes = try FileManager.default.attributesOfItem(
      atPath: bench.desk.path("store.sqlite"))
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test(
    "is asked for with what it needs",
    arguments: [
      ([], "name what to check"), (["a.cn", "--no-store"], "in the store"),
      (["a.cn", "--json", "--pretty"], "--pretty"),
      (["a.cn", "--hysteresis", "3/2"], "hysteresis"),
      (["-", "--input", "-"], "only one thing"),
    ] as [([String], String)])
  func usage(_ arguments: [String], _ words: String) async throws {
    let run = try await Tool.run(["check"] + arguments)
    #expect(run.status == 64)
    #expect(run.errors.contains(words), "\(run.errors)")
  }

  @Test("says what keeps it from its store, and tells the next time what it could not print")
  func failures() async throws {
    let bench = try CheckBench()
    try bench.desk.write(["no database, but a text"], to: "text")
    let foreign = try await Tool.run(["check", "a.cn", "--store", bench.desk.path("text")])
    #expect(foreign.status == 78 && foreign.errors.contains("no SQLite database"))
    let line =
      "'\(Tool.path.path)' check .. --json --store '\(bench.desk.path("s.sqlite"))'"
    let full = try await Tool.shell("\(line) >/dev/full")
    #expect(full.status == 74 && full.errors.contains("cannot write"))
    let next = try await Tool.shell(line)
    #expect(try CheckOutput(next.text).changes.map(\.to) == ["invalid-target"])
    #expect(try CheckOutput(try await Tool.shell(line).text).changes == [])
  }
}
