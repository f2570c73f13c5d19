internal import Glibc
internal import Monitor
internal import Reporting

/// What a check is written on: gathers targets while the run lasts, and is complete with the counts.
///
/// What tells of transitions is written last, all at once, just before they are noted as told: so a
/// run that is killed has told of none of them, and the next one tells of each.
protocol CheckPaper: Sendable {
  /// Takes targets with what is known of them.
  ///
  /// - Returns: 0, or the error that ends the run.
  mutating func add(_ targets: [CheckedTarget]) -> Int32

  /// Writes what was held back, and the counts.
  ///
  /// - Returns: 0, or the error that kept it from being written.
  mutating func finish(_ summary: CheckSummary) -> Int32
}

/// One JSON object a line, as soon as it is known unless it tells of a transition.
struct CheckJSONPaper: CheckPaper {
  private var held = HeldOctets()

  mutating func add(_ targets: [CheckedTarget]) -> Int32 {
    var octets: [UInt8] = []
    for target in targets {
      guard target.line.transitions.isEmpty else {
        let error = held.append(target.line.octets)
        if error != 0 { return error }
        continue
      }
      octets += target.line.octets
    }
    return Console.print(octets)
  }

  mutating func finish(_ summary: CheckSummary) -> Int32 {
    held.finish(with: summary.octets) { Console.print($0) }
  }
}

/// A page for a person, when all is known.
struct CheckTextPaper: CheckPaper {
  private var page: CheckPage

  init(style: Style) {
    page = CheckPage(style: style)
  }

  mutating func add(_ targets: [CheckedTarget]) -> Int32 {
    for target in targets {
      page.add(
        target.line, target.verdict, name: target.name, owner: target.expectation.owner,
        warnings: target.warnings)
    }
    return 0
  }

  mutating func finish(_ summary: CheckSummary) -> Int32 {
    Console.print(page.render(summary))
  }
}

/// Octets that wait to be written: a few in memory, more in a file that has no name.
struct HeldOctets: Sendable {
  private static let most = 256 * 1024

  private var octets: [UInt8] = []
  private var file: UnnamedFile?

  /// - Returns: 0, or the system's error.
  mutating func append(_ new: [UInt8]) -> Int32 {
    octets += new
    guard octets.count > Self.most else { return 0 }
    if file == nil { file = UnnamedFile() }
    guard let file else { return errno }
    let error = file.append(octets)
    octets.removeAll(keepingCapacity: true)
    return error
  }

  /// Writes everything in its order, and `last` with the end of it.
  ///
  /// - Returns: 0, or the first error.
  func finish(with last: [UInt8], _ write: ([UInt8]) -> Int32) -> Int32 {
    if let file {
      let error = file.copy(write)
      guard error == 0 else { return error }
    }
    return write(octets + last)
  }
}

/// A file that nobody else can open, and that goes with the process.
private final class UnnamedFile: Sendable {
  private let descriptor: Int32

  init?() {
    let base = Console.environment("TMPDIR").flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
    var template = Array("\(base)/icpdiag-XXXXXX\0".utf8CString)
    descriptor = unsafe mkstemp(&template)
    guard descriptor >= 0 else { return nil }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    _ = unsafe unlink(template)
  }

  deinit {
    close(descriptor)
  }

  func append(_ octets: [UInt8]) -> Int32 {
    var rest = octets[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return errno }
      rest = rest.dropFirst(count)
    }
    return 0
  }

  func copy(_ write: ([UInt8]) -> Int32) -> Int32 {
    var piece = [UInt8](repeating: 0, count: 64 * 1024)
    var offset = 0
    while true {
      let count = unsafe pread(descriptor, &piece, piece.count, offset)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return count == 0 ? 0 : errno }
      let error = write(Array(piece[..<count]))
      guard error == 0 else { return error }
      offset += count
    }
  }
}
