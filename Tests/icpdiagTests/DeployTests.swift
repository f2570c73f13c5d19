import Foundation
import Testing

@Suite("What deploy prints", .timeLimit(.minutes(5)))
struct DeployTests {
  private static let manifests = ["deploy", "kubernetes", "--image", "registry.example/icpdiag:1"]

  @Test(
    "is what Kubernetes takes, by its schemas, without a key that they do not know",
    arguments: [
      [], ["--only", "job"], ["--only", "cron", "--schedule", "*/5 1-4 * * 1"],
      [
        "--name", "audit", "--shards", "1000", "--parallelism", "20", "--records", "filings.json",
        "--records", "例子.yaml", "--", "--rate", "20", "--resolver", "223.5.5.5",
      ],
    ])
  func kubernetes(_ options: [String]) async throws {
    let printed = try await Tool.run(Self.manifests + options)
    #expect(printed.status == 0 && printed.errors.isEmpty)
    for version in ["1.30", "1.34"] {
      let verdict = try await python(
        "kubernetes-validate", ["--strict", "-k", version], given: printed.text, as: "audit.yaml")
      #expect(verdict.status == 0, "\(verdict.text)\(verdict.errors)")
      let wanted = options.contains("--only") ? 1 : 2
      #expect(verdict.lines.filter { $0.contains(" passed for resource ") }.count == wanted)
    }
  }

  @Test("would be refused with a key that is wrong")
  func refused() async throws {
    let printed = try await Tool.run(Self.manifests)
    let verdict = try await python(
      "kubernetes-validate", ["--strict"],
      given: printed.text.replacing("completionMode", with: "completionsMode"), as: "audit.yaml")
    #expect(verdict.status != 0)
  }

  @Test("makes pods whose shares are the whole list, every line once")
  func shares() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let names = (1...40).map { "no target \($0)" }
    try Data(names.joined(separator: "\n").utf8).write(to: folder.appending(path: "names.txt"))
    let printed = try await Tool.run(Self.manifests + ["--only", "job", "--shards", "3"])
    let words = printed.lines.map { $0.trimmingCharacters(in: .whitespaces) }
    let start = try #require(words.firstIndex(of: "args:"))
    let end = try #require(words.firstIndex(of: "env:"))
    var seen: [String] = []
    for index in ["0", "1", "2"] {
      let arguments = try words[(start + 1)..<end].map { line in
        try JSONDecoder().decode(String.self, from: Data(line.dropFirst(2).utf8))
          .replacing("$(AUDIT)", with: "audit").replacing("$(JOB_COMPLETION_INDEX)", with: index)
          .replacing("/data/", with: folder.path + "/")
      }
      let run = try await Tool.run(arguments, environment: ["JOB_COMPLETION_INDEX": index])
      #expect(run.status == 0 && run.output.isEmpty, "\(run.errors)")
      let reports = try String(
        contentsOf: folder.appending(path: "audit-\(index).jsonl"), encoding: .utf8)
      seen += try reports.split(separator: "\n").map { try Report(String($0)).input }
    }
    #expect(seen.sorted() == names.sorted())
  }

  @Test("is a Python program")
  func spark() async throws {
    let printed = try await Tool.run([
      "deploy", "spark", "--records", "它的\"文件\".json", "--", "--user-agent", "a\\b\n\u{1}",
    ])
    #expect(printed.status == 0 && printed.errors.isEmpty)
    let verdict = try await python(
      "python", ["-c", "import ast, sys; ast.parse(open(sys.argv[1]).read())"],
      given: printed.text, as: "audit.py")
    #expect(verdict.status == 0, "\(verdict.errors)")
  }

  @Test(
    "refuses what no cluster takes",
    arguments: [
      (["--name", "Audit"], "--name takes"), (["--name", "a-"], "--name takes"),
      (["--shards", "0"], "--shards takes"), (["--parallelism", "9"], "--parallelism takes"),
      (["--schedule", "daily"], "--schedule takes"), (["--claim", "a b"], "'a b'"),
      (["--input", "/etc/names"], "'/etc/names'"), (["--records", "../x"], "'../x'"),
      (["--records", "a/x.json", "--records", "b/x.json"], "one name"),
    ])
  func refusals(_ options: [String], _ words: String) async throws {
    let run = try await Tool.run(Self.manifests + options)
    #expect(run.status == 64 && run.errors.contains(words), "\(run.errors)")
  }

  /// Runs a program of the tests' Python environment, which `.ci/setup test` makes, on a file.
  private func python(
    _ name: String, _ arguments: [String], given text: String, as file: String
  ) async throws -> Tool.Run {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: file)
    try Data(text.utf8).write(to: path)
    return try await Tool.run(
      arguments + [path.path], program: Tool.top.appending(path: ".build/python/bin/\(name)"))
  }
}
