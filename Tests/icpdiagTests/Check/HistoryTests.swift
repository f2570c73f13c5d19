import Foundation
import Lab
import Testing

/// What earlier checks saw, told from the store alone.
@Suite("The history of a target", .serialized, .timeLimit(.minutes(10)))
struct HistoryTests {
  private static let name = "1.ok.bulk.example"

  private func history(_ bench: CheckBench, _ arguments: [String]) async throws -> Tool.Run {
    try await Tool.run(
      ["history"] + arguments + ["--store", bench.desk.path("store.sqlite")])
  }

  private func object(_ run: Tool.Run) throws -> [String: Any] {
    #expect(run.errors == "" && run.status == 0)
    return try #require(
      try JSONSerialization.jsonObject(with: run.output) as? [String: Any])
  }

  @Test("tells the causes in their order, and that the world made the difference")
  func world() async throws {
    let bench = try CheckBench()
    for blocking in [false, false, true] {
      _ = try await bench.check(blocking: blocking, [Self.name])
    }
    let json = try object(try await history(bench, ["http://1.OK.bulk.example/", "--json"]))
    #expect(json["schema"] as? String == "icpdiag.history/1")
    #expect(json["target"] as? String == Self.name)
    let timeline = try #require(json["timeline"] as? [[String: Any]])
    #expect(timeline.first?["cause"] as? String == "accessible")
    #expect(timeline.last?["cause"] as? String == "not-transferred")
    #expect(timeline.compactMap { $0["times"] as? Int }.reduce(0, +) == 3)
    #expect((json["transitions"] as? [Any])?.count == 1)
    for (language, words) in [
      ("en", ["BLOCKED", "accessible", "first checked"]), ("zh", ["被阻断", "可正常访问", "首次检查"]),
    ] {
      let text = try await history(bench, [Self.name, "--lang", language]).text
      for word in words { #expect(text.contains(word), "\(text)") }
    }
    let diff = try object(try await history(bench, [Self.name, "--diff", "--json"]))
    #expect(diff["because"] as? [String] == ["world"])
    let changes = try #require(diff["evidence"] as? [[String: Any]])
    #expect(changes.contains { $0["part"] as? String == "http" })
    #expect(!changes.contains { $0["part"] as? String == "records" })
    let text = try await history(bench, [Self.name, "--diff", "--lang", "zh"]).text
    #expect(text.contains("原因变化来自：实际情况"), "\(text)")
  }

  @Test("tells that the records made the difference, between any two reports")
  func records() async throws {
    let bench = try CheckBench()
    _ = try await bench.check(blocking: true, [Self.name])
    let filed = bench.desk.text("filed.json")
    try bench.desk.write(
      [
        """
        {"schema":"icpdiag.records/1","views":[{"view":"registry","source":"test",
         "as_of":"2026-09-01T00:00:00Z","absent":["bulk.example"]}]}
        """
      ], to: "filed.json")
    let second = try CheckOutput(
      try await bench.check(blocking: true, [Self.name]).text)
    #expect(second.changes.map(\.to) == ["not-filed"])
    let diff = try object(try await history(bench, [Self.name, "--diff", "--json"]))
    #expect(diff["because"] as? [String] == ["records"])
    let steps = try #require(diff["steps"] as? [[String: Any]])
    #expect(
      steps.map { $0["reason"] as? String } == ["rules", "question", "records", "time", "world"])
    let ends = try ["from", "to"].map { key in
      try #require((diff[key] as? [String: Any])?["report"] as? String)
    }
    // The other way round, and by the beginnings of their digests.
    let back = try object(
      try await history(
        bench,
        [Self.name, "--diff", String(ends[1].prefix(8)), String(ends[0].prefix(8)), "--json"]
      ))
    #expect(back["because"] as? [String] == ["records"])
    #expect((back["to"] as? [String: Any])?["cause"] as? String == "not-transferred")
    #expect(!filed.isEmpty)
  }

  @Test("says what it does not know")
  func unknown() async throws {
    let bench = try CheckBench()
    let none = try await history(bench, ["a.cn"])
    #expect(none.status == 66 && none.errors.contains("there is no store"))
    _ = try await bench.check(blocking: false, [Self.name])
    let other = try await history(bench, ["a.cn"])
    #expect(other.status == 65 && other.errors.contains("a.cn was never checked"))
    let single = try await history(bench, [Self.name, "--diff"])
    #expect(single.status == 65 && single.errors.contains("nothing has changed"))
    let missing = try await history(bench, [Self.name, "--diff", "0000", "0001"])
    #expect(missing.status == 65 && missing.errors.contains("no report"))
    #expect(try await history(bench, [Self.name, "0000", "0001"]).status == 64)
    #expect(try await history(bench, [Self.name, "--diff", "000g", "0001"]).status == 64)
  }
}
