internal import ArgumentParser
internal import Diagnosis
internal import Engine
internal import Evidence
internal import Glibc
internal import Observation
internal import Reporting

/// What a run tells a monitor, kept until its end in a file without a name: a line for each target.
final class MonitorSpool: WatchedTargets, Sendable {
  /// Where the lines go, one of ``WatchedTarget/line`` after the other.
  let descriptor: Int32
  private let format: ReportFormat
  private let language: Language
  private let start = MonotonicTime.now

  /// - Returns: `nil` for a format that says everything at once.
  /// - Throws: The exit status, when what is wrong has been said.
  init?(_ options: OutputOptions) throws {
    guard options.format.isForMonitors else { return nil }
    format = options.format
    language = options.language
    let base = Console.environment("TMPDIR").flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
    let path = "\(base)/icpdiag-\(String(UInt64.random(in: .min ... .max), radix: 36))"
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      Console.complain(
        "cannot make a file in \(base): \(unsafe String(cString: strerror(errno)))")
      throw ExitStatus.cannotWrite
    }
    // Nobody else needs it, and it ends with the process, however that ends.
    unsafe unlink(path)
  }

  deinit {
    close(descriptor)
  }

  /// Keeps a line.
  ///
  /// - Returns: 0, or the error that kept it from being written.
  func keep(_ line: [UInt8]) -> Int32 { Console.write(line, to: descriptor) }

  /// Writes what was gathered where the format says.
  ///
  /// - Parameters:
  ///   - path: The file to replace; `nil` for stdout.
  ///   - transitions: Changes of a cause that the run told of, where earlier runs are known.
  ///   - code: The status of the run by what was found.
  /// - Returns: The status in the format's own numbers.
  /// - Throws: The exit status, when what is wrong has been said.
  func publish(to path: String?, transitions: Int? = nil, code: ExitCode) throws -> ExitCode {
    do {
      switch format {
      case .prometheus:
        try publishMetrics(to: path, transitions: transitions)
        return code
      case .nagios:
        var line = NagiosLine(in: language)
        try forEach { line.add($0) }
        try ReportOutput.check(Console.print(line.text))
        return ExitCode(line.state.rawValue)
      case .text, .json: return code
      }
    } catch let failure as FileOctets.Failure {
      try ReportOutput.check(failure.errno, place: path)
      return code
    }
  }

  private func publishMetrics(to path: String?, transitions: Int?) throws {
    let exposition = Exposition(
      Exposition.Run(
        program: Version.number, endedAt: WallClock.now,
        durationS: (MonotonicTime.now.milliseconds(since: start)).rounded() / 1_000,
        transitions: transitions))
    guard let path else {
      let output = BufferedOutput()
      try exposition.write(self) { try output.print($0) }
      return try output.flush()
    }
    try FileOctets.replace(path) { write in
      var pending: [UInt8] = []
      try exposition.write(self) { text in
        pending += text.utf8
        guard pending.count >= Self.chunk else { return }
        try write(pending)
        pending.removeAll(keepingCapacity: true)
      }
      try write(pending)
    }
  }

  private static let chunk = 64 * 1024

  /// Goes through the targets in the order they were written.
  func forEach(_ body: (WatchedTarget) throws -> Void) throws {
    var offset = 0
    var chunk = [UInt8](repeating: 0, count: Self.chunk)
    var rest: [UInt8] = []
    while true {
      let count = unsafe chunk.withUnsafeMutableBytes {
        unsafe pread(descriptor, $0.baseAddress, $0.count, offset)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileOctets.Failure(errno: errno) }
      guard count > 0 else { return }
      offset += count
      rest += chunk[..<count]
      var begin = rest.startIndex
      while let end = rest[begin...].firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: rest[begin..<end], as: UTF8.self)
        if let target = WatchedTarget(line: line[...]) { try body(target) }
        begin = end + 1
      }
      rest.removeSubrange(..<begin)
    }
  }
}
