internal import Evidence
internal import GRDB
internal import Records

extension RecordsStore {
  /// Why a complete view fails on a domain that was removed from it.
  static let removed = "removed by hand"

  /// Removes everything that names a domain.
  ///
  /// A complete view that named it would now call it absent, which nobody said: there the look-up
  /// fails instead.
  ///
  /// - Parameter domain: Its registrable domain, in A-labels.
  /// - Returns: How many records went.
  /// - Throws: ``StoreError``; then none went.
  @discardableResult
  package func remove(domain: String) throws -> Int {
    try writing(creating: false) { database in
      let complete = try Int64.fetchAll(
        database,
        sql: """
          SELECT DISTINCT view_id FROM statements s JOIN views v ON v.id = s.view_id
          WHERE s.key = ? AND v.complete AND s.reason IS NOT ?
          """, arguments: [domain, Self.removed])
      try database.execute(
        sql: "DELETE FROM statements WHERE key = ? AND reason IS NOT ?",
        arguments: [domain, Self.removed])
      var removed = database.changesCount
      try database.execute(sql: "DELETE FROM cdn_domains WHERE key = ?", arguments: [domain])
      removed += database.changesCount
      for view in complete {
        let failure = Records.Statement.failed(.init(domain: domain, reason: Self.removed))
        try database.execute(
          sql: StatementRow.insertion,
          arguments: StatementRow.arguments(failure, view: view, key: domain))
      }
      return (.commit, removed)
    } ?? 0
  }

  /// Removes everything that one import brought, and its provenance.
  ///
  /// - Returns: Whether there was such an import.
  /// - Throws: ``StoreError``; then nothing went.
  @discardableResult
  package func remove(importID: Int64) throws -> Bool {
    try writing(creating: false) { database in
      try database.execute(sql: "DELETE FROM imports WHERE id = ?", arguments: [importID])
      return (.commit, database.changesCount > 0)
    } ?? false
  }
}
