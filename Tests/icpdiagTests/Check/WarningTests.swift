import Foundation
import Lab
import Testing

/// What a check warns of beside the causes, by the program itself.
@Suite("A check that warns", .serialized, .timeLimit(.minutes(10)))
struct WarningTests {
  /// Warnings by target; each as its kind and the moment it is due.
  private func warnings(
    _ views: String, _ names: [String]
  ) async throws -> (byName: [String: [[String: Any]]], summary: [String: Any]) {
    let bench = try CheckBench()
    try bench.desk.write(
      [#"{"schema":"icpdiag.records/1","views":[\#(views)]}"#], to: "access.json")
    let run = try await bench.check(
      blocking: false,
      names + ["--records", bench.desk.path("access.json"), "--now", "2026-08-02T00:00:00Z"])
    #expect(run.errors == "")
    let output = try CheckOutput(run.text)
    var found: [String: [[String: Any]]] = [:]
    for name in names {
      found[name] = try output.target(name)["warnings"] as? [[String: Any]]
    }
    return (found, try #require(output.summary))
  }

  private static func access(_ provider: String, _ more: String = "") -> String {
    """
    {"view":"provider","provider":"\(provider)","as_of":"2026-08-01T00:00:00Z",
     "access":[{"domain":"bulk.example","state":"active"\(more)}]}
    """
  }

  @Test("of an access to which no name leads any more, and not while one of them does")
  func drift() async throws {
    let names = CheckBench.names(2)
    let tencent = try await warnings(Self.access("tencent"), names)
    for name in names {
      #expect(tencent.byName[name]?.compactMap { $0["kind"] as? String } == ["access-drift"])
      let text = tencent.byName[name]?.first?["text"] as? String ?? ""
      #expect(text.contains("none of them tencent's in the mainland"))
    }
    #expect(tencent.summary["warnings"] as? Int == 2)
    #expect(tencent.summary["targets"] as? Int == 2)
    // One name that leads nowhere, and one that is there.
    let mixed = ["1.gone.bulk.example", names[0]]
    let alibaba = try await warnings(Self.access("alibaba"), mixed)
    #expect(mixed.allSatisfy { alibaba.byName[$0]?.isEmpty == true })
    #expect(alibaba.summary["warnings"] as? Int == 0)
    let gone = try await warnings(Self.access("alibaba"), [mixed[0]])
    #expect(gone.byName[mixed[0]]?.compactMap { $0["kind"] as? String } == ["access-drift"])
  }

  @Test("of a deadline, and says when to look again")
  func deadline() async throws {
    let names = CheckBench.names(1)
    let found = try await warnings(
      Self.access("alibaba", #","deadline":"2026-08-12T00:00:00Z","reason":"空壳网站""#), names)
    let warning = try #require(found.byName[names[0]]?.first)
    #expect(warning["kind"] as? String == "deadline")
    #expect(warning["due_at"] as? String == "2026-08-12T00:00:00Z")
    #expect(
      warning["text"] as? String
        == "alibaba has set a deadline for the access of bulk.example (空壳网站): 10 days left.")
    #expect(found.summary["recheck_after"] as? String == "2026-08-12T00:00:00Z")
  }
}
