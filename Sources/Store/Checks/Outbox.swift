internal import Evidence
internal import GRDB
internal import Monitor

/// The rows of `transitions` and `deliveries` that are still to leave the store.
enum Outbox {
  static let columns = "id, target_key, from_cause, from_status, to_cause, to_status, at, since"

  static func add(
    _ transition: Transition, of key: String, _ database: Database
  ) throws -> StoredTransition {
    try database.cachedStatement(
      sql: """
        INSERT INTO transitions
          (target_key, from_cause, from_status, to_cause, to_status, at, since)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      key, transition.from?.cause, transition.from?.status, transition.to.cause,
      transition.to.status, transition.at.secondsSinceEpoch, transition.since.secondsSinceEpoch,
    ])
    return StoredTransition(id: database.lastInsertedRowID, key: key, transition: transition)
  }

  static func add(
    _ message: Outgoing, of stored: StoredTransition, _ database: Database
  ) throws {
    try database.cachedStatement(
      sql: "INSERT INTO deliveries (transition_id, sink, notice, due_at) VALUES (?, ?, ?, 0)"
    ).execute(arguments: [stored.id, message.sink, message.notice])
  }

  /// Hands a run what nobody has told of a target and no other living run is about to.
  static func claim(
    of key: String, for run: CheckRun, _ database: Database
  ) throws -> [StoredTransition] {
    let untold = try database.cachedStatement(
      sql: """
        SELECT \(columns), teller FROM transitions WHERE target_key = ? AND told = 0 ORDER BY id
        """)
    let free = try Row.fetchAll(untold, arguments: [key]).filter { row in
      // What this run was handed before stands on its lines already.
      (row[8] as Int64?).map { $0 != run.id && !run.isAlive($0) } ?? true
    }.map(stored)
    for transition in free {
      try database.cachedStatement(sql: "UPDATE transitions SET teller = ? WHERE id = ?")
        .execute(arguments: [run.id, transition.id])
    }
    return free
  }

  /// Reads ``columns``.
  static func stored(in row: Row) -> StoredTransition {
    let from = (row[2] as String?).map { Standing(cause: $0, status: row[3] ?? "") }
    return StoredTransition(
      id: row[0], key: row[1],
      transition: Transition(
        from: from, to: Standing(cause: row[4], status: row[5]),
        at: Timestamp(secondsSinceEpoch: row[6]), since: Timestamp(secondsSinceEpoch: row[7])))
  }
}
