package import Evidence
internal import GRDB

/// A notice that is to be brought to one sink, in the hands of one run.
package struct Delivery: Hashable, Sendable {
  package var id: Int64
  /// The key of the target that it is about.
  package var target: String
  /// What the sink is known by (``NoticeSink/key``).
  package var sink: String
  /// The JSON of what it is told.
  package var notice: String
  /// The runs that have tried it before.
  package var attempts: Int
}

extension RecordsStore {
  /// Takes notices that are due, the oldest first, so that no other run sends them meanwhile.
  ///
  /// They are the run's for as long as it lives: one that is killed gives them back at once. Those of
  /// one sink are never in the hands of two, and none is taken while an earlier one about the same
  /// target waits: a monitor that is told "down" after "up" stays wrong.
  ///
  /// - Parameters:
  ///   - sinks: The names of those that can be reached.
  ///   - run: Who takes them.
  ///   - now: The moment of asking.
  ///   - last: The last one that the run has taken before; it is offered each of them once.
  ///   - limit: How many for each sink, at most.
  /// - Returns: Notices that nobody else has; none when there is no store.
  /// - Throws: ``StoreError``.
  package func claimDeliveries(
    for sinks: [String], in run: CheckRun, at now: Timestamp, after last: Int64 = 0, limit: Int
  ) throws -> [Delivery] {
    try writing(creating: false) { database in
      let waiting = try database.cachedStatement(
        sql: """
          SELECT id, target_key, sink, notice, attempts, holder FROM waiting
          WHERE sink = :sink AND id > :last AND due_at <= :now AND NOT EXISTS (
            SELECT 1 FROM waiting earlier
            WHERE earlier.sink = waiting.sink AND earlier.target_key = waiting.target_key
              AND earlier.id < waiting.id AND earlier.due_at > :now)
          ORDER BY id LIMIT :limit
          """)
      var claimed: [Delivery] = []
      for sink in sinks {
        let rows = try Row.fetchAll(
          waiting,
          arguments: [
            "sink": sink, "last": last, "now": now.secondsSinceEpoch, "limit": limit,
          ])
        // What this run has at hand itself counts as held too.
        claimed += rows.prefix { row in
          (row[5] as Int64?).map { !run.isAlive($0) } ?? true
        }.map { row in
          Delivery(id: row[0], target: row[1], sink: row[2], notice: row[3], attempts: row[4])
        }
      }
      for delivery in claimed {
        try database.cachedStatement(sql: "UPDATE deliveries SET holder = ? WHERE id = ?")
          .execute(arguments: [run.id, delivery.id])
      }
      return (.commit, claimed)
    } ?? []
  }

  /// Notes that a notice has reached its sink.
  package func delivered(_ id: Int64, at now: Timestamp) throws {
    _ = try writing(creating: false) { database in
      try database.execute(
        sql: """
          UPDATE deliveries
          SET delivered_at = ?, holder = NULL, attempts = attempts + 1, last_error = NULL
          WHERE id = ?
          """, arguments: [now.secondsSinceEpoch, id])
      return (.commit, ())
    }
  }

  /// Gives back a notice that did not reach its sink, for a later run.
  ///
  /// - Parameters:
  ///   - id: The delivery.
  ///   - error: Why, without any secret; `nil`: it was not tried.
  ///   - dueAt: From when on it may be tried again.
  /// - Throws: ``StoreError``.
  package func undelivered(_ id: Int64, because error: String?, dueAt: Timestamp) throws {
    _ = try writing(creating: false) { database in
      try database.execute(
        sql: """
          UPDATE deliveries
          SET holder = NULL, due_at = :due,
            attempts = attempts + CASE WHEN :error IS NULL THEN 0 ELSE 1 END,
            last_error = coalesce(:error, last_error)
          WHERE id = :id
          """,
        arguments: ["due": dueAt.secondsSinceEpoch, "error": error, "id": id])
      return (.commit, ())
    }
  }

  /// How many notices have not reached these sinks yet.
  package func waitingDeliveries(for sinks: [String]) throws -> Int {
    try reading(0) { database, _ in
      try sinks.map { sink in
        try Int.fetchOne(
          database,
          sql: "SELECT count(*) FROM deliveries WHERE sink = ? AND delivered_at IS NULL",
          arguments: [sink]) ?? 0
      }.reduce(0, +)
    }
  }
}
