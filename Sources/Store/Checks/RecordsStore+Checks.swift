package import Evidence
internal import GRDB
package import Monitor

extension RecordsStore {
  // MARK: - Runs

  /// Begins a run.
  ///
  /// - Parameters:
  ///   - now: When.
  ///   - retention: How much is kept of what it sees.
  /// - Returns: The run, alive as long as the value.
  /// - Throws: ``StoreError``.
  package func beginRun(
    at now: Timestamp, keeping retention: Retention = Retention()
  ) throws -> CheckRun {
    let id = try writing { database in
      // Every row is asked for by its key, so that a larger cache would only hold what is not asked
      // for again.
      try database.execute(sql: "PRAGMA cache_size = -2048")
      try database.execute(
        sql: "INSERT INTO runs (started_at) VALUES (?)", arguments: [now.secondsSinceEpoch])
      return (.commit, database.lastInsertedRowID)
    }
    guard let id else { throw StoreError(file: path, message: "the store is gone") }
    return try CheckRun(
      id: id, startedAt: now, retention: retention, locksIn: "\(file.path)-runs")
  }

  /// Notes that a run has come to its end, and lets go of what is too old.
  package func endRun(_ run: CheckRun, at now: Timestamp) throws {
    if try !isAdrift(run) { try forget(asOf: now, keeping: run.retention) }
    _ = try writing(creating: false) { database in
      try database.execute(
        sql: "UPDATE runs SET ended_at = ? WHERE id = ?",
        arguments: [now.secondsSinceEpoch, run.id])
      return (.commit, ())
    }
  }

  /// Whether the clock has leapt since the run before: what was seen with it is not so old then.
  ///
  /// A machine that was off for so long lets go of what is old after its next run.
  private func isAdrift(_ run: CheckRun) throws -> Bool {
    try reading(false) { database, _ in
      let before = try Int64.fetchOne(
        database, sql: "SELECT max(started_at) FROM runs WHERE id < ?", arguments: [run.id])
      return before.map {
        run.startedAt.seconds(since: Timestamp(secondsSinceEpoch: $0)) > run.retention.seconds
      } ?? false
    }
  }

  // MARK: - Sightings

  /// Takes what a run saw: states, timelines, transitions and what is to be delivered of them, all
  /// in one transaction.
  ///
  /// - Parameters:
  ///   - sightings: In the order in which they count.
  ///   - run: The run, which takes upon itself to tell what it is handed.
  ///   - outgoing: What is to be delivered of a new transition, and to whom, by the place of its
  ///     sighting among them.
  /// - Returns: What became of each, in the same order.
  /// - Throws: ``StoreError``, or what `outgoing` throws; then nothing was taken.
  package func record(
    _ sightings: [Sighting], in run: CheckRun,
    outgoing: (StoredTransition, _ place: Int) throws -> [Outgoing] = { _, _ in [] }
  ) throws -> [Recorded] {
    let recorded = try writing { database in
      let recorded = try sightings.enumerated().map { place, sighting in
        try record(sighting, in: run, { try outgoing($0, place) }, database)
      }
      return (.commit, recorded)
    }
    guard let recorded else { throw StoreError(file: path, message: "the store is gone") }
    return recorded
  }

  private func record(
    _ sighting: Sighting, in run: CheckRun,
    _ outgoing: (StoredTransition) throws -> [Outgoing], _ database: Database
  ) throws -> Recorded {
    var state = try TargetRow.state(of: sighting.key, database)
    if !sighting.isBlind {
      let transition: Transition?
      if var known = state {
        transition = known.saw(
          sighting.standing, at: sighting.at, under: sighting.hysteresis)
        state = known
      } else {
        let first = TargetState.first(sighting.standing, at: sighting.at)
        (state, transition) = (first.state, first.transition)
      }
      if let state { try TargetRow.write(state, sighting, database) }
      try Timeline.add(sighting, keeping: run.retention.reports, database)
      if let transition {
        let stored = try Outbox.add(transition, of: sighting.key, database)
        for message in try outgoing(stored) {
          try Outbox.add(message, of: stored, database)
        }
      }
    }
    return Recorded(
      state: state, transitions: try Outbox.claim(of: sighting.key, for: run, database))
  }

  /// Notes that the lines of a run are written, with all transitions that it was handed.
  ///
  /// - Throws: ``StoreError``; then the next run tells of them once more.
  package func told(by run: CheckRun) throws {
    _ = try writing(creating: false) { database in
      try database.execute(
        sql: "UPDATE transitions SET told = 1 WHERE told = 0 AND teller = ?", arguments: [run.id])
      return (.commit, ())
    }
  }
}
