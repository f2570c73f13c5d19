package import Evidence
internal import GRDB
package import Monitor

extension Timeline {
  /// Lets go of the oldest reports of a target when there are more different ones than are kept.
  ///
  /// Their sightings stay, and become one where nothing tells them apart any more: a site that looks
  /// different every time has a short timeline all the same.
  static func prune(_ key: String, keeping reports: Int, _ database: Database) throws {
    let oldest = try String.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT content_sha256 FROM sightings
          WHERE target_key = ? AND content_sha256 IS NOT NULL
          GROUP BY content_sha256 ORDER BY max(id) DESC LIMIT -1 OFFSET ?
          """),
      arguments: [key, reports])
    guard !oldest.isEmpty else { return }
    for sha256 in oldest {
      try database.execute(
        sql: """
          UPDATE sightings SET content_sha256 = NULL WHERE target_key = ? AND content_sha256 = ?
          """, arguments: [key, sha256])
      try database.execute(
        sql: """
          DELETE FROM contents WHERE sha256 = :sha256
            AND NOT EXISTS (SELECT 1 FROM sightings WHERE content_sha256 = :sha256)
          """, arguments: ["sha256": sha256])
    }
    try join(key, database)
  }

  /// Makes one of sightings in a row that say the same and have no report.
  private static func join(_ key: String, _ database: Database) throws {
    let rows = try Row.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT id, last_at, times, content_sha256, cause, status, certainty, rule FROM sightings
          WHERE target_key = ? ORDER BY id
          """),
      arguments: [key])
    var last: (row: Row, id: Int64)?
    for row in rows {
      guard let earlier = last, row[3] as String? == nil, earlier.row[3] as String? == nil,
        (4...7).allSatisfy({ row[$0] as String == earlier.row[$0] as String })
      else {
        last = (row, row[0])
        continue
      }
      try database.execute(
        sql: """
          UPDATE sightings SET times = times + ?, last_at = max(last_at, ?) WHERE id = ?;
          """, arguments: [row[2] as Int64, row[1] as Int64, earlier.id])
      try database.execute(
        sql: "DELETE FROM sightings WHERE id = ?", arguments: [row[0] as Int64])
    }
  }
}

extension RecordsStore {
  /// Lets go of what is older than is to be kept: targets that nobody checks any more, the far end
  /// of timelines, transitions that were told and delivered.
  ///
  /// A target itself, and what nobody wanted to be told, stay for the usual time, however short the
  /// retention: another list, whose targets are looked at less often, may share the store.
  ///
  /// - Parameters:
  ///   - now: The end of the time that is kept.
  ///   - retention: How long it is.
  /// - Throws: ``StoreError``; then nothing went.
  package func forget(asOf now: Timestamp, keeping retention: Retention) throws {
    let end = now.adding(seconds: -retention.seconds)
    let farEnd = now.adding(seconds: -max(retention.seconds, Retention().seconds))
    _ = try writing(creating: false) { database in
      for statement in Self.forgetting {
        try database.execute(sql: statement, arguments: ["end": end.secondsSinceEpoch])
      }
      for statement in Self.forgettingForGood {
        try database.execute(sql: statement, arguments: ["end": farEnd.secondsSinceEpoch])
      }
      return (.commit, ())
    }
  }

  private static let forgetting = [
    """
    DELETE FROM sightings WHERE last_at < :end AND EXISTS (
      SELECT 1 FROM sightings newer
      WHERE newer.target_key = sightings.target_key AND newer.id > sightings.id)
    """,
    """
    DELETE FROM contents WHERE kept_at < :end
      AND NOT EXISTS (SELECT 1 FROM sightings WHERE content_sha256 = contents.sha256)
    """,
    """
    DELETE FROM transitions WHERE told AND at < :end AND NOT EXISTS (
      SELECT 1 FROM deliveries WHERE transition_id = transitions.id AND delivered_at IS NULL)
    """,
    "DELETE FROM runs WHERE started_at < :end AND ended_at IS NOT NULL",
  ]

  private static let forgettingForGood = [
    "DELETE FROM transitions WHERE at < :end",
    """
    DELETE FROM targets WHERE last_seen < :end
      AND NOT EXISTS (SELECT 1 FROM transitions WHERE target_key = targets.key)
    """,
  ]
}
