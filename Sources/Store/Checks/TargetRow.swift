internal import Evidence
internal import GRDB
internal import Monitor

/// A target's state as a row of `targets`.
enum TargetRow {
  static func state(of key: String, _ database: Database) throws -> TargetState? {
    let statement = try database.cachedStatement(
      sql: """
        SELECT cause, status, since, first_seen, last_seen, seen FROM targets WHERE key = ?
        """)
    return try Row.fetchOne(statement, arguments: [key]).map { row in
      TargetState(
        standing: Standing(cause: row[0], status: row[1]),
        since: Timestamp(secondsSinceEpoch: row[2]),
        firstSeen: Timestamp(secondsSinceEpoch: row[3]),
        lastSeen: Timestamp(secondsSinceEpoch: row[4]), seen: glimpses(in: row[5]))
    }
  }

  static func write(_ state: TargetState, _ sighting: Sighting, _ database: Database) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO targets
          (key, input, cause, status, certainty, since, first_seen, last_seen, seen)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (key) DO UPDATE SET input = excluded.input, cause = excluded.cause,
          status = excluded.status,
          certainty = CASE WHEN ? THEN excluded.certainty ELSE certainty END,
          since = excluded.since, first_seen = excluded.first_seen,
          last_seen = excluded.last_seen, seen = excluded.seen
        """
    ).execute(arguments: [
      sighting.key, sighting.input, state.standing.cause, state.standing.status,
      sighting.certainty, state.since.secondsSinceEpoch, state.firstSeen.secondsSinceEpoch,
      state.lastSeen.secondsSinceEpoch, text(of: state.seen),
      // The certainty of a cause that does not count yet is no news of the one that does.
      sighting.standing.cause == state.standing.cause,
    ])
  }

  /// `accessible@1790000000 not-filed@1790003600`, the newest last: public names have no blanks.
  private static func text(of seen: [TargetState.Glimpse]) -> String {
    seen.map { "\($0.cause)@\($0.at.secondsSinceEpoch)" }.joined(separator: " ")
  }

  private static func glimpses(in text: String) -> [TargetState.Glimpse] {
    text.split(separator: " ").compactMap { word in
      let parts = word.split(separator: "@")
      guard parts.count == 2, let seconds = Int64(parts[1]) else { return nil }
      return TargetState.Glimpse(
        cause: String(parts[0]), at: Timestamp(secondsSinceEpoch: seconds))
    }
  }
}
