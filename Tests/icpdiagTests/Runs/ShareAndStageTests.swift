import Foundation
import Lab
import Testing

@Suite("A list among several runs", .serialized, .timeLimit(.minutes(10)))
struct ShareAndStageTests {
  private static func scenario(_ name: String) throws -> Scenario {
    let file = Tool.top.appending(path: "fixtures/lab/\(name).json").path
    return try Scenario(text: readScenarioFile(file), file: file)
  }

  @Test("gives in shards exactly the whole, and their summaries add up to its own")
  func shards() async throws {
    let desk = try Desk()
    let list = (1...40).flatMap {
      ["w\($0).bulk.example", "x.gone\($0).cn", "192.0.2.\($0)", "\($0) x"]
    }
    try desk.write(list, to: "list")
    try await Lab.with(try Self.scenario("bulk")) { lab in
      func run(_ options: [String], _ environment: [String: String] = [:]) async throws -> Counts {
        let run = try await Tool.run(
          ["diagnose"] + lab.options + [
            "--json", "--stage", "dns", "--input", desk.path("list"), "--summary", desk.path("sum"),
          ] + options, environment: environment)
        #expect(run.status == 1, "\(run.errors)")
        return try Counts(desk.text("sum"))
      }
      let whole = try await run(["--output", desk.path("whole")])
      #expect(whole.shard == nil && whole.stage == "dns" && whole.counts["inputs"] == list.count)
      var sum: [String: Int] = [:]
      var lines: [String] = []
      let variables = ["JOB_COMPLETION_INDEX", "SLURM_ARRAY_TASK_ID", "AWS_BATCH_JOB_ARRAY_INDEX"]
      for (index, variable) in variables.enumerated() {
        let part = try await run(
          ["--shard", "env/3", "--output", desk.path("part\(index)")], [variable: "\(index)"])
        #expect(part.shard == "\(index)/3")
        sum.merge(part.counts, uniquingKeysWith: +)
        lines += desk.lines("part\(index)")
      }
      let times: Set = ["observed_ms", "elapsed_ms"]
      #expect(
        sum.filter { !times.contains($0.key) } == whole.counts.filter { !times.contains($0.key) })
      func known(_ lines: [String]) throws -> [String] {
        try lines.map(Report.init).map { "\($0.index) \($0.input) \($0.cause)" }.sorted()
      }
      #expect(try known(lines) == known(desk.lines("whole")))
    }
  }

  @Test("goes through the stages in a pipe and ends with one line for each name")
  func stages() async throws {
    let scenario = try Self.scenario("demo")
    let list = try await Tool.run(["lab", "--scenario", "fixtures/lab/demo.json", "--list"])
    let expected = list.lines.map { $0.components(separatedBy: "  ").filter { !$0.isEmpty } }
    let desk = try Desk()
    try await Lab.with(scenario) { lab in
      let tool = (["'\(Tool.path.path)' diagnose"] + lab.options).joined(separator: " ") + " --json"
      let script =
        "\(tool) --input \(lab.targetsPath) --stage dns | tee \(desk.path("dns"))"
        + " | \(tool) - --stage http | tee \(desk.path("http")) | \(tool) - --stage full"
      let run = try await Tool.run(
        ["-c", script], environment: ["SSL_CERT_FILE": lab.authorityPath],
        program: URL(filePath: "/bin/sh"))
      #expect(run.errors.isEmpty && run.status == 1)
      let reports = try run.lines.map(Report.init)
      #expect(reports.map(\.index).sorted() == Array(expected.indices))
      for report in reports where expected.indices.contains(report.index) {
        #expect(report.input == expected[report.index][0])
        let cause = expected[report.index][1].trimmingCharacters(in: .whitespaces)
        // What an early stage settles it settles by what it saw: places, and one plain answer.
        let early = [
          "cross-border": ["not-required"], "certificate": ["accessible"],
          "not-filed": report.input == "flapping.example" ? ["at-risk"] : [],
        ]
        #expect(
          report.cause == cause || early[cause]?.contains(report.cause) == true,
          "\(report.input): \(report.cause), not \(cause)")
      }
      // What is settled stays as it was, octet by octet.
      let stages = [desk.lines("dns"), desk.lines("http"), run.lines]
      for (earlier, later) in zip(stages, stages.dropFirst()) {
        let settled = earlier.filter { !$0.contains(#""status":"undetermined""#) }
        #expect(settled.count > 5 && settled.count < earlier.count)
        #expect(Set(later).isSuperset(of: settled))
      }
      for line in stages[0] {
        #expect(line.contains(#""http":[],"tls":[]"#) && line.contains(#""stage":"dns""#))
      }
      for line in stages[1] where line.contains(#""stage":"http""#) {
        #expect(line.contains(#""tls":[]"#))
      }
    }
  }

  @Test("replays an early stage's report to the very same octets")
  func replay() async throws {
    for stage in ["dns", "http"] {
      let run = try await Tool.inLab(["--json", "--stage", stage, "--input", "{targets}"])
      let again = try await Tool.run(["replay", "-", "--json"], input: run.text)
      #expect(again.text == run.text && run.lines.count > 40)
    }
  }
}

