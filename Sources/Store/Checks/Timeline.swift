internal import Evidence
internal import GRDB
internal import Monitor

/// The rows of `sightings`: what was seen of each target, one after the other.
enum Timeline {
  /// Adds a sighting: to the newest row where it is the same once more, else as a row of its own.
  static func add(
    _ sighting: Sighting, keeping reports: Int, _ database: Database
  ) throws {
    let newest = try database.cachedStatement(
      sql: """
        SELECT id, cause, status, certainty, rule, content_sha256, last_at FROM sightings
        WHERE target_key = ? ORDER BY id DESC LIMIT 1
        """)
    if let row = try Row.fetchOne(newest, arguments: [sighting.key]), sighting.isSame(as: row) {
      try database.cachedStatement(
        sql: "UPDATE sightings SET times = times + 1, last_at = ? WHERE id = ?"
      ).execute(arguments: [
        max(row[6] as Int64, sighting.at.secondsSinceEpoch), row[0] as Int64,
      ])
      return
    }
    if let content = sighting.content {
      try database.cachedStatement(
        sql: """
          INSERT INTO contents (sha256, report, kept_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING
          """
      ).execute(arguments: [content.sha256, content.report, sighting.at.secondsSinceEpoch])
    }
    try database.cachedStatement(
      sql: """
        INSERT INTO sightings
          (target_key, at, last_at, times, cause, status, certainty, rule, content_sha256)
        VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      sighting.key, sighting.at.secondsSinceEpoch, sighting.at.secondsSinceEpoch,
      sighting.standing.cause, sighting.standing.status, sighting.certainty, sighting.rule,
      sighting.content?.sha256,
    ])
    if sighting.content != nil { try prune(sighting.key, keeping: reports, database) }
  }
}

extension Sighting {
  fileprivate func isSame(as row: Row) -> Bool {
    row[1] == standing.cause && row[2] == standing.status && row[3] == certainty
      && row[4] == rule && row[5] as String? == content?.sha256
  }
}
