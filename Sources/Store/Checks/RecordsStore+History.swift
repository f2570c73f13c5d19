package import Evidence
internal import GRDB
package import Monitor

/// What was seen of a target for a while.
package struct TimelineEntry: Hashable, Sendable {
  /// The first of equal sightings in a row, and the last.
  package var from: Timestamp
  package var until: Timestamp
  /// How often it was seen.
  package var times: Int
  package var standing: Standing
  package var certainty: String
  package var rule: String
  /// The SHA-256 of the report's content, where the report is still kept.
  package var content: String?
}

/// What is known of a target's past.
package struct TargetHistory: Hashable, Sendable {
  /// What the user wrote last.
  package var input: String
  package var state: TargetState
  package var certainty: String
  /// The newest last.
  package var timeline: [TimelineEntry]
  /// The newest last.
  package var transitions: [StoredTransition]
}

extension RecordsStore {
  /// The past of a target.
  ///
  /// - Parameters:
  ///   - key: Its canonical text.
  ///   - limit: Entries and transitions, at most: the newest.
  /// - Returns: `nil` for a target that was never checked.
  /// - Throws: ``StoreError``.
  package func history(of key: String, limit: Int = 1_000) throws -> TargetHistory? {
    try reading(nil) { database, _ in
      guard let state = try TargetRow.state(of: key, database),
        let row = try Row.fetchOne(
          database, sql: "SELECT input, certainty FROM targets WHERE key = ?", arguments: [key])
      else { return nil }
      let entries = try Row.fetchAll(
        database,
        sql: """
          SELECT at, last_at, times, cause, status, certainty, rule, content_sha256
          FROM sightings WHERE target_key = ? ORDER BY id DESC LIMIT ?
          """, arguments: [key, limit]
      ).map { row in
        TimelineEntry(
          from: Timestamp(secondsSinceEpoch: row[0]), until: Timestamp(secondsSinceEpoch: row[1]),
          times: row[2], standing: Standing(cause: row[3], status: row[4]), certainty: row[5],
          rule: row[6], content: row[7])
      }
      let transitions = try Row.fetchAll(
        database,
        sql: """
          SELECT \(Outbox.columns) FROM transitions WHERE target_key = ? ORDER BY id DESC LIMIT ?
          """, arguments: [key, limit]
      ).map(Outbox.stored)
      return TargetHistory(
        input: row[0], state: state, certainty: row[1], timeline: entries.reversed(),
        transitions: transitions.reversed())
    }
  }

  /// Reports of a target that are kept under a SHA-256 that begins so; at most two.
  package func contents(of key: String, beginning prefix: String) throws -> [Sighting.Content] {
    try reading([]) { database, _ in
      try Row.fetchAll(
        database,
        sql: """
          SELECT sha256, report FROM contents WHERE substr(sha256, 1, length(:prefix)) = :prefix
            AND sha256 IN (SELECT content_sha256 FROM sightings WHERE target_key = :key)
          LIMIT 2
          """, arguments: ["prefix": prefix, "key": key]
      ).map { Sighting.Content(sha256: $0[0], report: $0[1]) }
    }
  }

  /// The targets that were checked, by their keys; the one seen last first.
  package func checkedTargets(limit: Int) throws -> [String] {
    try reading([]) { database, _ in
      try String.fetchAll(
        database, sql: "SELECT key FROM targets ORDER BY last_seen DESC, key LIMIT ?",
        arguments: [limit])
    }
  }
}
