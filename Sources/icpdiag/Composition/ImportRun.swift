internal import ArgumentParser
internal import Evidence
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

  private let store: RecordsStore
  private let output: ListingOptions
  private let isVerbose: Bool
  private var worst: ExitCode?

  /// Refused lines that are named unless all are asked for.
  private static let shownRefusals = 20

  /// Imports every file, or stdin where none is named.
  ///
  /// What only shall be tried out makes no store where there is none.
  ///
  /// - Throws: The gravest status of the files.
  static func take(
    _ files: [String], _ manner: Manner, into place: StoreOptions, _ output: ListingOptions,
    isVerbose: Bool
  ) throws {
    func take(into store: RecordsStore) throws {
      var run = Self(store: store, output: output, isVerbose: isVerbose)
      for file in files.isEmpty ? ["-"] : files { try run.take(file, manner) }
      if let worst = run.worst { throw worst }
    }
    let store = try place.open()
    if manner.isDryRun, !store.exists {
      try TemporaryStore.with(take)
    } else {
      try take(into: store)
    }
  }

  private init(store: RecordsStore, output: ListingOptions, isVerbose: Bool) {
    self.store = store
    self.output = output
    self.isVerbose = isVerbose
  }

  /// Imports a file; one that is wrong does not keep the others out.
  ///
  /// - Throws: The exit status when the store itself fails: no file would fare better.
  private mutating func take(_ path: String, _ manner: Manner) throws {
    let file: RecordsFile
    do {
      file = try RecordsFile(path)
    } catch {
      return note(error)
    }
    defer { file.close() }
    let now = WallClock.now
    var reading = file.reading(at: now)
    reading.asOf = manner.asOf ?? reading.asOf
    reading.provider = manner.provider?.lowercased()
    reading.isComplete = manner.isComplete
    reading.source = manner.source
    reading.domain = manner.domain
    let request = ImportRequest(
      file: file.name, asked: manner.kind?.rawValue, at: now,
      mode: manner.isDryRun ? .dryRun : .keep, isStrict: manner.isStrict)
    do {
      let summary = try store.importing(
        request, reading, from: WatchedOctets(file), as: manner.kind)
      Console.showProgress("")
      try tell(ImportReport(file: file.name, summary))
    } catch let error as RecordsError {
      Console.showProgress("")
      Console.complain(error.description)
      if output.json {
        try ReportOutput.print(
          ImportReport(file: file.name, outcome: .unreadable, error: error.description).json()
            + "\n")
      }
      note(ExitStatus.badData)
    } catch let error as StoreError {
      Console.showProgress("")
      Console.complain(error.description)
      throw error.exitStatus
    }
  }

  private mutating func tell(_ report: ImportReport) throws {
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
    try ReportOutput.print(output.json ? report.json() + "\n" : report.text(in: output.language))
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

/// The octets of a file, with their progress shown as they are read.
private struct WatchedOctets: OctetSource {
  private var source: OctetsOfFile
  private let file: RecordsFile
  private var count = 0
  private var shown = 0

  /// Below this nobody waits.
  private static let step = 1 << 20

  init(_ file: RecordsFile) {
    self.file = file
    source = file.source
  }

  mutating func next() throws(RecordsError) -> [UInt8] {
    let octets = try source.next()
    count += octets.count
    if count - shown >= Self.step {
      shown = count
      let part = file.octets.map { " of \($0 >> 20) MiB" } ?? ""
      Console.showProgress("\(file.name): \(count >> 20) MiB\(part)")
    }
    return octets
  }
}

extension ImportReport {
  fileprivate init(file: String, _ summary: ImportSummary) {
    let (outcome, id): (Outcome, Int64?) =
      switch summary.outcome {
      case .kept(let id): (.taken, id)
      case .dryRun: (.dryRun, nil)
      case .alreadyThere(let id): (.alreadyThere, id)
      case .refusedStrictly: (.refused, nil)
      case .nothingTaken: (.nothingTaken, nil)
      }
    self.init(
      file: file, outcome: outcome, importID: id, kind: summary.content.kind, taken: summary.taken,
      refused: summary.refused,
      refusals: summary.refusals.map {
        Refusal(line: $0.line, path: $0.path, reason: $0.reason)
      }, isCompletenessWithdrawn: summary.isCompletenessWithdrawn)
  }
}
