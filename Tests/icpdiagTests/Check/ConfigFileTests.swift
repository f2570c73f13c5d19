import Foundation
import Lab
import Testing

/// The file of `--config`, wherever it comes from.
@Suite("The file of a check", .serialized, .timeLimit(.minutes(10)))
struct ConfigFileTests {
  private let desk: Desk

  init() throws {
    desk = try Desk()
  }

  /// A check of names that nobody has to ask a server about.
  private func check(_ ways: String, list: String) async throws -> Tool.Run {
    try desk.write([list], to: "list")
    let text = ways.replacing("LIST", with: "'\(desk.path("list"))'")
      .replacing(
        "CHECK",
        with: "'\(Tool.path.path)' check --json --store '\(desk.path("store.sqlite"))' --config")
    return try await Tool.run(["-c", text], program: URL(filePath: "/bin/bash"))
  }

  @Test(
    "is read from a pipe as from a file, be it a list or a configuration",
    arguments: [
      "CHECK LIST", "CHECK - <LIST", "cat LIST | CHECK -", "CHECK <(cat LIST)",
      "CHECK - <<<\"$(cat LIST)\"",
    ])
  func pipes(way: String) async throws {
    let run = try await check(way, list: "..\n# none\n...\tmine")
    #expect(run.errors == "")
    let inputs = try CheckOutput(run.text).targets.map { $0["input"] as? String }
    #expect(Set(inputs) == ["..", "..."] && inputs.count == 2)
    #expect(try await check("\(way) --validate", list: "targets: [a.cn]").status == 0)
  }

  @Test("refuses a list that a pipe holds too much of, and says what takes it")
  func longPipe() async throws {
    let run = try await check(
      "head -c 9000000 /dev/zero | tr '\\0' '\\n' | CHECK -", list: "")
    #expect(run.status == 78 && run.errors.contains("'--input -'"), "\(run.errors)")
  }

  @Test("is complained of when there is no target in it")
  func nothing() async throws {
    for list in ["# none yet", "targets: []"] {
      let run = try await check("cat LIST | CHECK -", list: list)
      #expect(run.status == 0 && run.errors.contains("no targets"), "\(run.errors)")
    }
  }

  @Test("has the lines of a list checked by --validate alone")
  func validation() async throws {
    for way in ["CHECK LIST", "cat LIST | CHECK -"] {
      let run = try await check("\(way) --validate", list: "a.cn\ntargets = b.cn\n")
      #expect(run.status == 78)
      let object = try JSONSerialization.jsonObject(with: run.output) as? [String: Any]
      #expect((object?["flaws"] as? [[String: Any]])?.map { $0["line"] as? Int } == [2])
    }
    let sound = try await check("cat LIST | CHECK - --validate", list: "a.cn\n# b\n")
    #expect(sound.status == 0 && sound.errors == "")
  }

  @Test("has paths from the folder of the run, when it comes from stdin")
  func folder() async throws {
    for (folder, status) in [(desk.folder.path, 0), ("/", 78)] as [(String, Int32)] {
      let run = try await check(
        "cd '\(folder)' && cat LIST | CHECK - --validate", list: "input: list")
      #expect(run.status == status, "\(run.errors)")
    }
  }

  @Test("says nothing to a terminal that it would obey")
  func terminal() async throws {
    try desk.write(
      ["defaults: {owner: \"\\u009b31m\\u202e\"}", "targets: [a.cn]"], to: "check.yaml")
    let run = try await Tool.run(["check", "--config", desk.path("check.yaml"), "--validate"])
    #expect(run.status == 0 && run.text.contains("owner"))
    #expect(!run.text.unicodeScalars.contains { $0 == "\u{9B}" || $0 == "\u{202E}" })
  }

  @Test("is outranked by the command line, but for what it says of one target")
  func ranks() async throws {
    let bench = try CheckBench()
    let names = CheckBench.names(3)
    try bench.desk.write([names[2]], to: "list")
    try bench.desk.write(
      [
        "targets: [\(names[0]), {target: \(names[1]), provider: tencent, entity: 乙公司}]",
        "input: list", "defaults: {provider: huawei, entity: 丙公司}",
      ], to: "check.yaml")
    func expected(_ options: [String]) async throws -> [[String?]] {
      let output = try CheckOutput(
        try await bench.check(
          blocking: false, ["--config", bench.desk.path("check.yaml")] + options
        ).text)
      return try names.map { name in
        let target = try output.target(name)
        return [target["provider"] as? String, target["entity"] as? String]
      }
    }
    #expect(
      try await expected([]) == [["huawei", "丙公司"], ["tencent", "乙公司"], ["huawei", "丙公司"]])
    #expect(
      try await expected(["--provider", "alibaba", "--entity", "甲公司"])
        == [["alibaba", "甲公司"], ["tencent", "乙公司"], ["alibaba", "甲公司"]])
  }
}
