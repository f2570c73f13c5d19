import Foundation
import Testing

/// The built program while it runs, for tests that end it early.
final class RunningTool {
  private let process = Process()
  private let errorFile: URL
  private let end: AsyncStream<Void>

  /// Starts the program, with a folder for its home and for what it says on stderr; what it prints
  /// goes nowhere, or to a file of that folder.
  init(
    _ arguments: [String], in folder: URL, input: Pipe? = nil, output: String? = nil,
    environment: [String: String] = [:]
  ) throws {
    errorFile = folder.appending(path: "err-\(UUID().uuidString)")
    try Data().write(to: errorFile)
    process.executableURL = Tool.path
    process.arguments = arguments
    process.currentDirectoryURL = Tool.top
    process.environment = ["LC_ALL": "C.UTF-8", "HOME": folder.path]
      .merging(environment) { _, new in new }
    process.standardInput = input ?? FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    if let output {
      let file = folder.appending(path: output)
      try Data().write(to: file)
      process.standardOutput = try FileHandle(forWritingTo: file)
    }
    process.standardError = try FileHandle(forWritingTo: errorFile)
    let (end, ending) = AsyncStream<Void>.makeStream()
    self.end = end
    process.terminationHandler = { _ in ending.finish() }
    try process.run()
  }

  var errors: String { (try? String(contentsOf: errorFile, encoding: .utf8)) ?? "" }
  var isRunning: Bool { process.isRunning }

  /// The most memory that it has had so far, in KiB; `nil` once it has ended (proc(5), VmHWM).
  var peakMemory: Int? {
    let text = try? String(
      contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
    return text?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
      .flatMap { Int($0.filter(\.isNumber)) }
  }

  func send(_ signal: Int32) {
    kill(process.processIdentifier, signal)
  }

  /// Sends a signal as soon as something is so, unless the program has ended by then.
  ///
  /// From a thread of its own: a task may have to wait for longer than the program runs, behind
  /// tests that only reckon.
  func send(_ signal: Int32, when condition: @escaping @Sendable () -> Bool) {
    let id = process.processIdentifier
    Thread.detachNewThread {
      while kill(id, 0) == 0 {
        if condition() {
          kill(id, signal)
          return
        }
        usleep(1_000)
      }
    }
  }

  /// Waits until something is so, or the program has ended.
  func wait(until condition: () -> Bool) async throws {
    while !condition(), process.isRunning {
      try await Task.sleep(for: .milliseconds(1))
    }
  }

  /// Waits for the end.
  ///
  /// - Returns: The exit status, or the signal's number with a minus.
  func status() async -> Int32 {
    for await _ in end {}
    // The handler is called before the status can be read.
    while process.isRunning { await Task.yield() }
    return process.terminationReason == .exit
      ? process.terminationStatus : -process.terminationStatus
  }
}

/// A folder of a test's own.
final class Desk {
  let folder = FileManager.default.temporaryDirectory
    .appending(path: "icpdiag-desk-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  func path(_ name: String) -> String { folder.appending(path: name).path }

  func write(_ lines: some Sequence<String>, to name: String) throws {
    try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: URL(filePath: path(name)))
  }

  func text(_ name: String) -> String {
    (try? String(contentsOfFile: path(name), encoding: .utf8)) ?? ""
  }

  func lines(_ name: String) -> [String] { text(name).split(separator: "\n").map(String.init) }

  func size(_ name: String) -> Int { Self.size(of: path(name)) }

  static func size(of path: String) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.size] as? Int) ?? 0
  }
}
