import Foundation
import Lab
import Testing

@Suite("A list of targets", .timeLimit(.minutes(10)))
struct BulkTests {
  private static let lab = ["lab", "--scenario", "fixtures/lab/bulk.json", "--"]

  @Test("gives each input its line, a line without end included, and keeps on after it")
  func junk() async throws {
    let long = String(repeating: "x", count: 100_000)
    let list = "1.ok.bulk.example\n\(long)\n%%%\n2.ok.bulk.example"
    let run = try await Tool.inLab(
      ["--json", "--ordered", "-"], scenario: "fixtures/lab/bulk.json", input: list)
    let reports = try run.lines.map(Report.init)
    #expect(
      reports.map(\.cause) == ["accessible", "invalid-target", "invalid-target", "accessible"])
    #expect(reports[1].input == String(repeating: "x", count: 1_024))
    #expect(run.status == 65)
  }

  @Test(
    "gives whoever writes a line its answer before the next, and reads the stop list anew when told"
  )
  func conversation() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "icpdiag-bulk-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let stopList = folder.appending(path: "stop.txt")
    try Data("# nobody yet\n".utf8).write(to: stopList)
    let scenario = try Scenario(
      text: readScenarioFile(Tool.top.appending(path: "fixtures/lab/bulk.json").path),
      file: "bulk.json")
    try await Lab.with(scenario) { lab in
      let process = Process()
      process.executableURL = Tool.path
      process.arguments =
        ["diagnose"] + lab.options + ["--json", "--stop-list", stopList.path, "--no-store", "-"]
      let input = Pipe()
      let reports = folder.appending(path: "reports.json")
      try Data().write(to: reports)
      process.standardInput = input
      process.standardOutput = try FileHandle(forWritingTo: reports)
      process.standardError = FileHandle.nullDevice
      try process.run()
      defer { process.terminate() }
      var asked = 0
      func ask(_ target: String) async throws -> Report {
        try input.fileHandleForWriting.write(contentsOf: Data("\(target)\n".utf8))
        asked += 1
        while true {
          let text = String(decoding: try Data(contentsOf: reports), as: UTF8.self)
          let lines = text.split(separator: "\n")
          if text.hasSuffix("\n"), lines.count == asked {
            return try Report(String(lines[asked - 1]))
          }
          try #require(process.isRunning)
          try await Task.sleep(for: .milliseconds(1))
        }
      }
      #expect(try await ask("1.ok.bulk.example").cause == "accessible")
      try Data("bulk.example\n".utf8).write(to: stopList)
      #expect(try await ask("1.ok.bulk.example").cause == "accessible")
      kill(process.processIdentifier, SIGHUP)
      // The signal is on its way.
      var report = try await ask("1.ok.bulk.example")
      for _ in 0..<1_000 where report.rule != "stop-list" {
        report = try await ask("1.ok.bulk.example")
      }
      #expect(report.rule == "stop-list")
      try input.fileHandleForWriting.close()
    }
  }

  @Test("ends without a word when its reader has seen enough")
  func closedOutput() async throws {
    let targets = (1...500).map { "\($0).ok.bulk.example" }
    let run = try await Tool.run(
      Self.lab + [
        "/bin/sh", "-c",
        "\"$0\" diagnose \"$@\" --json - | head -n 1; cat >/dev/null", Tool.path.path, "{options}",
      ], input: targets.joined(separator: "\n"))
    #expect(run.lines.count == 1)
    #expect(run.errors.split(separator: "\n").allSatisfy { !$0.hasPrefix("icpdiag: cannot") })
  }

  @Test("says that its reports could not be written")
  func fullDisk() async throws {
    let run = try await Tool.shell(
      "'\(Tool.path.path)' --json - >/dev/full", input: "..\n..\n..\n")
    #expect(run.status == 74)
    #expect(run.errors.contains("cannot write the report"))
  }

  @Test("is refused where its stop list cannot be followed, with the line that names nobody")
  func faultyStopList() async throws {
    let run = try await Tool.run(["--stop-list", "fixtures/lab/bulk.json", ".."])
    #expect(run.status == 65)
    #expect(run.errors.hasPrefix("icpdiag: fixtures/lab/bulk.json:1: "))
    #expect(try await Tool.run(["--stop-list", "no-such-file", ".."]).status == 66)
  }

  @Test(
    "has bounds that make sense",
    arguments: [
      "--rate=0", "--per-address-rate=-1", "--per-domain=-1", "--concurrency=0",
      "--stop-list=-",
    ])
  func bounds(_ option: String) async throws {
    let run = try await Tool.run([option, "example.cn"])
    #expect(run.status == 64)
  }
}
