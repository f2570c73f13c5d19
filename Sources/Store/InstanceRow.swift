internal import Evidence
internal import GRDB

/// One instance as a row of `instances`, with its rows of `instance_addresses`.
enum InstanceRow {
  static let columns =
    "i.id, i.provider, i.name, i.region, i.state, i.expires_at, i.locked, i.charge"

  /// The instances that `filter` selects, with all of their addresses.
  static func all(
    _ database: Database, _ filter: String, _ arguments: StatementArguments, _ file: String
  ) throws -> [(id: Int64, instance: RecordsDocument.Instance)] {
    let statement = try database.cachedStatement(
      sql: "SELECT \(columns) FROM instances i \(filter)")
    return try Row.fetchAll(statement, arguments: arguments).map { row in
      (row[0], try instance(in: row, database, file))
    }
  }

  /// Reads ``columns``, and the addresses.
  static func instance(
    in row: Row, _ database: Database, _ file: String
  ) throws -> RecordsDocument.Instance {
    let addresses = try String.fetchAll(
      database.cachedStatement(
        sql: "SELECT address FROM instance_addresses WHERE instance_id = ? ORDER BY id"),
      arguments: [row[0] as Int64])
    return RecordsDocument.Instance(
      provider: row[1], id: row[2], region: row[3],
      addresses: try addresses.map { text in
        guard let address = IPAddress(text) else {
          throw StoreError.damaged(file, "'\(text)' is no address")
        }
        return address
      },
      state: try row.word(4, file), expiresAt: row.moment(5), locked: row[6], charge: row[7])
  }
}
