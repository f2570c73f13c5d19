extension Schema {
  /// What the scheduled check remembers: targets, their timelines, what is to be told to whom.
  ///
  /// Times are seconds since 1970 in UTC. Causes and statuses are public names.
  ///
  /// - `runs`: one for each check; a run that lives holds a lock (``CheckRun``).
  /// - `targets`: the state of each; `seen` is written by ``TargetRow``.
  /// - `contents`: reports by their content, so that what stays the same is kept once.
  /// - `sightings`: the timeline; equal ones in a row are one, seen `times` times from `at` to
  ///   `last_at`.
  /// - `transitions`: an outbox. `teller` is the run that has one on its lines; `told` is set when
  ///   these are written.
  /// - `deliveries`: an outbox too; `holder` is the run that is at it, and one that failed stays,
  ///   with `due_at` (0: at once) and `last_error`.
  static let checks = """
    CREATE TABLE runs (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      started_at INTEGER NOT NULL,
      ended_at INTEGER
    ) STRICT;

    CREATE TABLE targets (
      key TEXT PRIMARY KEY,
      input TEXT NOT NULL,
      cause TEXT NOT NULL,
      status TEXT NOT NULL,
      certainty TEXT NOT NULL,
      since INTEGER NOT NULL,
      first_seen INTEGER NOT NULL,
      last_seen INTEGER NOT NULL,
      seen TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE contents (
      sha256 TEXT PRIMARY KEY,
      report TEXT NOT NULL,
      kept_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE sightings (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      target_key TEXT NOT NULL REFERENCES targets (key) ON DELETE CASCADE,
      at INTEGER NOT NULL,
      last_at INTEGER NOT NULL,
      times INTEGER NOT NULL,
      cause TEXT NOT NULL,
      status TEXT NOT NULL,
      certainty TEXT NOT NULL,
      rule TEXT NOT NULL,
      content_sha256 TEXT
    ) STRICT;
    CREATE INDEX sightings_by_target ON sightings (target_key, id);
    CREATE INDEX sightings_by_content ON sightings (content_sha256);

    CREATE TABLE transitions (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      target_key TEXT NOT NULL REFERENCES targets (key) ON DELETE CASCADE,
      from_cause TEXT,
      from_status TEXT,
      to_cause TEXT NOT NULL,
      to_status TEXT NOT NULL,
      at INTEGER NOT NULL,
      since INTEGER NOT NULL,
      told INTEGER NOT NULL DEFAULT 0,
      teller INTEGER
    ) STRICT;
    CREATE INDEX transitions_by_target ON transitions (target_key, id);
    CREATE INDEX transitions_untold ON transitions (target_key) WHERE told = 0;

    CREATE TABLE deliveries (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      transition_id INTEGER NOT NULL REFERENCES transitions (id) ON DELETE CASCADE,
      sink TEXT NOT NULL,
      notice TEXT NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0,
      due_at INTEGER NOT NULL,
      holder INTEGER,
      delivered_at INTEGER,
      last_error TEXT
    ) STRICT;
    CREATE INDEX deliveries_by_transition ON deliveries (transition_id);
    CREATE INDEX deliveries_waiting ON deliveries (sink, id) WHERE delivered_at IS NULL;
    """

  /// Notices that have not reached their sinks, with the targets that they are about.
  static let waiting = """
    CREATE VIEW waiting AS
      SELECT deliveries.id, target_key, sink, notice, attempts, holder, due_at
      FROM deliveries JOIN transitions ON transitions.id = transition_id
      WHERE delivered_at IS NULL
    """
}
