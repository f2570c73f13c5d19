internal import Digest
internal import Evidence
internal import GRDB
package import Records

extension RecordsStore {
  /// Brings records into the store, all of them or none.
  ///
  /// Other processes read the store as it was until this has ended; one that wants to write waits.
  ///
  /// - Parameters:
  ///   - request: Where they come from, and what shall become of them.
  ///   - read: Hands everything over to the sink and says what it has read. When it throws, the
  ///     store is as before. It may read this store, as of what was handed over, and not write.
  /// - Returns: What was taken and refused, also when nothing of it stays.
  /// - Throws: ``StoreError``, or what `read` throws.
  package func importing(
    _ request: ImportRequest, _ read: (inout ImportSink) throws -> ImportedContent
  ) throws -> ImportSummary {
    let summary = try writing { database in
      let summary = try take(request, read, database)
      if case .kept = summary.outcome { return (.commit, summary) }
      return (.rollback, summary)
    }
    guard let summary else { throw StoreError(file: path, message: "the store is gone") }
    return summary
  }

  /// Brings a file into the store: reads, digests and stores it piece by piece.
  package func importing(
    _ request: ImportRequest, _ reading: RecordsReading, from source: some OctetSource,
    as format: RecordsFormat? = nil
  ) throws -> ImportSummary {
    var source = DigestedSource(source)
    return try importing(request) { sink in
      let format = try reading.read(&source, as: format, into: &sink)
      guard let sha256 = source.digest.hexadecimal() else {
        throw StoreError(file: path, message: "this machine's libcrypto has no SHA-256")
      }
      return ImportedContent(
        kind: format.rawValue, sha256: sha256, octets: source.digest.octets)
    }
  }

  private func take(
    _ request: ImportRequest, _ read: (inout ImportSink) throws -> ImportedContent,
    _ database: Database
  ) throws -> ImportSummary {
    try database.execute(
      sql: """
        INSERT INTO imports (file, sha256, octets, kind, asked, imported_at, taken, refused)
        VALUES (?, '', 0, '', ?, ?, 0, 0)
        """,
      arguments: [
        request.file.replacing("\0", with: "\u{FFFD}"), request.asked,
        request.at.secondsSinceEpoch,
      ])
    let id = database.lastInsertedRowID
    var sink = try ImportSink(importID: id, database: database, request: request, words: words)
    let content = try read(&sink)

    let isWithdrawn = sink.refused > 0 && sink.hasCompleteViews
    if isWithdrawn {
      try database.execute(
        sql: "UPDATE views SET complete = 0 WHERE import_id = ?", arguments: [id])
    }
    try database.execute(
      sql: """
        UPDATE imports SET sha256 = ?, octets = ?, kind = ?, taken = ?, refused = ? WHERE id = ?
        """,
      arguments: [
        content.sha256, content.octets, content.kind, sink.taken.lines, sink.refused, id,
      ])
    let refusal = try database.makeStatement(
      sql: "INSERT INTO refusals (import_id, line, path, reason) VALUES (?, ?, ?, ?)")
    for refused in sink.refusals {
      try refusal.execute(arguments: [id, refused.line, refused.path, refused.reason])
    }
    return ImportSummary(
      outcome: try outcome(of: sink, request, content, database), content: content,
      taken: sink.taken, refused: sink.refused, refusals: sink.refusals,
      isCompletenessWithdrawn: isWithdrawn)
  }

  private func outcome(
    of sink: ImportSink, _ request: ImportRequest, _ content: ImportedContent,
    _ database: Database
  ) throws -> ImportSummary.Outcome {
    if request.isStrict, sink.refused > 0 { return .refusedStrictly }
    if sink.taken.lines == 0, sink.refused > 0 { return .nothingTaken }
    if let earlier = try Self.twin(of: sink.importID, content, database) {
      return .alreadyThere(importID: earlier)
    }
    return request.mode == .dryRun ? .dryRun : .kept(importID: sink.importID)
  }

  /// An earlier import of the same octets whose views say the same of themselves, and of which
  /// nothing was removed since.
  private static func twin(
    of id: Int64, _ content: ImportedContent, _ database: Database
  ) throws -> Int64? {
    let headings = "SELECT view, provider, source, as_of, complete FROM views WHERE import_id = "
    let candidates = try Int64.fetchAll(
      database, sql: "SELECT id FROM imports WHERE sha256 = ? AND kind = ? AND id <> ? ORDER BY id",
      arguments: [content.sha256, content.kind, id])
    let count = try records(of: id, database)
    return try candidates.first { candidate in
      guard try records(of: candidate, database) == count else { return false }
      let differing = """
        SELECT * FROM (\(headings) :left EXCEPT \(headings) :right)
        UNION ALL SELECT * FROM (\(headings) :right EXCEPT \(headings) :left) LIMIT 1
        """
      return try Row.fetchOne(
        database, sql: differing, arguments: ["left": id, "right": candidate]) == nil
    }
  }

  /// How many records of an import there are now.
  private static func records(of id: Int64, _ database: Database) throws -> Int? {
    try Int.fetchOne(
      database,
      sql: """
        SELECT (SELECT count(*) FROM statements s JOIN views v ON v.id = s.view_id
            WHERE v.import_id = :id AND s.reason IS NOT :removed)
          + (SELECT count(*) FROM cdn_domains WHERE import_id = :id)
        """, arguments: ["id": id, "removed": removed])
  }

  /// Every import that is in the store, the oldest first.
  package func imports() throws -> [Provenance] {
    try reading([]) { database, _ in
      try Row.fetchAll(
        database,
        sql: """
          SELECT id, file, kind, sha256, octets, asked, imported_at, taken, refused
          FROM imports ORDER BY id
          """
      ).map { row in
        Provenance(
          id: row[0], file: row[1],
          content: ImportedContent(kind: row[2], sha256: row[3], octets: row[4]), asked: row[5],
          at: Timestamp(secondsSinceEpoch: row[6]), taken: row[7], refused: row[8])
      }
    }
  }

  /// The lines that an import refused, as many as were kept.
  package func refusals(of importID: Int64) throws -> [Refusal] {
    try reading([]) { database, _ in
      try Row.fetchAll(
        database, sql: "SELECT line, path, reason FROM refusals WHERE import_id = ? ORDER BY id",
        arguments: [importID]
      ).map { Refusal(line: $0[0], path: $0[1], reason: $0[2]) }
    }
  }
}
