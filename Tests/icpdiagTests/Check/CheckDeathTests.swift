import Foundation
import Lab
import TestSupport
import Testing

/// Checks that are killed, and checks that meet.
@Suite("Checks at one store", .serialized, .timeLimit(.minutes(10)))
struct CheckDeathTests {
  private static let names = CheckBench.names(60)

  /// A run of a second or so, whatever the machine.
  private static func arguments(_ bench: CheckBench, _ lab: RunningLab) -> [String] {
    bench.arguments(lab, ["--json", "--rate", "80", "--input", bench.desk.path("list")])
  }

  @Test("tell each transition once after ten deaths at random moments")
  func deaths() async throws {
    let seed = UInt64.random(in: .min ... .max)
    print("deaths of checks: seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let bench = try CheckBench()
    try bench.desk.write(Self.names, to: "list")
    var span = try await Lab.with(try CheckBench.scenario(blocking: false)) { lab in
      let start = ContinuousClock.now
      let run = try await Tool.run(
        Self.arguments(bench, lab), environment: ["SSL_CERT_FILE": lab.authorityPath])
      #expect(run.status == 0, "\(run.errors)")
      return ContinuousClock.now - start
    }
    // What a reader has by now, from runs that ended: the target of each transition.
    var told: [CheckOutput.Change] = []
    var deaths = 0
    try await Lab.with(try CheckBench.scenario(blocking: true)) { lab in
      let environment = ["SSL_CERT_FILE": lab.authorityPath]
      let arguments = Self.arguments(bench, lab)
      for round in 0..<40 where deaths < 10 {
        let tool = try RunningTool(
          arguments, in: bench.desk.folder, output: "out-\(round)", environment: environment)
        // Any moment of a run's life, the very last ones included.
        try await Task.sleep(for: span * Double.random(in: 0...1.1, using: &random))
        tool.send(SIGKILL)
        guard await tool.status() == -SIGKILL else {
          // The machine was busier when the first run was timed.
          span = span * 4 / 5
          told += try CheckOutput(bench.desk.text("out-\(round)")).changes
          continue
        }
        deaths += 1
        let text = bench.desk.text("out-\(round)")
        // Whole lines only, and no transition, unless it died between its last line and its note.
        let whole = text.split(separator: "\n").filter { $0.hasSuffix("}") }
        let output = try CheckOutput(whole.joined(separator: "\n"))
        #expect(output.changes.isEmpty || output.summary != nil, "\(round)")
      }
      #expect(deaths == 10)
      let last = try await Tool.run(arguments, environment: environment)
      #expect(last.status == 1, "\(last.errors)")
      told += try CheckOutput(last.text).changes
      let after = try await Tool.run(arguments, environment: environment)
      #expect(try CheckOutput(after.text).changes == [])
    }
    #expect(told.map(\.target).sorted() == Self.names.sorted())
    #expect(Set(told.map(\.id)).count == Self.names.count)
    #expect(told.allSatisfy { $0.to == "not-transferred" })
  }

  @Test("neither lose nor double a transition when two run at once")
  func together() async throws {
    let bench = try CheckBench()
    try bench.desk.write(Self.names, to: "list")
    for (round, blocking) in [false, true, false, true].enumerated() {
      let outputs = try await Lab.with(try CheckBench.scenario(blocking: blocking)) { lab in
        let arguments = Self.arguments(bench, lab)
        return try await withThrowingTaskGroup(of: Tool.Run.self) { group in
          for _ in 0..<2 {
            group.addTask {
              try await Tool.run(arguments, environment: ["SSL_CERT_FILE": lab.authorityPath])
            }
          }
          return try await group.reduce(into: []) { $0.append($1) }
        }
      }
      #expect(outputs.allSatisfy { $0.errors.isEmpty && $0.status == (blocking ? 1 : 0) })
      let changes = try outputs.flatMap { try CheckOutput($0.text).changes }
      #expect(changes.count == (round == 0 ? 0 : Self.names.count))
      #expect(Set(changes.map(\.id)).count == changes.count)
      #expect(Set(changes.map(\.target)).count == changes.count)
    }
  }

  @Test("need no more memory for eight times as many targets")
  func memory() async throws {
    let bench = try CheckBench()
    var peaks: [Int] = []
    try await Lab.with(try CheckBench.scenario(blocking: false)) { lab in
      for count in [500, 4_000] {
        try bench.desk.write((1...count).map { "\($0).gone.bulk.example" }, to: "list")
        let tool = try RunningTool(
          bench.arguments(
            lab, ["--json", "--concurrency", "64", "--input", bench.desk.path("list")]),
          in: bench.desk.folder, output: "out",
          environment: ["SSL_CERT_FILE": lab.authorityPath])
        var peak = 0
        try await tool.wait {
          peak = max(peak, tool.peakMemory ?? 0)
          return false
        }
        #expect(await tool.status() == 1, "\(tool.errors)")
        #expect(bench.desk.lines("out").count == count + 1)
        peaks.append(peak)
      }
    }
    // A tenth, and what an allocator may do.
    #expect(peaks[0] > 0 && peaks[1] < peaks[0] * 11 / 10 + 4_096, "\(peaks) KiB")
  }
}
