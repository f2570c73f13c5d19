import Foundation
import Lab
import TestSupport
import Testing

/// A run over a list that ends before the list does: killed, interrupted, taken up again.
@Suite("A run that can be resumed", .serialized, .timeLimit(.minutes(10)))
struct ResumeTests {
  private static func scenario() throws -> Scenario {
    let file = Tool.top.appending(path: "fixtures/lab/bulk.json").path
    return try Scenario(text: readScenarioFile(file), file: file)
  }

  private static let names =
    (1...300).flatMap { ["\($0).ok.bulk.example", "\($0).gone.bulk.example"] }
    + ["", "# none", "..", "1.ok.bulk.example"]

  /// Checks that the output has one whole line for each input, and nothing else.
  private func expectWhole(_ desk: Desk, _ inputs: [String]) throws {
    let text = desk.text("out")
    #expect(text.hasSuffix("\n"))
    let reports = try desk.lines("out").map(Report.init)
    #expect(reports.map(\.index).sorted() == Array(inputs.indices))
    for report in reports where inputs.indices.contains(report.index) {
      #expect(report.input == inputs[report.index])
      let isGone = report.input.contains("gone")
      let cause =
        report.input == ".." ? "invalid-target" : isGone ? "dns-not-resolved" : "accessible"
      #expect(report.cause == cause, "\(report.input)")
    }
  }

  @Test(
    "has every input once and no half line after ten deaths at random moments",
    arguments: [false, true])
  func deaths(isStaged: Bool) async throws {
    let seed = UInt64.random(in: .min ... .max)
    print("deaths: seed \(seed), staged \(isStaged)")
    var random = SeededGenerator(seed: seed)
    let desk = try Desk()
    try desk.write(Self.names, to: "list")
    let inputs = Self.names.filter { !$0.isEmpty && !$0.hasPrefix("#") }
    try await Lab.with(try Self.scenario()) { lab in
      let environment = ["SSL_CERT_FILE": lab.authorityPath]
      var arguments = ["diagnose"] + lab.options + ["--json", "--rate", "50"]
      arguments += ["--per-domain", "0", "--per-address-rate", "0"]
      if isStaged {
        let first = try await Tool.run(
          ["diagnose"] + lab.options + [
            "--json", "--stage", "dns", "--input", desk.path("list"), "--output", desk.path("dns"),
          ], environment: environment)
        #expect(first.status == 1, "\(first.errors)")
        arguments += ["--stage", "full", "--input", desk.path("dns")]
      } else {
        arguments += ["--input", desk.path("list")]
      }
      arguments += ["--output", desk.path("out"), "--resume", desk.path("journal")]
      var deaths = 0
      while deaths < 10 {
        // Well before the end, which is at three and a half million octets.
        let step = max(1, (2_500_000 - desk.size("out")) / (10 - deaths))
        let size = desk.size("out") + Int.random(in: 0...step, using: &random)
        let tool = try RunningTool(arguments, in: desk.folder, environment: environment)
        tool.send(SIGKILL) { [output = desk.path("out")] in Desk.size(of: output) > size }
        let status = await tool.status()
        #expect(status == -SIGKILL, "\(tool.errors)")
        guard status == -SIGKILL else { break }
        deaths += 1
      }
      #expect(deaths == 10)
      let last = try await Tool.run(
        arguments + ["--summary", desk.path("sum")], environment: environment)
      #expect(last.status == 1, "\(last.errors)")
      try expectWhole(desk, inputs)
      let again = try await Tool.run(arguments, environment: environment)
      #expect(again.status == 1 && again.errors.isEmpty)
      try expectWhole(desk, inputs)
    }
    let summary = try Counts(desk.text("sum"))
    #expect(summary.counts["inputs"] == inputs.count)
    #expect(summary.counts["by_cause.accessible"] == 301)
  }

  @Test(
    "finishes what is under way on SIGINT or SIGTERM, and goes on from there",
    arguments: [SIGINT, SIGTERM])
  func interruption(signal: Int32) async throws {
    let desk = try Desk()
    try desk.write(Self.names, to: "list")
    try await Lab.with(try Self.scenario()) { lab in
      let environment = ["SSL_CERT_FILE": lab.authorityPath]
      let arguments =
        ["diagnose"] + lab.options + [
          "--json", "--input", desk.path("list"), "--output", desk.path("out"), "--resume",
          desk.path("journal"), "--rate", "150", "--per-domain", "0",
        ]
      let tool = try RunningTool(arguments, in: desk.folder, environment: environment)
      tool.send(signal) { [output = desk.path("out")] in Desk.size(of: output) > 100_000 }
      #expect(await tool.status() == 130)
      #expect(tool.errors.contains("what is under way is finished"))
      #expect(tool.errors.contains("the same command goes on"))
      let lines = desk.lines("out")
      #expect(desk.text("out").hasSuffix("\n") && lines.count < 600)
      #expect(desk.text("journal").contains(#""output_bytes":\#(desk.size("out")),"#))
      let rest = try await Tool.run(arguments, environment: environment)
      #expect(rest.status == 1, "\(rest.errors)")
      #expect(Array(desk.lines("out").prefix(lines.count)) == lines)
      try expectWhole(desk, Self.names.filter { !$0.isEmpty && !$0.hasPrefix("#") })
    }
  }