@Suite("The progress of a list", .timeLimit(.minutes(10)))
struct ProgressTests {
  private static let names = (1...120).map { "\($0).gone.bulk.example" }.joined(separator: "\n")

  /// Runs beside the lab with a terminal for stdin, stdout and stderr, which `script` (util-linux)
  /// makes.
  private func onTerminal(_ options: String) async throws -> String {
    let desk = try Desk()
    try desk.write(Self.names.split(separator: "\n").map(String.init), to: "list")
    let tool = Tool.path.path
    let inner =
      "'\(tool)' lab --scenario fixtures/lab/bulk.json -- '\(tool)' diagnose {options}"
      + " --input \(desk.path("list")) --rate 100 --per-domain 0 \(options)"
    let run = try await Tool.run(
      ["-qec", inner.replacing("OUT", with: desk.path("out")), "/dev/null"],
      environment: ["TERM": "xterm"], program: URL(filePath: "/usr/bin/script"))
    return run.text
  }

  @Test("is drawn over and over on a terminal, and is gone at the end")
  func terminal() async throws {
    for (language, words) in [("en", "left"), ("zh", "剩余约")] {
      let text = try await onTerminal("--json --output OUT --lang \(language)")
      let pictures = text.components(separatedBy: "\r\u{1B}[K")
      #expect(pictures.count > 2)
      #expect(pictures.contains { $0.contains(words) && $0.contains("dns-not-resolved") })
      #expect(pictures.last?.contains("dns-not-resolved") == false)
      #expect(pictures.last?.contains("120") == true)
    }
  }

  @Test("is not drawn among reports, nor when the user wants it quiet")
  func notDrawn() async throws {
    #expect(!(try await onTerminal("--json")).contains("\u{1B}[K"))
    #expect(!(try await onTerminal("--json --output OUT --quiet")).contains("\u{1B}"))
  }

  @Test("is a line now and then in a log that wants it, and nothing in another")
  func log() async throws {
    let options = ["--json", "-", "--rate", "60", "--per-domain", "0"]
    let verbose = try await Tool.inLab(
      options + ["--verbose"], scenario: "fixtures/lab/bulk.json", input: Self.names)
    let lines = verbose.errors.split(separator: "\n")
    #expect(lines.count >= 2 && lines.count <= 30)
    #expect(lines.last?.contains("120 targets in") == true)
    #expect(!verbose.errors.contains("\u{1B}"))
    let silent = try await Tool.inLab(
      options, scenario: "fixtures/lab/bulk.json", input: Self.names)
    #expect(silent.errors.isEmpty)
  }
}
