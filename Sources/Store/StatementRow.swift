internal import Evidence
internal import GRDB
internal import Records

/// One statement of a view as a row of `statements`.
enum StatementRow {
  /// The lists of a view, in the order in which a document has them; numbers that are stored.
  enum List: Int, CaseIterable {
    case filings, access, orders, absent, failed
  }

  static let insertion = """
    INSERT INTO statements (
      view_id, list, key, domain, kind, state, site_number, entity_name, entity_nature, restricted,
      approved_at, cancelled_at, since, submitted_at, replaced_by, reason, deadline
    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

  /// The columns that ``statement(in:file:)`` reads, from ``firstColumn`` on.
  static let columns = """
    s.list, s.domain, s.kind, s.state, s.site_number, s.entity_name, s.entity_nature, s.restricted,
    s.approved_at, s.cancelled_at, s.since, s.submitted_at, s.replaced_by, s.reason,
    s.deadline
    """

  /// What ``insertion`` takes.
  static func arguments(
    _ statement: Records.Statement, view: Int64, key: String
  ) -> StatementArguments {
    var row = Values()
    switch statement {
    case .filing(let filing):
      row.kind = filing.service?.rawValue
      row.siteNumber = filing.siteNumber
      row.entityName = filing.entityName
      row.entityNature = filing.entityNature
      row.restricted = filing.restricted
      row.approvedAt = filing.approvedAt
      row.cancelledAt = filing.cancelledAt
    case .access(let access):
      row.state = access.state.rawValue
      row.siteNumber = access.siteNumber
      row.since = access.since
      row.deadline = access.deadline
      row.reason = access.reason
    case .order(let order):
      row.kind = order.kind.rawValue
      row.state = order.state.rawValue
      row.submittedAt = order.submittedAt
      row.approvedAt = order.approvedAt
      row.replacedBy = order.replacedBy
    case .absent: break
    case .failed(let failure): row.reason = failure.reason
    }
    return [
      view, statement.list.rawValue, key, statement.domain, row.kind, row.state, row.siteNumber,
      row.entityName, row.entityNature, row.restricted, row.approvedAt?.secondsSinceEpoch,
      row.cancelledAt?.secondsSinceEpoch, row.since?.secondsSinceEpoch,
      row.submittedAt?.secondsSinceEpoch, row.replacedBy, row.reason,
      row.deadline?.secondsSinceEpoch,
    ]
  }

  private struct Values {
    var kind: String?
    var state: String?
    var siteNumber: String?
    var entityName: String?
    var entityNature: String?
    var restricted: Bool?
    var approvedAt: Timestamp?
    var cancelledAt: Timestamp?
    var since: Timestamp?
    var submittedAt: Timestamp?
    var replacedBy: String?
    var reason: String?
    var deadline: Timestamp?
  }

  /// How many ``columns`` there are; what else a query asks for comes behind them.
  static let columnCount = 15

  /// Reads ``columns``, the first of them at `first`.
  ///
  /// - Throws: ``StoreError`` for a word that no version of this program stores.
  static func statement(
    in row: Row, from first: Int = 0, file: String
  ) throws -> Records.Statement {
    let domain: String = row[first + 1]
    switch List(rawValue: row[first]) {
    case .filings:
      return .filing(
        RecordsDocument.Filing(
          domain: domain, siteNumber: row[first + 4], service: try row.word(first + 2, file),
          entityName: row[first + 5], entityNature: row[first + 6],
          approvedAt: row.moment(first + 8), restricted: row[first + 7],
          cancelledAt: row.moment(first + 9)))
    case .access:
      return .access(
        RecordsDocument.Access(
          domain: domain, state: try row.requiredWord(first + 3, file),
          siteNumber: row[first + 4], since: row.moment(first + 10),
          deadline: row.moment(first + 14), reason: row[first + 13]))
    case .orders:
      return .order(
        RecordsDocument.Order(
          domain: domain, kind: try row.requiredWord(first + 2, file),
          state: try row.requiredWord(first + 3, file), submittedAt: row.moment(first + 11),
          approvedAt: row.moment(first + 8), replacedBy: row[first + 12]))
    case .absent: return .absent(domain)
    case .failed:
      return .failed(RecordsDocument.FailedLookup(domain: domain, reason: row[first + 13]))
    case nil: throw StoreError.damaged(file, "a statement of an unknown list")
    }
  }
}

extension Records.Statement {
  /// The domain as it was written.
  package var domain: String {
    switch self {
    case .filing(let filing): filing.domain
    case .access(let access): access.domain
    case .order(let order): order.domain
    case .absent(let domain): domain
    case .failed(let failure): failure.domain
    }
  }

  var list: StatementRow.List {
    switch self {
    case .filing: .filings
    case .access: .access
    case .order: .orders
    case .absent: .absent
    case .failed: .failed
    }
  }

  /// Every text in it, to be looked at before it is stored.
  var texts: [String?] {
    switch self {
    case .filing(let filing):
      [filing.domain, filing.siteNumber, filing.entityName, filing.entityNature]
    case .access(let access): [access.domain, access.siteNumber, access.reason]
    case .order(let order): [order.domain, order.replacedBy]
    case .absent(let domain): [domain]
    case .failed(let failure): [failure.domain, failure.reason]
    }
  }
}

extension Row {
  func moment(_ column: Int) -> Timestamp? {
    (self[column] as Int64?).map(Timestamp.init(secondsSinceEpoch:))
  }

  func word<Word: RawRepresentable<String>>(_ column: Int, _ file: String) throws -> Word? {
    guard let text = self[column] as String? else { return nil }
    guard let word = Word(rawValue: text) else {
      throw StoreError.damaged(file, "unknown word '\(text)'")
    }
    return word
  }

  func requiredWord<Word: RawRepresentable<String>>(_ column: Int, _ file: String) throws -> Word {
    guard let word: Word = try word(column, file) else {
      throw StoreError.damaged(file, "a word is missing")
    }
    return word
  }
}