  @Test("ends on SIGINT although whoever writes the list goes on, and its lines are whole")
  func openInput() async throws {
    let desk = try Desk()
    try await Lab.with(try Self.scenario()) { lab in
      let input = Pipe()
      let tool = try RunningTool(
        ["diagnose"] + lab.options + ["--json", "-", "--output", desk.path("out")],
        in: desk.folder, input: input, environment: ["SSL_CERT_FILE": lab.authorityPath])
      try input.fileHandleForWriting.write(
        contentsOf: Data("1.gone.bulk.example\n2.gone.bulk.example\n".utf8))
      try await tool.wait { desk.lines("out").count == 2 }
      tool.send(SIGINT)
      #expect(await tool.status() == 130)
      #expect(try desk.lines("out").map(Report.init).count == 2)
      try input.fileHandleForWriting.close()
    }
  }

  @Test("ends at once on the second SIGINT")
  func secondInterruption() async throws {
    let desk = try Desk()
    // Bound, and never read: every question waits for its time to be over.
    let silent = try SilentNameServer()
    try desk.write((1...20).map { "n\($0).cn" }, to: "list")
    let tool = try RunningTool(
      [
        "diagnose", "--resolver", "127.0.0.1:\(silent.port)", "--timeout", "500", "--deadline",
        "1000", "--json", "--input", desk.path("list"), "--output", desk.path("out"), "--resume",
        desk.path("journal"),
      ], in: desk.folder)
    try await tool.wait { silent.isAsked }
    tool.send(SIGINT)
    try await tool.wait { tool.errors.contains("once more ends at once") }
    #expect(tool.isRunning)
    tool.send(SIGINT)
    #expect(await tool.status() == 130)
    #expect(desk.text("out").isEmpty && !desk.text("journal").isEmpty)
  }

  @Test("refuses another input, another shard, a shorter output, a second run, and says what to do")
  func refusals() async throws {
    let desk = try Desk()
    try desk.write(["..", "...", ". ."], to: "list")
    func run(_ more: String...) async throws -> Tool.Run {
      try await Tool.run(
        [
          "diagnose", "--json", "--input", desk.path("list"), "--output", desk.path("out"),
          "--resume", desk.path("journal"),
        ] + more)
    }
    #expect(try await run().status == 65)
    let output = desk.lines("out")
    #expect(output.count == 3)
    let shard = try await run("--shard", "0/2")
    #expect(shard.status == 65 && shard.errors.contains("of another run: with --shard 0/1"))
    let stage = try await run("--stage", "dns")
    #expect(stage.status == 65 && stage.errors.contains("use the same options"))
    try desk.write(["..", "x", ". ."], to: "list")
    let input = try await run()
    #expect(input.status == 65 && input.errors.contains("the input is not the one"))
    try desk.write(["..", "...", ". ."], to: "list")
    try desk.write(output.dropLast(), to: "out")
    let shorter = try await run()
    #expect(shorter.status == 65 && shorter.errors.contains("is not the output that the journal"))
    try desk.write(output, to: "out")
    let plain = try await Tool.run(
      ["diagnose", "--json", "..", "--output", desk.path("out")])
    #expect(plain.status == 73 && plain.errors.contains("is not empty and would be overwritten"))
    #expect(desk.lines("out") == output)
  }

  @Test("lets no second run at the same journal and output")
  func secondRun() async throws {
    let desk = try Desk()
    let arguments = [
      "diagnose", "--json", "-", "--output", desk.path("out"), "--resume", desk.path("journal"),
    ]
    let input = Pipe()
    let tool = try RunningTool(arguments, in: desk.folder, input: input)
    try input.fileHandleForWriting.write(contentsOf: Data("..\n".utf8))
    try await tool.wait { !desk.lines("out").isEmpty }
    let second = try await Tool.run(arguments, input: "..\n")
    #expect(second.status == 73 && second.errors.contains("another run is writing to"))
    try input.fileHandleForWriting.close()
    #expect(await tool.status() == 65)
    #expect(desk.lines("out").count == 1)
  }

  @Test(
    "is asked for with what it needs",
    arguments: [
      (["--json", "--resume", "j"], "--resume needs --output"),
      (["--json", "--resume", "j", "--output", "j"], "take two files"),
      (["--resume", "j", "--output", "o"], "--resume needs --json"),
      (["--json", "--pretty", "--resume", "j", "--output", "o"], "--resume needs --json"),
      (["--summary", "-"], "--summary takes a file"), (["--shard", "3/3"], "count from 0 to 2"),
      (["--shard", "env/3"], "JOB_COMPLETION_INDEX"),
      (["--stage", "dns"], "--stage needs --json"),
      (["--stage", "full", "--json", "--pretty"], "--stage needs --json"),
      (["--stage", "tls"], "--stage"),
    ] as [([String], String)])
  func usage(_ options: [String], _ words: String) async throws {
    let run = try await Tool.run([".."] + options)
    #expect(run.status == 64)
    #expect(run.errors.contains(words), "\(run.errors)")
  }
}
