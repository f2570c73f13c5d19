import Foundation
import Testing

@Suite("The formats for monitors", .timeLimit(.minutes(5)))
struct MonitorFormatTests {
  @Test(
    "end as a Nagios plugin does, with one line",
    arguments: [
      ("accessible.example", 0, "ICP OK - accessible.example accessible (confirmed): "),
      ("at-risk.example", 1, "ICP WARNING - at-risk.example at-risk (confirmed): "),
      ("not-filed.example", 2, "ICP CRITICAL - not-filed.example not-filed (confirmed): "),
      ("nowhere.example", 2, "ICP CRITICAL - nowhere.example dns-not-resolved (confirmed): "),
      ("no target", 3, "ICP UNKNOWN - no target invalid-target: "),
    ] as [(String, Int32, String)])
  func nagios(_ target: String, _ status: Int32, _ beginning: String) async throws {
    let run = try await Tool.inLab([target, "--format", "nagios"])
    #expect(run.status == status && run.lines.count == 1)
    #expect(run.text.hasPrefix(beginning) && run.text.contains(" | time="), "\(run.text)")
  }

  @Test("give many targets one line")
  func many() async throws {
    let run = try await Tool.inLab([
      "--format=nagios", "accessible.example", "at-risk.example", "not-filed.example",
    ])
    #expect(run.status == 2 && run.lines.count == 1)
    #expect(run.text.contains("1 of 3 targets: not-filed.example not-filed (confirmed) | "))
  }

  @Test(
    "say UNKNOWN of what is wrong with the command itself",
    arguments: [
      (["--format", "nagios"], "name a target"),
      (["--format", "nagios", "example.cn", "--bogus"], "--bogus"),
      (["--format=nagios", "--input", "/nowhere/names.txt"], "No such file"),
      (["--format", "nagios", "example.cn", "--exit-zero"], "--exit-zero"),
      (["--format", "nagios", "example.cn", "--output", "a"], "--output"),
      (["--format", "nagios", "example.cn", "--records", "/nowhere/r.json"], "/nowhere/r.json"),
      (["replay", "README.md", "--format", "nagios"], "README.md"),
      (["check", "--format", "nagios"], "name what to check"),
      (["check", "--format", "nagios", "--config", "/nowhere/c.yaml"], "/nowhere/c.yaml"),
    ])
  func faults(_ arguments: [String], _ words: String) async throws {
    let run = try await Tool.run(arguments)
    #expect(run.status == 3 && run.lines.count == 1, "\(run.text)\(run.errors)")
    #expect(run.text.hasPrefix("ICP UNKNOWN - ") && run.text.contains(words), "\(run.text)")
  }

  @Test("pass promtool's check of metrics, which has nothing to say")
  func prometheus() async throws {
    let desk = try Desk()
    try desk.write(["what was there before"], to: "icpdiag.prom")
    let run = try await Tool.inLab([
      "--input", "{targets}", "--format", "prometheus", "--output", desk.path("icpdiag.prom"),
    ])
    #expect(run.status == 1 && run.output.isEmpty && run.errors.isEmpty, "\(run.errors)")
    let text = desk.text("icpdiag.prom")
    let check = try await Tool.shell("promtool check metrics 2>&1", input: text)
    #expect(check.status == 0 && check.text == "")
    let lines = desk.lines("icpdiag.prom")
    #expect(lines.contains(#"probe_success{target="accessible.example"} 1"#))
    #expect(lines.contains(#"probe_success{target="not-filed.example"} 0"#))
    #expect(lines.contains(#"icpdiag_cause{target="not-filed.example",cause="not-filed"} 1"#))
    #expect(lines.contains(#"probe_http_status_code{target="not-filed.example"} 403"#))
    #expect(!text.contains("what was there before"))
    let names = try FileManager.default.contentsOfDirectory(atPath: desk.folder.path)
    #expect(names == ["icpdiag.prom"])
  }

  @Test("would not pass it without what a metric means")
  func refused() async throws {
    let run = try await Tool.inLab(["accessible.example", "--format", "prometheus"])
    #expect(run.status == 0)
    let bare =
      run.lines.filter { !$0.hasPrefix("# HELP probe_success ") }
      .joined(separator: "\n") + "\n"
    let check = try await Tool.shell("promtool check metrics 2>&1", input: bare)
    #expect(check.status != 0 && check.text.contains("probe_success"), "\(check.text)")
  }

  @Test("leave the file of metrics alone when the run comes to nothing")
  func failure() async throws {
    let desk = try Desk()
    try desk.write(["what was there before"], to: "icpdiag.prom")
    let run = try await Tool.run([
      "--input", "/nowhere/names.txt", "--format", "prometheus", "--output",
      desk.path("icpdiag.prom"),
    ])
    #expect(run.status == 66)
    #expect(desk.text("icpdiag.prom") == "what was there before\n")
    let missing = try await Tool.inLab([
      "accessible.example", "--format", "prometheus", "--output", desk.path("no/icpdiag.prom"),
    ])
    #expect(missing.status == 74 && missing.errors.contains("No such file"), "\(missing.errors)")
  }

  @Test("serve stored reports as well")
  func replay() async throws {
    let report = "fixtures/cases/not-filed/establishes-behind-cloudflare.json"
    let nagios = try await Tool.run(["replay", report, "--format", "nagios"])
    #expect(nagios.status == 2 && nagios.text.hasPrefix("ICP CRITICAL - "), "\(nagios.text)")
    let metrics = try await Tool.run(["replay", report, "--format", "prometheus"])
    #expect(metrics.status == 1 && metrics.text.contains("cause=\"not-filed\"} 1\n"))
  }

  @Test("serve a check as well, with since when a cause holds")
  func check() async throws {
    let desk = try Desk()
    func check(_ options: [String]) async throws -> Tool.Run {
      try await Tool.run(
        [
          "lab", "--scenario", "fixtures/lab/demo.json", "--", Tool.path.path, "check", "{options}",
          "--store", desk.path("store.sqlite"), "not-filed.example", "accessible.example",
        ] + options)
    }
    let metrics = ["--format", "prometheus", "--output", desk.path("icpdiag.prom")]
    let first = try await check(metrics)
    #expect(first.status == 1 && first.output.isEmpty, "\(first.errors)")
    #expect(desk.lines("icpdiag.prom").contains("icpdiag_run_transitions 1"))
    func since() -> [String] {
      desk.lines("icpdiag.prom").filter { $0.hasPrefix("icpdiag_since_timestamp_") }.sorted()
    }
    let beginnings = since()
    #expect(beginnings.count == 2)
    let second = try await check(metrics)
    #expect(second.status == 1)
    #expect(desk.lines("icpdiag.prom").contains("icpdiag_run_transitions 0"))
    #expect(beginnings == since())
    let lint = try await Tool.shell("promtool check metrics 2>&1", input: desk.text("icpdiag.prom"))
    #expect(lint.status == 0 && lint.text == "")
    let plugin = try await check(["--format", "nagios"])
    #expect(plugin.status == 2 && plugin.lines.count == 1)
    #expect(plugin.text.hasPrefix("ICP CRITICAL - 1 of 2 targets: not-filed.example not-filed"))
  }
}
