internal import Evidence

/// What the records of one table say, by the columns it has.
///
/// A table with a column of access, or of a provider, is a provider's; so is one imported with
/// `--provider` that has no column only the registry has. Every other is the registry's.
struct TableRows {
  typealias Problem = TableRow.Problem

  private let reading: RecordsReading
  private let columns: Set<TableColumn>
  private let isProviders: Bool

  /// - Throws: ``RecordsError`` for a provider's table of which nobody says whose it is, and for a
  ///   registry's that was called a provider's.
  init(_ header: TableHeader, of reading: RecordsReading, line: Int) throws(RecordsError) {
    self.reading = reading
    columns = Set(header.columns.keys)
    let ofProviders: Set<TableColumn> = [
      .provider, .access, .since, .deadline, .orderKind, .orderState,
    ]
    let hasProviders = !columns.isDisjoint(with: ofProviders)
    isProviders = hasProviders || reading.provider != nil
    if hasProviders, reading.provider == nil, !columns.contains(.provider) {
      throw reading.error(
        "the table tells of access, but not at which provider", line: line,
        "add --provider ID, or a column 接入商")
    }
    let ofFilings: Set<TableColumn> = [
      .siteNumber, .entityNumber, .outcome, .restricted, .approvedAt, .cancelledAt,
    ]
    if !isProviders, columns.isDisjoint(with: ofFilings) {
      throw reading.error(
        "the table names domains, and does not say that they are filed", line: line,
        "add a column 网站备案号 or 备案状态; or --provider ID, of which they are the filed domains")
    }
    if !hasProviders, isProviders, columns.contains(.restricted) {
      throw reading.error(
        "this is the registry's table, not a provider's: it has the column 是否限制接入", line: line,
        "leave --provider away")
    }
  }

  /// What one record says, and in whose view.
  func statements(of row: TableRow) throws(Problem) -> [(ViewHeading, Statement)] {
    let asOf = try row.time(.asOf) ?? reading.asOf
    let domains = try row.domains
    var heading = ViewHeading(
      view: isProviders ? .provider : .registry, source: reading.source ?? "table", asOf: asOf,
      isComplete: reading.isComplete)
    if isProviders {
      guard let provider = row[.provider].map(Self.providerID) ?? reading.provider else {
        throw Problem(column: TableColumn.provider.names[0], reason: "no provider")
      }
      heading.provider = provider
    }
    var statements: [(ViewHeading, Statement)] = []
    for domain in domains {
      if isProviders {
        for statement in try providerStatements(domain, row) {
          statements.append((heading, statement))
        }
      } else {
        statements.append((heading, try registryStatement(domain, row)))
      }
    }
    return statements
  }

  // MARK: The registry's

  private func registryStatement(_ domain: String, _ row: TableRow) throws(Problem) -> Statement {
    switch try row.value(.outcome, Self.outcomes) {
    case .absent: return .absent(domain)
    case .failed:
      return .failed(RecordsDocument.FailedLookup(domain: domain, reason: row[.reason]))
    case .found, .notCovered, nil: break
    }
    if columns.contains(.outcome), row.word(.outcome) == nil {
      throw Problem(column: TableColumn.outcome.names[0], reason: "neither filed nor not filed")
    }
    let number = try number(in: row, isNeeded: !columns.contains(.outcome))
    let service = try row.value(.service, Self.services)
    return .filing(
      RecordsDocument.Filing(
        domain: domain, siteNumber: number,
        service: service ?? number.flatMap { (try? FilingNumber($0))?.service },
        entityName: row[.entityName], entityNature: row[.entityNature],
        approvedAt: try row.time(.approvedAt),
        restricted: try row.value(.restricted, Self.truths),
        cancelledAt: try row.time(.cancelledAt)))
  }

  /// The number of a row.
  ///
  /// A table of numbers with an empty one, or with words for one, may mean "none" or "not known".
  private func number(in row: TableRow, isNeeded: Bool) throws(Problem) -> String? {
    let number = row[.siteNumber] ?? row[.entityNumber]
    if let number, FilingNumber.isOther(number) {
      throw Problem(
        column: TableColumn.siteNumber.names[0],
        reason: "'\(number)' is no filing number; \(Self.whereToSay)")
    }
    if number == nil, isNeeded,
      columns.contains(.siteNumber) || columns.contains(.entityNumber)
    {
      throw Problem(
        column: TableColumn.siteNumber.names[0], reason: "no filing number; \(Self.whereToSay)")
    }
    return number
  }

  private static let whereToSay = "whether it is filed is for a column 备案状态 to say"

  private static let outcomes: [RecordFact.Outcome: [String]] = [
    .found: ["已备案", "是", "备案", "正常", "有", "filed", "found", "yes", "true"],
    .absent: ["未备案", "否", "无备案", "无", "不存在", "not-filed", "not filed", "absent", "no", "false"],
    .failed: ["查询失败", "失败", "异常", "错误", "failed", "error", "timeout"],
  ]
  private static let truths: [Bool: [String]] = [
    true: ["是", "true", "yes", "1"], false: ["否", "false", "no", "0", "无", "-"],
  ]
  private static let services: [RecordsDocument.Filing.Service: [String]] = [
    .website: ["website", "网站", "web", "1"],
    .app: ["app", "应用", "6"],
    .miniProgram: ["mini-program", "小程序", "7"],
    .quickApp: ["quick-app", "快应用", "8"],
  ]

