import Foundation
import Testing

/// From a verdict that only records can sharpen, by the commands it prints, to the cause.
@Suite("The loop from verdict to record", .timeLimit(.minutes(10)))
struct RecordsLoopTests {
  /// Diagnoses a target of the demonstration beside this folder's store.
  private func verdict(
    _ target: String, _ folder: TemporaryFolder, _ options: [String] = []
  ) async throws -> [String: Any] {
    let run = try await folder.icpdiag(
      [
        "lab", "--scenario", "fixtures/lab/demo.json", "--", Tool.path.path, "diagnose",
        "{options}",
        target, "--json",
      ] + options)
    #expect(run.errors.isEmpty, "\(run.errors)")
    return try #require(try jsonObject(run.lines[0])["verdict"] as? [String: Any])
  }

  private func commands(in verdict: [String: Any]) throws -> [String] {
    let steps = try #require(verdict["remedy"] as? [[String: Any]])
    return steps.compactMap { $0["command"] as? String }
  }

  private func paste(_ command: String, _ folder: TemporaryFolder) async throws {
    let run = try await Tool.run(
      ["-c", command], environment: folder.environment, program: URL(filePath: "/bin/sh"))
    #expect(run.status == 0, "\(command): \(run.errors)")
    #expect(run.text.contains("Noted: undecided.example"))
  }

  @Test("names the cause once the printed command for a name without a filing has run")
  func unfiled() async throws {
    try await TemporaryFolder.with { folder in
      let before = try await verdict("undecided.example", folder)
      #expect(before["cause"] as? String == "blocked-undecided")
      let command = try #require(try commands(in: before).first)
      #expect(command == "icpdiag records add undecided.example --absent")
      try await paste(command, folder)
      let after = try await verdict("undecided.example", folder)
      #expect(after["cause"] as? String == "not-filed")
      #expect(after["certainty"] as? String == "confirmed")
      let without = try await verdict("undecided.example", folder, ["--no-store"])
      #expect(without["cause"] as? String == "blocked-undecided")
    }
  }

  @Test("names the cause once the printed commands for a name filed elsewhere have run")
  func filedElsewhere() async throws {
    try await TemporaryFolder.with { folder in
      let before = try await verdict("undecided.example", folder)
      let filed = try #require(try commands(in: before).first { $0.contains("--filed") })
      try await paste(filed.replacing("YYYY-MM-DD", with: "2024-03-01"), folder)
      for command in try commands(in: before) where command.hasSuffix("--access absent") {
        try await paste(command, folder)
      }
      let after = try await verdict("undecided.example", folder)
      #expect(after["cause"] as? String == "not-transferred")
    }
  }

  @Test("prints the same commands in both languages, each on a line of its own")
  func languages() async throws {
    for language in ["en", "zh"] {
      let run = try await Tool.inLab(["undecided.example", "--lang", language])
      #expect(
        run.lines.contains {
          $0.trimmingCharacters(in: .whitespaces)
            == "$ icpdiag records add undecided.example --absent"
        }, "\(run.text)")
    }
  }

  @Test("judges stored reports by other records only when these are named")
  func replays() async throws {
    try await TemporaryFolder.with { folder in
      let live = try await Tool.inLab(["undecided.example", "--json"])
      _ = try await folder.icpdiag(["records", "add", "undecided.example", "--absent"])
      let alone = try await folder.icpdiag(["replay", "-", "--json"], input: live.text)
      #expect(alone.output == live.output)
      let store = "\(folder.path)/icpdiag/store.sqlite"
      let later = "2099-01-01T00:00:00Z"
      let judged = try await folder.icpdiag(
        ["replay", "-", "--json", "--store", store, "--now", later], input: live.text)
      #expect(try Report(judged.lines[0]).cause == "not-filed", "\(judged.errors)")
    }
  }

  @Test("tells a previous owner's filing by the name of the operator")
  func entity() async throws {
    try await TemporaryFolder.with { folder in
      let add = [
        "records", "add", "undecided.example", "--filed", "--approved", "2020-01-01", "--entity",
      ]
      _ = try await folder.icpdiag(add + ["示例（北京）公司"])
      for (entity, cause) in [("示例(北京) 公司", "not-transferred"), ("别家公司", "not-filed")] {
        let verdict = try await verdict("undecided.example", folder, ["--entity", entity])
        #expect(verdict["cause"] as? String == cause, "\(verdict["rule"] ?? "")")
      }
    }
  }

  @Test("says what is wrong with a store that it cannot read, and gives no verdict without it")
  func damagedStore() async throws {
    try await TemporaryFolder.with { folder in
      let file = "\(folder.path)/broken.sqlite"
      try Data(repeating: 0x41, count: 4096).write(to: URL(filePath: file))
      let run = try await folder.icpdiag([
        "lab", "--scenario", "fixtures/lab/demo.json", "--", Tool.path.path, "diagnose",
        "{options}", "undecided.example", "--store", file,
      ])
      #expect(run.status == 78, "\(run.errors)")
      #expect(run.errors.contains("broken.sqlite"))
      #expect(run.output.isEmpty)
    }
  }
}
