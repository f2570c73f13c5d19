internal import GRDB

/// The tables of the store, version by version.
///
/// A new version is a new migration below the others; one that was released is never changed.
enum Schema {
  /// Tells our databases from other programs' (SQLite, "Database File Format" section 1.3.17):
  /// "icpd".
  static let applicationID: Int32 = 0x6963_7064

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("records-1") { database in
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
      try database.execute(sql: records)
    }
    migrator.registerMigration("checks-1") { database in
      try database.execute(sql: checks)
    }
    // Until when a provider wants something done about an access.
    migrator.registerMigration("deadlines-1") { database in
      try database.execute(sql: "ALTER TABLE statements ADD COLUMN deadline INTEGER")
    }
    migrator.registerMigration("waiting-1") { database in
      try database.execute(sql: waiting)
    }
    return migrator
  }

  /// What the user knows of the filings, and where it came from.
  ///
  /// Times are seconds since 1970 in UTC. `list` and `key` of a statement: see ``StatementRow``.
  /// Rows are never renumbered, so that the order of rows is the order of arrival; the newest
  /// import has the greatest id, also after others were removed (AUTOINCREMENT).
  private static let records = """
    CREATE TABLE imports (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      file TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      octets INTEGER NOT NULL,
      kind TEXT NOT NULL,
      asked TEXT,
      imported_at INTEGER NOT NULL,
      taken INTEGER NOT NULL,
      refused INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX imports_by_content ON imports (sha256);

    CREATE TABLE refusals (
      id INTEGER PRIMARY KEY,
      import_id INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
      line INTEGER NOT NULL,
      path TEXT,
      reason TEXT NOT NULL
    ) STRICT;
    CREATE INDEX refusals_by_import ON refusals (import_id);

    CREATE TABLE views (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      import_id INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
      view TEXT NOT NULL,
      provider TEXT,
      source TEXT,
      as_of INTEGER NOT NULL,
      complete INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX views_by_import ON views (import_id);
    CREATE INDEX views_complete ON views (as_of) WHERE complete;

    CREATE TABLE statements (
      id INTEGER PRIMARY KEY,
      view_id INTEGER NOT NULL REFERENCES views (id) ON DELETE CASCADE,
      list INTEGER NOT NULL,
      key TEXT NOT NULL,
      domain TEXT NOT NULL,
      kind TEXT,
      state TEXT,
      site_number TEXT,
      entity_name TEXT,
      entity_nature TEXT,
      restricted INTEGER,
      approved_at INTEGER,
      cancelled_at INTEGER,
      since INTEGER,
      submitted_at INTEGER,
      replaced_by TEXT,
      reason TEXT
    ) STRICT;
    CREATE INDEX statements_by_key ON statements (key);
    CREATE INDEX statements_by_view ON statements (view_id, list);

    CREATE TABLE instances (
      id INTEGER PRIMARY KEY,
      import_id INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
      provider TEXT NOT NULL,
      name TEXT NOT NULL,
      region TEXT,
      state TEXT,
      expires_at INTEGER,
      locked TEXT,
      charge TEXT
    ) STRICT;
    CREATE INDEX instances_by_import ON instances (import_id);
    CREATE INDEX instances_by_name ON instances (provider, name);

    CREATE TABLE instance_addresses (
      id INTEGER PRIMARY KEY,
      instance_id INTEGER NOT NULL REFERENCES instances (id) ON DELETE CASCADE,
      address TEXT NOT NULL
    ) STRICT;
    CREATE INDEX instance_addresses_by_instance ON instance_addresses (instance_id);
    CREATE INDEX instance_addresses_by_address ON instance_addresses (address);

    CREATE TABLE cdn_domains (
      id INTEGER PRIMARY KEY,
      import_id INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
      key TEXT NOT NULL,
      provider TEXT NOT NULL,
      domain TEXT NOT NULL,
      area TEXT NOT NULL
    ) STRICT;
    CREATE INDEX cdn_domains_by_import ON cdn_domains (import_id);
    CREATE INDEX cdn_domains_by_key ON cdn_domains (key, provider, domain);
    """
}
