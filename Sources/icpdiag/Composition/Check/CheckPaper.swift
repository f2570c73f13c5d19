internal import Evidence
internal import Glibc
internal import Monitor
internal import Reporting
internal import Survey

/// What a check is written on: gathers targets while the run lasts, and is complete with the counts.
///
/// What tells of transitions is written last, all at once, just before they are noted as told: so a
/// run that is killed has told of none of them, and the next one tells of each.
protocol CheckPaper: Sendable {
  /// Whether whoever reads it is told of each transition.
  var tells: Bool { get }

  /// Takes targets with what is known of them.
  ///
  /// - Returns: 0, or the error that ends the run.
  mutating func add(_ targets: [CheckedTarget]) -> Int32

  /// Writes what was held back, and the counts.
  ///
  /// - Returns: 0, or the error that kept it from being written.
  mutating func finish(_ summary: CheckSummary) throws -> Int32
}

/// One JSON object a line, as soon as it is known unless it tells of a transition.
struct CheckJSONPaper: CheckPaper {
  let tells = true
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
  let tells = true
  private var page: CheckPage
  private let isQuiet: Bool

  init(style: Style) {
    isQuiet = style.isQuiet
    page = CheckPage(style: style)
  }

  mutating func add(_ targets: [CheckedTarget]) -> Int32 {
    for target in targets {
      page.add(
        target.line, target.verdict, name: target.name, owner: target.expectation.owner,
        warnings: isQuiet ? [] : target.warnings)
    }
    return 0
  }

  mutating func finish(_ summary: CheckSummary) -> Int32 {
    Console.print(page.render(summary))
  }
}

/// What a monitor wants, when all is known.
///
/// It has states, and no changes of them: these are left for a run that tells.
struct CheckMonitorPaper: CheckPaper {
  let tells = false
  private let spool: MonitorSpool
  /// The file to replace; `nil` for stdout.
  private let path: String?
  private let start: Timestamp
  /// Changes that came about in this run.
  private var transitions = 0

  init(_ spool: MonitorSpool, to path: String?, since start: Timestamp) {
    self.spool = spool
    self.path = path
    self.start = start
  }

  mutating func add(_ targets: [CheckedTarget]) -> Int32 {
    for target in targets {
      transitions += target.line.transitions.count { $0.at >= start }
    }
    return spool.keep(targets.flatMap { Array($0.watched.line.utf8) })
  }

  mutating func finish(_ summary: CheckSummary) throws -> Int32 {
    // Half of the targets would look like the end of the others: nothing is told of them.
    guard !Interruption.isRequested else { return EPIPE }
    return try spool.publish(to: path, transitions: transitions)
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
      let error = file.read(write)
      guard error == 0 else { return error }
    }
    return write(octets + last)
  }
}
