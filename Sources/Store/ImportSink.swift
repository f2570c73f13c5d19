package import Evidence
internal import GRDB
package import Records

/// Takes what a reader reads into the transaction of one import, row by row.
package struct ImportSink: RecordsSink {
  let importID: Int64
  private let database: Database
  private let request: ImportRequest
  private let words: StoreWords
  private let statement: GRDB.Statement
  private var view: (id: Int64, heading: ViewHeading)?
  private(set) var taken = RecordCounts()
  private(set) var refused = 0
  private(set) var refusals: [Refusal] = []
  private(set) var hasCompleteViews = false

  init(
    importID: Int64, database: Database, request: ImportRequest, words: StoreWords
  ) throws {
    self.importID = importID
    self.database = database
    self.request = request
    self.words = words
    statement = try database.makeStatement(sql: StatementRow.insertion)
  }

  // MARK: - RecordsSink

  package mutating func begin(_ heading: ViewHeading) throws {
    var heading = heading
    if let provider = heading.provider {
      heading.provider = try known(provider)
    }
    if heading.view == .provider, heading.provider == nil {
      throw RecordsError(
        file: request.file, message: "a provider's view needs a provider",
        hint: "name one with --provider, such as --provider alibaba")
    }
    // A view from the future would outrank every later one; a day allows for clocks that differ.
    guard heading.asOf.seconds(since: request.at) <= 86_400 else {
      throw RecordsError(
        file: request.file, message: "records as of \(heading.asOf.minute) lie in the future",
        hint: "check as_of, and this machine's clock")
    }
    if let source = heading.source, let problem = Self.problem(of: [source]) {
      throw RecordsError(file: request.file, path: "source", message: problem)
    }
    try database.cachedStatement(
      sql: """
        INSERT INTO views (import_id, view, provider, source, as_of, complete)
        VALUES (?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      importID, heading.view.rawValue, heading.provider, heading.source,
      heading.asOf.secondsSinceEpoch, heading.isComplete,
    ])
    view = (database.lastInsertedRowID, heading)
    taken.views += 1
    hasCompleteViews = hasCompleteViews || heading.isComplete
  }

  package mutating func add(_ record: Records.Statement, line: Int) throws {
    guard let view else {
      throw RecordsError(file: request.file, line: line, message: "a record of no view")
    }
    if let problem = Self.problem(of: record.texts) ?? record.problem(in: view.heading.view) {
      return try refuse(Refusal(line: line, reason: problem))
    }
    guard let key = words.registrable(record.domain) else {
      return try refuse(Refusal(line: line, reason: Self.noDomain(record.domain)))
    }
    try statement.execute(
      arguments: StatementRow.arguments(record, view: view.id, key: key))
    taken.count(record.list)
  }

  package mutating func add(_ instance: RecordsDocument.Instance, line: Int) throws {
    let texts = [instance.id, instance.region, instance.locked, instance.charge]
    if let problem = Self.problem(of: texts) {
      return try refuse(Refusal(line: line, reason: problem))
    }
    guard let provider = words.provider(instance.provider) else {
      return try refuse(Refusal(line: line, reason: unknown(instance.provider)))
    }
    try database.cachedStatement(
      sql: """
        INSERT INTO instances (import_id, provider, name, region, state, expires_at, locked, charge)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      importID, provider, instance.id, instance.region, instance.state?.rawValue,
      instance.expiresAt?.secondsSinceEpoch, instance.locked, instance.charge,
    ])
    let id = database.lastInsertedRowID
    for address in instance.addresses {
      try database.cachedStatement(
        sql: "INSERT INTO instance_addresses (instance_id, address) VALUES (?, ?)"
      ).execute(arguments: [id, address.description])
    }
    taken.instances += 1
  }

  package mutating func add(_ domain: RecordsDocument.CDNDomain, line: Int) throws {
    if let problem = Self.problem(of: [domain.domain]) {
      return try refuse(Refusal(line: line, reason: problem))
    }
    guard let provider = words.provider(domain.provider) else {
      return try refuse(Refusal(line: line, reason: unknown(domain.provider)))
    }
    guard let key = words.registrable(ofCDNDomain: domain.domain) else {
      return try refuse(Refusal(line: line, reason: Self.noDomain(domain.domain)))
    }
    try database.cachedStatement(
      sql: """
        INSERT INTO cdn_domains (import_id, key, provider, domain, area) VALUES (?, ?, ?, ?, ?)
        """
    ).execute(arguments: [importID, key, provider, domain.domain, domain.area.rawValue])
    taken.cdn += 1
  }

  package mutating func refuse(_ refusal: Refusal) throws {
    refused += 1
    guard refusals.count < Limits.refusals else { return }
    var refusal = refusal
    // What is quoted from a hostile file is kept, but not at any length.
    refusal.reason = String(refusal.reason.prefix(500)).replacing("\0", with: "\u{FFFD}")
    refusals.append(refusal)
  }

  // MARK: - What is wrong

  private func known(_ provider: String) throws(RecordsError) -> String {
    guard let id = words.provider(provider) else {
      throw RecordsError(
        file: request.file, message: unknown(provider),
        hint: "known here: \((words.providers ?? []).joined(separator: ", "))")
    }
    return id
  }

  private func unknown(_ provider: String) -> String { "unknown provider '\(provider)'" }

  private static func noDomain(_ text: String) -> String {
    "'\(text.prefix(300))' is no domain one can register"
  }

  /// SQLite's texts end at a NUL, and no name of anything has one.
  private static func problem(of texts: [String?]) -> String? {
    for case let text? in texts {
      if text.utf8.contains(0) { return "a text with a NUL character in it" }
      if text.utf8.count > Limits.lineOctets {
        return "a text longer than \(Limits.lineOctets / 1024) KiB"
      }
    }
    return nil
  }
}

extension Records.Statement {
  /// What speaks against it in a view of this kind.
  fileprivate func problem(in view: RecordsDocument.View.Kind) -> String? {
    switch (view, self) {
    case (.provider, .filing): "a filing belongs to a registry view"
    case (.registry, .access): "access belongs to a provider's view"
    case (.registry, .order): "an order belongs to a provider's view"
    default: nil
    }
  }
}
