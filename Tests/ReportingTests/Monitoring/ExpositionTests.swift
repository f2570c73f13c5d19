import Diagnosis
import Evidence
import Testing

@testable import Reporting

@Suite("The metrics for Prometheus")
struct ExpositionTests {
  private let run = Exposition.Run(
    program: "0.1.0", endedAt: .sample, durationS: 1.5, transitions: 2)

  private func text(_ targets: [WatchedTarget]) throws -> String {
    var text = ""
    try Exposition(run).write(targets) { text += $0 }
    return text
  }

  private func samples(_ targets: [WatchedTarget]) throws -> [String] {
    try text(targets).split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
  }

  @Test("keep all samples of a name together, behind one HELP and one TYPE")
  func families() throws {
    let targets = Scene.all.map { WatchedTarget($0.judgement, since: .sample, in: .en) }
    var headed: [String] = []
    for line in try text(targets).split(separator: "\n") {
      let words = line.split(separator: " ")
      switch (words[0], words[1]) {
      case ("#", "HELP"):
        #expect(!headed.contains(String(words[2])))
        #expect(words.count > 4)
        headed.append(String(words[2]))
      case ("#", _): #expect(words[1...] == ["TYPE", headed.last.map { $0[...] } ?? "", "gauge"])
      default: #expect(line.prefix { $0 != "{" && $0 != " " } == headed.last ?? "")
      }
    }
    #expect(headed.count == Set(headed).count && headed.count > 15)
  }

  @Test("give a kind of warning once, however many there are of it")
  func warnings() throws {
    var target = WatchedTarget.sample("a.cn")
    target.warnings = ["deadline", "access-drift", "deadline"]
    #expect(
      try samples([target]).filter { $0.hasPrefix("icpdiag_warning{") } == [
        #"icpdiag_warning{target="a.cn",kind="access-drift"} 1"#,
        #"icpdiag_warning{target="a.cn",kind="deadline"} 1"#,
      ])
  }

  @Test("give every cause of a target, one of them 1")
  func stateSets() throws {
    let lines = try samples([.sample("a.cn", .blocked, .notFiled), .sample("b.cn")])
    let causes = lines.filter { $0.hasPrefix("icpdiag_cause{target=\"a.cn\"") }
    #expect(causes.count == CauseID.allCases.count)
    #expect(
      causes.filter { $0.hasSuffix(" 1") }
        == [#"icpdiag_cause{target="a.cn",cause="not-filed"} 1"#])
    #expect(lines.contains(#"icpdiag_status{target="b.cn",status="ok"} 1"#))
    #expect(lines.contains(#"icpdiag_status{target="b.cn",status="blocked"} 0"#))
  }

  @Test("leave out what is not known")
  func unknown() throws {
    var target = WatchedTarget.sample("a.cn", .undetermined, .undetermined)
    target.opens = nil
    target.visit = nil
    target.lookUpS = nil
    target.tlsVersion = nil
    target.certificateEnd = nil
    let text = try text([target])
    for name in ["success", "http_", "dns_", "ssl_", "tls_", "ip_"] {
      #expect(!text.contains("probe_\(name)"))
    }
    #expect(!text.contains("icpdiag_since") && text.contains("probe_duration_seconds{"))
  }

  @Test("tell of times in unixtime, and of the run")
  func values() throws {
    var target = WatchedTarget(
      Scene.accessible.judgement, since: .sample, warnings: ["order-due"], in: .en)
    target.name = "a.cn"
    target.certificateEnd = .sample.adding(seconds: 10)
    target.recheckAfter = .sample.adding(seconds: 20)
    let lines = try samples([target, .sample("b.cn", .blocked)])
    for line in [
      #"icpdiag_since_timestamp_seconds{target="a.cn"} 1787368200"#,
      #"probe_ssl_earliest_cert_expiry{target="a.cn"} 1787368210"#,
      #"icpdiag_recheck_timestamp_seconds{target="a.cn"} 1787368220"#,
      #"icpdiag_warning{target="a.cn",kind="order-due"} 1"#,
      #"icpdiag_run_targets{status="blocked"} 1"#, #"icpdiag_run_targets{status="error"} 0"#,
      "icpdiag_run_duration_seconds 1.5", "icpdiag_run_end_timestamp_seconds 1787368200",
      "icpdiag_run_transitions 2",
      #"icpdiag_build_info{version="0.1.0",rules="\#(Rules.version)"} 1"#,
    ] {
      #expect(lines.contains(line), "\(line)")
    }
  }

  @Test("name a target that stands in the list twice once")
  func repeated() throws {
    let lines = try samples([
      .sample("a.cn"), .sample("b.cn"), .sample("a.cn", .blocked), .sample("a.cn"),
    ])
    #expect(lines.count == Set(lines.map { $0.prefix { $0 != " " } }).count)
    #expect(lines.contains(#"icpdiag_status{target="a.cn",status="ok"} 1"#))
  }

  @Test("escape what a label may not hold")
  func escapes() throws {
    #expect(MetricFamily.escaped("a\\b\"c\nd", quotes: true) == #"a\\b\"c\nd"#)
    #expect(MetricFamily.escaped("a\\b\"c\nd") == #"a\\b"c\nd"#)
    let lines = try samples([.sample("a\"} 1\\")])
    #expect(lines.allSatisfy { !$0.contains("target=") || $0.contains(#"target="a\"} 1\\""#) })
  }
}
