package import Evidence
internal import GRDB
package import Records

extension RecordsStore: RecordsSource {
  package func tell(of domain: String, to facts: inout RecordFacts) throws {
    facts = try reading(facts) { database, connection in
      var facts = facts
      try tell(of: domain, to: &facts, database, connection)
      return facts
    }
  }

  func tell(
    of domain: String, to facts: inout RecordFacts, _ database: Database, _ connection: Connection
  ) throws {
    var naming: Set<Int64> = []
    let statements = try Row.fetchCursor(
      database.cachedStatement(
        sql: """
          SELECT \(StatementRow.columns), v.view, v.provider, v.source, v.as_of, v.id
          FROM statements s JOIN views v ON v.id = s.view_id WHERE s.key = ? ORDER BY s.id
          """),
      arguments: [domain])
    while let row = try statements.next() {
      var fact = try row.blankFact(from: StatementRow.columnCount, outcome: .found, path)
      switch try StatementRow.statement(in: row, file: path) {
      case .filing(let filing): fact.filing = filing
      case .access(let access): fact.access = access
      case .order(let order): fact.order = order
      case .absent: fact.outcome = .absent
      case .failed(let failure):
        fact.outcome = .failed
        fact.reason = failure.reason
      }
      // An order says that an application exists, not whether there is access.
      if fact.order == nil { naming.insert(row[StatementRow.columnCount + 4]) }
      facts.add(fact)
    }
    for view in try connection.completeViews.read(database, path) where !naming.contains(view.id) {
      facts.add(view.absence)
    }
    // Of what was imported again, the last time counts: a bare column goes with its row's max().
    let entries = try Row.fetchCursor(
      database.cachedStatement(
        sql: """
          SELECT max(id), provider, domain, area FROM cdn_domains WHERE key = ?
          GROUP BY provider, domain ORDER BY max(id)
          """),
      arguments: [domain])
    while let row = try entries.next() {
      let entry = RecordsDocument.CDNDomain(
        provider: row[1], domain: row[2], area: try row.requiredWord(3, path))
      facts.add(
        RecordFact(
          id: "", view: .cdn, provider: entry.provider, outcome: .found, cdn: entry))
    }
  }

  package func instances(holding addresses: [IPAddress]) throws -> InstanceMatch {
    try reading(.notHeld([])) { database, _ in
      var held: [RecordsDocument.Instance] = []
      var seen: Set<Int64> = []
      for address in addresses {
        let found = try instances(
          "WHERE i.id IN (SELECT instance_id FROM instance_addresses WHERE address = ?)",
          [address.description], database)
        held += found.filter { seen.insert($0.id).inserted }.map(\.instance)
      }
      guard held.isEmpty else { return .held(held) }
      return .notHeld(
        try instances("LIMIT \(InstanceMatch.examples)", [], database).map(\.instance))
    }
  }

  /// Instances as they were imported last; what was imported before of the same id counts no more.
  private func instances(
    _ condition: String, _ arguments: StatementArguments, _ database: Database
  ) throws -> [(id: Int64, instance: RecordsDocument.Instance)] {
    let newest = """
      NOT EXISTS (SELECT 1 FROM instances newer WHERE newer.provider = i.provider
        AND newer.name = i.name AND newer.id > i.id)
      """
    let filter =
      condition.hasPrefix("WHERE") ? "\(condition) AND \(newest)" : "WHERE \(newest) \(condition)"
    return try InstanceRow.all(database, filter, arguments, path)
  }
}
