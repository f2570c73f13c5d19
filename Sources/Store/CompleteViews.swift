internal import Evidence
internal import GRDB
internal import Synchronization

/// The views that are silent on a domain only when it is absent from them, the newest first.
///
/// Kept from one look-up to the next: there may be hundreds, and they change with an import only.
final class CompleteViews: Sendable {
  struct View: Sendable {
    let id: Int64
    let absence: RecordFact
  }

  private let known = Mutex<(version: Int64, views: [View])?>(nil)

  /// To be called after every change through the same connection, which SQLite's version of the
  /// data does not count (SQLite, "PRAGMA data_version").
  func forget() {
    known.withLock { $0 = nil }
  }

  func read(_ database: Database, _ file: String) throws -> [View] {
    let version =
      try Int64.fetchOne(database.cachedStatement(sql: "PRAGMA data_version")) ?? 0
    if let known = known.withLock({ $0 }), known.version == version { return known.views }
    let views = try Row.fetchAll(
      database,
      sql: """
        SELECT id, view, provider, source, as_of FROM views WHERE complete ORDER BY as_of DESC, id
        """
    ).map { row in
      View(id: row[0], absence: try row.blankFact(from: 1, outcome: .absent, file))
    }
    known.withLock { $0 = (version, views) }
    return views
  }
}

extension Row {
  /// A fact that says who says it and as of when, from the columns view, provider, source, as_of.
  func blankFact(
    from first: Int, outcome: RecordFact.Outcome, _ file: String
  ) throws -> RecordFact {
    RecordFact(
      id: "", view: try requiredWord(first, file), provider: self[first + 1],
      source: self[first + 2], asOf: moment(first + 3), outcome: outcome)
  }
}
