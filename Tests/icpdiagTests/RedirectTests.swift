import Foundation
import Testing

/// Where redirects lead, and addresses that the user names, over real sockets.
@Suite("The diagnosis behind redirects", .timeLimit(.minutes(10)))
struct RedirectTests {
  private static let scenario = "fixtures/lab/redirects.json"

  private struct Seen {
    let report: Report
    let exchanges: [[String: Any]]
    let request: [String: Any]

    init(_ line: String) throws {
      report = try Report(line)
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      let evidence = try #require(object?["evidence"] as? [String: Any])
      exchanges = try #require(evidence["http"] as? [[String: Any]])
      request = try #require(evidence["request"] as? [String: Any])
    }

    var hops: [[String: Any]] { exchanges.filter { $0["purpose"] as? String == "redirect" } }
    var reasons: Set<String> { Set(exchanges.compactMap { $0["not_followed"] as? String }) }
  }

  private static func diagnose(_ arguments: [String]) async throws -> [String: Seen] {
    let run = try await Tool.inLab(["--json"] + arguments, scenario: scenario)
    #expect(run.errors.isEmpty)
    let seen = try run.lines.map(Seen.init)
    let replayed = try await Tool.run(["replay", "-", "--json"], input: run.text)
    #expect(replayed.output == run.output)
    return Dictionary(seen.map { ($0.report.input, $0) }) { first, _ in first }
  }

  @Test("gives every target its cause, and follows no further than it may")
  func causes() async throws {
    let seen = try await Self.diagnose(["--input", "{targets}"])
    for (target, cause, reason, hops) in [
      ("hop-blocked.example", "blocked-undecided", nil, 1),
      ("leads.example", "undetermined", nil, 1),
      ("loop.example", "server-refuses", "loop", 1),
      ("scheme.example", "accessible", "other-scheme", 0),
      ("private.example", "accessible", "non-public", 0),
      ("missing.example", "accessible", "unresolved", 0),
      ("https-reset.example", "blocked-undecided", "already-asked", 0),
    ] as [(String, String, String?, Int)] {
      let one = try #require(seen[target], "\(target)")
      #expect(one.report.cause == cause, "\(target): \(one.report.findings)")
      #expect(one.reasons == Set([reason].compactMap(\.self)), "\(target)")
      #expect(one.hops.count == hops, "\(target)")
    }
    #expect(seen["leads.example"]?.report.findings["http"] == "leads-to-block")
    #expect(seen["https-reset.example"]?.report.findings["https"] == "name-keyed-reset")
    // The answer over HTTPS is asked once, and known to be where plain HTTP leads.
    let both = try #require(seen["both.example"])
    #expect(both.report.cause == "certificate" || both.report.cause == "accessible")
    #expect(both.exchanges.contains { $0["via"] is String })
  }

  @Test("takes addresses from the user in place of the DNS, and says so")
  func hypothesis() async throws {
    let seen = try await Self.diagnose(["leads.example", "--at", "127.1.0.9", "--at", "::1"])
    let one = try #require(seen["leads.example"])
    #expect(one.request["at"] as? [String] == ["127.1.0.9", "::1"])
    #expect(one.report.remarks.contains { $0.hasPrefix("Hypothetical: 127.1.0.9") })
    #expect(one.report.addresses.starts(with: ["127.1.0.9", "::1"]))
    let run = try await Tool.inLab(["x.example", "--at", "nonsense"], scenario: Self.scenario)
    #expect(run.status == 64)
    #expect(run.errors.contains("'nonsense' is no address"))
  }
}
