internal import ArgumentParser
internal import Evidence
internal import Glibc
internal import Observation
internal import Records
internal import Reporting
internal import Store

/// Brings one file after the other into the store, and says what became of each.
struct ImportRun {
  /// What the command line says of the files.
  struct Manner {
    var kind: RecordsFormat?
    var provider: String?
    var isComplete = false
    var asOf: Timestamp?
    var source: String?
    var domain: String?
    var isDryRun = false
    var isStrict = false
  }

  let store: RecordsStore
  let output: ListingOptions
  let isVerbose: Bool
  private var worst: ExitCode?

  /// Refused lines that are named unless all are asked for.
  private static let shownRefusals = 20

  init(store: RecordsStore, output: ListingOptions, isVerbose: Bool) {
    self.store = store
    self.output = output
    self.isVerbose = isVerbose
  }

  /// Imports a file; one that is wrong does not keep the others out.
  ///
  /// - Throws: The exit status when the store itself fails: no file would fare better.
  mutating func take(_ path: String, _ manner: Manner) throws {
    let name = path == "-" ? "stdin" : path
    let descriptor = path == "-" ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let error = errno
      Console.complain("cannot read \(path): \(unsafe String(cString: strerror(error)))")
      return note(error == ENOENT ? ExitStatus.missingInput : ExitStatus.cannotRead)
    }
    defer { if path != "-" { close(descriptor) } }
    let now = WallClock.now
    let file = OpenFile(descriptor)
    let reading = RecordsReading(
      name: name, asOf: manner.asOf ?? file.modifiedAt.map { min($0, now) } ?? now,
      provider: manner.provider?.lowercased(), isComplete: manner.isComplete,
      source: manner.source, domain: manner.domain,
      registrable: { TargetReader.ofRecords.read($0).registrable })
    let request = ImportRequest(
      file: name, asked: manner.kind?.rawValue, at: now, mode: manner.isDryRun ? .dryRun : .keep,
      isStrict: manner.isStrict)
    do {
      let octets = WatchedOctets(
        OctetsOfFile(descriptor: descriptor, name: name), of: file.octets, name: name)
      let summary = try store.importing(request, reading, from: octets, as: manner.kind)
      Console.showProgress("")
      tell(ImportReport(file: name, summary))
    } catch let error as RecordsError {
      Console.showProgress("")
      Console.complain(error.description)
      if output.json {
        Console.print(
          ImportReport(file: name, outcome: .unreadable, error: error.description).json() + "\n")
      }
      note(ExitStatus.badData)
    } catch let error as StoreError {
      Console.showProgress("")
      Console.complain(error.description)
      throw error.exitStatus
    }
  }

  /// Ends the command with the gravest status of its files.
  func finish() throws {
    if let worst { throw worst }
  }

  private mutating func tell(_ report: ImportReport) {
    for refusal in report.refusals.prefix(isVerbose ? .max : Self.shownRefusals) {
      let place = refusal.path.map { "\($0): " } ?? ""
      Console.complain("\(report.file):\(refusal.line): \(place)\(refusal.reason)")
    }
    let unnamed =
      report.refused
      - min(
        report.refusals.count, isVerbose ? .max : Self.shownRefusals)
    if unnamed > 0 {
      Console.complain("\(report.file): \(unnamed) more lines refused")
    }
    Console.print(output.json ? report.json() + "\n" : report.text(in: output.language))
    switch report.outcome {
    case .refused, .nothingTaken, .unreadable: note(ExitStatus.badData)
    case .taken, .dryRun, .alreadyThere:
      if report.refused > 0 { note(ExitCode(1)) }
    }
  }

  private mutating func note(_ status: ExitCode) {
    if status.rawValue > worst?.rawValue ?? 0 { worst = status }
  }
}

/// What the system knows of an open file.
private struct OpenFile {
  /// `nil` for what is no regular file.
  let octets: Int?
  let modifiedAt: Timestamp?

  init(_ descriptor: Int32) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      octets = nil
      modifiedAt = nil
      return
    }
    octets = Int(status.st_size)
    modifiedAt = Timestamp(secondsSinceEpoch: Int64(status.st_mtim.tv_sec))
  }
}

/// The octets of a file, with their progress shown as they are read.
private struct WatchedOctets: OctetSource {
  private var source: OctetsOfFile
  private let total: Int?
  private let name: String
  private var count = 0
  private var shown = 0

  /// Below this nobody waits.
  private static let step = 1 << 20

  init(_ source: OctetsOfFile, of total: Int?, name: String) {
    self.source = source
    self.total = total
    self.name = name
  }

  mutating func next() throws(RecordsError) -> [UInt8] {
    let octets = try source.next()
    count += octets.count
    if count - shown >= Self.step {
      shown = count
      let part = total.map { " of \($0 >> 20) MiB" } ?? ""
      Console.showProgress("\(name): \(count >> 20) MiB\(part)")
    }
    return octets
  }
}

extension ImportReport {
  fileprivate init(file: String, _ summary: ImportSummary) {
    var taken = Taken()
    taken.views = summary.taken.views
    taken.filings = summary.taken.filings
    taken.access = summary.taken.access
    taken.orders = summary.taken.orders
    taken.absent = summary.taken.absent
    taken.failed = summary.taken.failed
    taken.instances = summary.taken.instances
    taken.cdn = summary.taken.cdn
    let (outcome, id): (Outcome, Int64?) =
      switch summary.outcome {
      case .kept(let id): (.taken, id)
      case .dryRun: (.dryRun, nil)
      case .alreadyThere(let id): (.alreadyThere, id)
      case .refusedStrictly: (.refused, nil)
      case .nothingTaken: (.nothingTaken, nil)
      }
    self.init(
      file: file, outcome: outcome, importID: id, kind: summary.content.kind, taken: taken,
      refused: summary.refused,
      refusals: summary.refusals.map {
        Refusal(line: $0.line, path: $0.path, reason: $0.reason)
      }, isCompletenessWithdrawn: summary.isCompletenessWithdrawn)
  }
}
