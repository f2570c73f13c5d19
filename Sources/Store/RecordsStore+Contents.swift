package import Evidence
internal import GRDB
package import Records

/// Which records are meant; what is not given leaves none out.
package struct RecordsFilter: Hashable, Sendable {
  /// Registrable domains, in A-labels.
  package var domains: Set<String>?
  package var view: RecordsDocument.View.Kind?
  package var provider: String?
  package var importID: Int64?

  package init(
    domains: Set<String>? = nil, view: RecordsDocument.View.Kind? = nil, provider: String? = nil,
    importID: Int64? = nil
  ) {
    self.domains = domains
    self.view = view
    self.provider = provider
    self.importID = importID
  }
}

extension RecordsStore {
  /// Hands the records over as they came, view by view, and within a view list by list as a
  /// document has them; then the instances, then the CDN's domains.
  ///
  /// One state of the store, whatever is written meanwhile; memory does not grow with it. Of some
  /// domains alone, no view is complete any more: what a complete view does not name is said to be
  /// absent from it instead. Instances have no domain, and are left out when domains are asked for.
  ///
  /// - Parameters:
  ///   - filter: Which records.
  ///   - sink: Takes them; the line of each is its number in the store.
  /// - Throws: ``StoreError``, or what the sink throws.
  package func export(_ filter: RecordsFilter = RecordsFilter(), to sink: inout some RecordsSink)
    throws
  {
    try reading(()) { database, _ in
      try exportViews(filter, to: &sink, database)
      guard filter.view == nil else { return }
      if filter.domains == nil {
        let rows = try Row.fetchCursor(
          database,
          sql: """
            SELECT \(InstanceRow.columns) FROM instances i
            WHERE (:import IS NULL OR import_id = :import)
            AND (:provider IS NULL OR provider = :provider) ORDER BY id
            """, arguments: ["import": filter.importID, "provider": filter.provider])
        while let row = try rows.next() {
          try sink.add(try InstanceRow.instance(in: row, database, path), line: row[0])
        }
      }
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT id, provider, domain, area, key FROM cdn_domains
          WHERE (:import IS NULL OR import_id = :import)
          AND (:provider IS NULL OR provider = :provider) ORDER BY id
          """, arguments: ["import": filter.importID, "provider": filter.provider])
      while let row = try rows.next() {
        guard filter.domains?.contains(row[4]) != false else { continue }
        let entry = RecordsDocument.CDNDomain(
          provider: row[1], domain: row[2], area: try row.requiredWord(3, path))
        try sink.add(entry, line: row[0])
      }
    }
  }

  private func exportViews(
    _ filter: RecordsFilter, to sink: inout some RecordsSink, _ database: Database
  ) throws {
    let views = try Row.fetchCursor(
      database,
      sql: """
        SELECT id, view, provider, source, as_of, complete FROM views
        WHERE (:import IS NULL OR import_id = :import)
        AND (:provider IS NULL OR provider = :provider) AND (:view IS NULL OR view = :view)
        ORDER BY id
        """,
      arguments: [
        "import": filter.importID, "provider": filter.provider, "view": filter.view?.rawValue,
      ])
    while let row = try views.next() {
      let id: Int64 = row[0]
      var heading = ViewHeading(
        view: try row.requiredWord(1, path), provider: row[2], source: row[3],
        asOf: Timestamp(secondsSinceEpoch: row[4]), isComplete: row[5])
      if let domains = filter.domains {
        try export(domains, ofView: id, &heading, to: &sink, database)
      } else {
        try sink.begin(heading)
        for list in StatementRow.List.allCases {
          let statements = try Row.fetchCursor(
            database.cachedStatement(
              sql: """
                SELECT \(StatementRow.columns), s.id FROM statements s
                WHERE view_id = ? AND list = ? ORDER BY id
                """), arguments: [id, list.rawValue])
          while let row = try statements.next() {
            try sink.add(
              try StatementRow.statement(in: row, file: path), line: row[StatementRow.columnCount])
          }
        }
      }
    }
  }

  private func export(
    _ domains: Set<String>, ofView id: Int64, _ heading: inout ViewHeading,
    to sink: inout some RecordsSink, _ database: Database
  ) throws {
    var found: [(list: Int, id: Int, statement: Records.Statement)] = []
    for domain in domains.sorted() {
      let rows = try Row.fetchAll(
        database.cachedStatement(
          sql: """
            SELECT \(StatementRow.columns), s.id FROM statements s
            WHERE key = ? AND view_id = ? ORDER BY id
            """), arguments: [domain, id])
      let statements = try rows.map { row in
        (
          list: row[0] as Int, id: row[StatementRow.columnCount] as Int,
          statement: try StatementRow.statement(in: row, file: path)
        )
      }
      found += statements
      if heading.isComplete, statements.allSatisfy({ $0.statement.isOrder }) {
        found.append((StatementRow.List.absent.rawValue, 0, .absent(domain)))
      }
    }
    guard !found.isEmpty else { return }
    heading.isComplete = false
    try sink.begin(heading)
    for item in found.sorted(by: { ($0.list, $0.id) < ($1.list, $1.id) }) {
      try sink.add(item.statement, line: item.id)
    }
  }

  /// Every domain that a statement or a CDN's entry names, in A-labels, in alphabetical order.
  ///
  /// - Parameter body: Takes a domain and what a look-up of it gives, the newest first.
  /// - Throws: ``StoreError``, or what `body` throws.
  package func forEachDomain(_ body: (String, [RecordFact]) throws -> Void) throws {
    try reading(()) { database, connection in
      let domains = try String.fetchCursor(
        database,
        sql: """
          SELECT DISTINCT key FROM statements UNION SELECT DISTINCT key FROM cdn_domains ORDER BY 1
          """)
      while let domain = try domains.next() {
        var facts = RecordFacts()
        try tell(of: domain, to: &facts, database, connection)
        try body(domain, facts.numbered())
      }
    }
  }

  /// How many records of each sort the store holds.
  package func counts() throws -> RecordCounts {
    try reading(RecordCounts()) { database, _ in
      var counts = RecordCounts()
      func count(_ table: String) throws -> Int {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)") ?? 0
      }
      counts.views = try count("views")
      counts.instances = try count("instances")
      counts.cdn = try count("cdn_domains")
      for row in try Row.fetchAll(
        database, sql: "SELECT list, count(*) FROM statements GROUP BY list")
      {
        guard let list = StatementRow.List(rawValue: row[0]) else { continue }
        counts.count(list, row[1])
      }
      return counts
    }
  }
}

extension Records.Statement {
  fileprivate var isOrder: Bool {
    if case .order = self { return true }
    return false
  }
}
