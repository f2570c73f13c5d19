internal import ArgumentParser
internal import Diagnosis
internal import Engine
internal import Evidence
internal import Glibc
internal import Observation
internal import Reporting

/// What a run tells a monitor, kept until its end: a line for each target.
final class MonitorSpool: WatchedTargets, Sendable {
  private let file: UnnamedFile
  private let format: ReportFormat
  private let language: Language
  private let start = MonotonicTime.now

  /// - Returns: `nil` for a format that says everything at once.
  /// - Throws: The exit status, when what is wrong has been said.
  init?(_ options: OutputOptions) throws {
    guard options.format.isForMonitors else { return nil }
    format = options.format
    language = options.language
    guard let file = UnnamedFile() else {
      Console.complain("cannot make a temporary file: \(unsafe String(cString: strerror(errno)))")
      throw ExitStatus.cannotWrite
    }
    self.file = file
  }

  /// Where the lines go, one of ``WatchedTarget/line`` after the other.
  var descriptor: Int32 { file.descriptor }

  /// Keeps lines.
  ///
  /// - Returns: 0, or the error that kept them from being written.
  func keep(_ lines: [UInt8]) -> Int32 { file.append(lines) }

  /// Writes what was gathered, as the format says it.
  ///
  /// - Parameters:
  ///   - path: The file to replace; `nil` for stdout.
  ///   - transitions: Changes of a cause that the run settled, where earlier runs are known.
  /// - Returns: 0, or the error that kept it from being written.
  /// - Throws: What is no error of a file.
  func publish(to path: String?, transitions: Int? = nil) throws -> Int32 {
    do {
      switch format {
      case .prometheus: try publishMetrics(to: path, transitions: transitions)
      case .nagios:
        var line = NagiosLine(in: language)
        try forEach { line.add($0) }
        return Console.print(line.text)
      case .text, .json: break
      }
      return 0
    } catch let failure as FileOctets.Failure {
      return failure.errno
    }
  }

  private func publishMetrics(to path: String?, transitions: Int?) throws {
    let exposition = Exposition(
      Exposition.Run(
        program: Version.number, endedAt: WallClock.now,
        durationS: MonotonicTime.now.milliseconds(since: start).rounded() / 1_000,
        transitions: transitions))
    if let path {
      try FileOctets.replace(path) { write in try self.write(exposition, to: write) }
    } else {
      try write(exposition) { octets in
        let error = Console.print(octets)
        guard error == 0 else { throw FileOctets.Failure(errno: error) }
      }
    }
  }

  private func write(_ exposition: Exposition, to write: ([UInt8]) throws -> Void) throws {
    var pending: [UInt8] = []
    try exposition.write(self) { text in
      pending += text.utf8
      guard pending.count >= Self.chunk else { return }
      try write(pending)
      pending.removeAll(keepingCapacity: true)
    }
    try write(pending)
  }

  private static let chunk = 64 * 1024

  /// Goes through the targets in the order they were written.
  func forEach(_ body: (WatchedTarget) throws -> Void) throws {
    var rest: [UInt8] = []
    let error = try file.read { piece in
      rest += piece
      var begin = rest.startIndex
      while let end = rest[begin...].firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: rest[begin..<end], as: UTF8.self)
        if let target = WatchedTarget(line: line[...]) { try body(target) }
        begin = end + 1
      }
      rest.removeSubrange(..<begin)
      return 0
    }
    guard error == 0 else { throw FileOctets.Failure(errno: error) }
  }
}