  // MARK: A provider's

  private func providerStatements(_ domain: String, _ row: TableRow) throws(Problem) -> [Statement]
  {
    var statements: [Statement] = []
    if let kind = try row.value(.orderKind, Self.orderKinds) {
      guard let state = try row.value(.orderState, Self.orderStates) else {
        throw Problem(column: TableColumn.orderState.names[0], reason: "no state of the order")
      }
      statements.append(
        .order(
          RecordsDocument.Order(
            domain: domain, kind: kind, state: state, submittedAt: try row.time(.submittedAt),
            approvedAt: try row.time(.approvedAt), replacedBy: row[.replacedBy])))
      if row.word(.access) == nil { return statements }
    }
    guard let word = try accessWord(in: row) else {
      throw Problem(
        column: TableColumn.access.names[0], reason: "neither access nor an order in this line")
    }
    let state: RecordsDocument.Access.State
    switch word {
    case .active: state = .active
    case .pending: state = .pending
    case .cancelled: state = .cancelled
    case .absent: return statements + [.absent(domain)]
    }
    statements.append(
      .access(
        RecordsDocument.Access(
          domain: domain, state: state, siteNumber: row[.siteNumber],
          since: try row.time(.since),
          deadline: try row.time(.deadline),
          reason: columns.contains(.deadline) ? row[.reason] : nil)))
    return statements
  }

  private enum AccessWord {
    case active, pending, cancelled, absent
  }

  /// What a row says of access: in its own column, else by being in a list of filed domains.
  private func accessWord(in row: TableRow) throws(Problem) -> AccessWord? {
    if let word = try row.value(.access, Self.accessStates) { return word }
    // A risk list names accesses that there are; those without a deadline are at risk all the same.
    if columns.contains(.deadline), columns.isDisjoint(with: [.access, .outcome]) {
      return .active
    }
    guard columns.isDisjoint(with: [.access, .orderKind]) else { return nil }
    // In such a list a row that is not filed, or that has no number, is none of the domains meant.
    switch try row.value(.outcome, Self.outcomes) {
    case .found: return .active
    case .absent, .failed, .notCovered:
      throw Problem(
        column: TableColumn.outcome.names[0],
        reason: "not filed, which says nothing of access; that is for a column 接入状态 to say")
    case nil: break
    }
    if columns.contains(.outcome) {
      throw Problem(column: TableColumn.outcome.names[0], reason: "neither filed nor not filed")
    }
    _ = try number(in: row, isNeeded: true)
    return .active
  }

  private static let accessStates: [AccessWord: [String]] = [
    .active: ["已接入", "接入", "正常", "有效", "是", "active", "yes", "true"],
    .pending: ["待生效", "未生效", "接入中", "待接入", "pending"],
    .cancelled: ["已取消", "取消接入", "已取消接入", "已注销", "cancelled", "canceled"],
    .absent: ["未接入", "无", "否", "absent", "none", "no", "false"],
  ]
  private static let orderKinds: [RecordsDocument.Order.Kind: [String]] = [
    .first: ["first", "首次备案", "新增备案"],
    .addWebsite: ["add-website", "新增网站", "新增互联网信息服务", "新增服务"],
    .transfer: ["transfer", "接入备案", "新增接入"],
    .change: ["change", "变更备案", "变更"],
    .cancelSite: ["cancel-site", "注销网站", "注销互联网信息服务", "注销服务"],
    .cancelEntity: ["cancel-entity", "注销主体"],
    .cancelAccess: ["cancel-access", "取消接入"],
    .claim: ["claim", "认领备案", "备案认领"],
    .import: ["import", "导入备案"],
  ]
  private static let orderStates: [RecordsDocument.Order.State: [String]] = [
    .draft: ["draft", "草稿", "待提交", "填写中"],
    .providerReview: ["provider-review", "初审中", "待初审", "平台审核中", "审核中"],
    .authorityReview: ["authority-review", "管局审核中", "待管局审核", "通管局审核中"],
    .approved: ["approved", "已通过", "审核通过", "已完成", "备案成功"],
    .rejected: ["rejected", "已驳回", "驳回", "审核不通过"],
  ]

  private static func providerID(_ text: String) -> String {
    let known = [
      "阿里云": "alibaba", "腾讯云": "tencent", "华为云": "huawei", "百度云": "baidu", "百度智能云": "baidu",
      "火山引擎": "volcengine", "京东云": "jd", "金山云": "kingsoft", "青云": "qingcloud", "天翼云": "ctyun",
      "移动云": "cmecloud", "联通云": "unicom-cloud",
    ]
    return known[text] ?? text.lowercased()
  }
}
