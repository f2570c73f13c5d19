import Lab
import Testing

/// The rows of the differential table (facts, section 7) and the complaints (section 6) that a wire
/// can show, by the built program over real sockets.
///
/// What to expect stands in the scenarios, written by hand from the facts.
@Suite("The differential table", .serialized, .timeLimit(.minutes(10)))
struct DifferentialTests {
  static let scenarios = [
    "differential-records", "differential-wire", "differential-complaints", "differential-between",
  ]
  static let plays = Plays(scenarios)

  @Test("gives every row and every near miss its cause, certainty and status", arguments: scenarios)
  func rows(scenario: String) async throws {
    let play = try await Self.plays.play(scenario)
    #expect(play.reports.count == play.scenario.targets.count)
    for (report, row) in zip(play.reports, play.scenario.targets) {
      #expect(report.input == row.target)
      let about: Comment = "\(row.target), \(row.note ?? ""): \(report.rule)"
      #expect(report.cause == row.expect, about)
      #expect(report.status == row.status, about)
      // Rows without one are judged by others' rules too, such as those of a CDN in front.
      #expect(row.certainty == nil || report.certainty == row.certainty, about)
    }
  }

  @Test("has a target for each row, and a near miss")
  func isCovered() async throws {
    var targets: Set<String> = []
    for name in Self.scenarios {
      targets.formUnion(try await Self.plays.play(name).scenario.targets.map(\.target))
    }
    let otherwise = [
      "t-02.example": "www.t-02.example",
      // No name at all.
      "t-15.example": "127.1.0.16", "t-15-near-miss.example": "127.2.0.16",
      // Who owns a name now, no record says: the user does, below.
      "t-12-near-miss.example": "t-12.example",
    ]
    let rows = (1...27).map { $0 < 10 ? "t-0\($0)" : "t-\($0)" } + ["t-04a"]
    for target in rows.flatMap({ ["\($0).example", "\($0)-near-miss.example"] }) {
      #expect(targets.contains(otherwise[target] ?? target), "\(target)")
    }
  }

  @Test(
    "names no filing cause for what only looks like a block, though the registry has no filing",
    arguments: [
      // Down, behind a closed firewall, and a machine that hangs.
      "t-20.example", "t-20-firewall.example", "t-27.example", "t-27-drip.example",
      // Reset for every name; closed after every ClientHello.
      "t-21-near-miss.example", "h-01-near-miss.example", "h-06-near-miss.example",
      // A firewall, a panel, a certificate, an article, a proxy's addresses, a CDN, the site itself.
      "t-22.example", "n-07.example", "n-21.example", "n-24.example", "t-23.example",
      "t-17-near-miss.example", "n-20.example", "b-05-near-miss.example", "t-19.example",
    ])
  func lookAlikes(target: String) async throws {
    let report = try await Self.plays.play("differential-wire").report(target)
    #expect(report.findings["registry"] == "absent")
    #expect(report.status != "blocked")
  }

  @Test(
    "keeps to three requests per address of a site that opens, and to 16 of one that does not",
    arguments: scenarios)
  func budgets(scenario: String) async throws {
    let play = try await Self.plays.play(scenario)
    var limits: [String: Int] = [:]
    for report in play.reports {
      let opens = report.findings["http"] == "ok" && report.findings["https"] == "ok"
      for address in report.addresses {
        limits[address, default: 0] += opens ? 3 : 16
      }
      // What a redirect leads to is a question of its own.
      for address in report.hops {
        limits[address, default: 0] += opens ? 1 : 0
      }
    }
    #expect(limits.values.contains(3) && limits.values.contains(16))
    for (address, count) in play.connections {
      #expect(count <= limits[address, default: 0], "\(address)")
    }
    for (address, count) in play.requests {
      #expect(count <= limits[address, default: 0], "\(address)")
    }
  }

  @Test("ends at the blank line of a redirect that has no length, its connection still open")
  func endsAtBlankLine() async throws {
    let report = try await Self.plays.play("differential-wire").report("b-03.example")
    let plain = try #require(report.httpFailures.first)
    #expect(plain == nil)
    #expect(!report.httpFailures.contains("timeout"))
  }

  @Test(
    "takes a filing for a previous owner's only where the user names another (T-12)",
    arguments: [("现在的公司", "not-filed", "likely"), ("从前的公司", "not-transferred", "confirmed")])
  func previousOwner(entity: String, cause: String, certainty: String) async throws {
    let run = try await Tool.inLab(
      ["t-12.example", "--entity", entity, "--json"],
      scenario: "fixtures/lab/differential-records.json")
    let report = try Report(#require(run.lines.first))
    #expect(report.cause == cause)
    #expect(report.certainty == certainty)
  }

  @Test("says which of several addresses is blocked")
  func someAddresses() async throws {
    let play = try await Self.plays.play("differential-complaints")
    for (target, remark) in [
      ("one-of-three.example", "1 of 3 addresses is blocked: 127.1.0.10."),
      ("v6-blocked.example", "1 of 2 addresses is blocked: ::1."),
      ("v4-blocked.example", "1 of 2 addresses is blocked: 127.1.0.11."),
      ("c-17.example", "1 of 2 addresses is blocked: 127.1.0.6."),
    ] {
      #expect(try play.report(target).remarks.contains(remark), "\(target)")
    }
    #expect(try play.report("none-of-three.example").remarks.isEmpty)
  }

  @Test("says that a block fails the certificate authority's check over HTTP too (C-11)")
  func sideEffects() async throws {
    let play = try await Self.plays.play("differential-complaints")
    #expect(try play.report("c-03.example").sideEffects.contains("acme-http-01-fails"))
    #expect(try play.report("c-03-near-miss.example").sideEffects.isEmpty)
  }

  @Test("tells a name on hold from one that nobody registered")
  func hold() async throws {
    let play = try await Self.plays.play("differential-wire")
    #expect(try play.report("t-04a.example").findings["dns"] == "held")
    #expect(try play.report("t-04.example").findings["dns"] == "not-delegated")
  }

  @Test("follows redirects hop by hop, and says where it gives up")
  func redirects() async throws {
    let play = try await Self.plays.play("differential-between")
    #expect(try play.report("r-second.example").hops.count >= 2)
    #expect(try play.report("r-loop.example").notFollowed == ["loop"])
    #expect(try play.report("r-eleven.example").notFollowed == ["too-many"])
    #expect(try play.report("r-eleven.example").hops.count == 10)
    #expect(try play.report("r-eleven-near-miss.example").notFollowed.isEmpty)
  }

  @Test(
    "asks the address that the user names in place of what the DNS says",
    arguments: [
      // Behind Cloudflare, and refused at the origin itself; behind it, and the origin is open.
      ("t-17-near-miss.example", "127.1.0.26", "not-filed"),
      ("t-17-near-miss.example", "127.1.0.5", "at-risk"),
      // The DNS is all that is wrong; and the name would be blocked where it belongs.
      ("t-04.example", "127.1.0.5", "at-risk"), ("t-04.example", "127.1.0.26", "not-filed"),
    ])
  func atAddress(target: String, address: String, cause: String) async throws {
    let run = try await Tool.inLab(
      [target, "--at", address, "--json"], scenario: "fixtures/lab/differential-wire.json")
    #expect(try Report(#require(run.lines.first)).cause == cause)
  }
}
