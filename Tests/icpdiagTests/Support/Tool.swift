import Foundation
import TestSupport

/// The built program, run as a user runs it.
enum Tool {
  struct Run {
    let status: Int32
    let output: Data
    let errors: String

    var text: String { String(decoding: output, as: UTF8.self) }
    var lines: [String] { text.split(separator: "\n").map(String.init) }
  }

  /// The top of the repository.
  static let top = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The program stands beside the tests.
  static let path = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appending(path: "icpdiag")

  /// Runs the program to its end.
  ///
  /// Output goes through files: a pipe that nobody empties would stop a talkative program.
  static func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:],
    program: URL = path
  ) async throws -> Run {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "icpdiag-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ["in", "out", "err"].map { folder.appending(path: $0) }
    try Data(input.utf8).write(to: files[0])
    try Data().write(to: files[1])
    try Data().write(to: files[2])

    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = top
    // A language, a home and a terminal of the machine that tests must not change the answers.
    var variables = ["LC_ALL": "C.UTF-8", "HOME": folder.path, "PATH": "/usr/bin:/bin"]
    variables.merge(environment) { _, new in new }
    process.environment = variables
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    // Waiting must not hold one of the few threads that all tests share.
    try await withCheckedThrowingContinuation {
      (continuation: CheckedContinuation<Void, any Error>) in
      process.terminationHandler = { _ in continuation.resume() }
      do {
        try process.run()
      } catch {
        process.terminationHandler = nil
        continuation.resume(throwing: error)
      }
    }
    let output = try Data(contentsOf: files[1])
    keepJSON(output, arguments)
    return Run(
      status: process.terminationStatus, output: output,
      errors: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self))
  }

  /// Keeps what was printed, and the files it went to, for the check against the schemas that
  /// follows the tests (`Tests/Schemas/validate.py`).
  private static func keepJSON(_ output: Data, _ arguments: [String]) {
    let files = zip(arguments, arguments.dropFirst())
      .filter { $0.0 == "--output" || $0.0 == "--summary" }
      .compactMap { try? Data(contentsOf: URL(filePath: $0.1)) }
    for text in [output] + files { KeptJSON.keep(text) }
  }

  /// Runs a line of shell script.
  static func shell(_ script: String, input: String = "") async throws -> Run {
    try await run(["-c", script], input: input, program: URL(filePath: "/bin/sh"))
  }

  /// Diagnoses inside the lab: `{options}` are those that make it see the lab.
  static func inLab(
    _ arguments: [String], scenario: String = "fixtures/lab/demo.json", input: String = ""
  ) async throws -> Run {
    try await run(
      ["lab", "--scenario", scenario, "--", path.path, "diagnose", "{options}"] + arguments,
      input: input)
  }
}
