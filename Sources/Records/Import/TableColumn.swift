/// What a column of a table of records can hold.
///
/// The names are those of the ICP-Checker sheet and of aggregators (facts R-33), of the MIIT's own
/// keys, of providers' consoles, and of `icpdiag.records/1`. A name is compared in small letters
/// without blanks, underscores and brackets.
enum TableColumn: Int, CaseIterable, Hashable {
  case domain, homePage, siteNumber, entityNumber, entityName, entityNature, service, restricted
  case approvedAt, cancelledAt, outcome, reason, provider, access, since, deadline
  case orderKind, orderState, submittedAt, replacedBy, asOf

  var names: [String] {
    switch self {
    case .domain: ["域名", "网站域名", "备案域名", "主域名", "domain", "domainname", "host"]
    case .homePage:
      ["网站首页地址", "网站首页网址", "首页地址", "首页网址", "网址", "homepage", "website", "url"]
    case .siteNumber:
      [
        "网站备案号", "网站备案/许可证号", "网站备案许可证号", "服务备案号", "备案号", "备案编号", "icp备案号",
        "sitenumber", "servicelicence", "websitelicence", "icpnumber", "icp",
      ]
    case .entityNumber:
      [
        "备案许可证号", "备案/许可证号", "icp备案/许可证号", "icp备案/许可证编号", "主体备案号", "mainlicence",
        "entitynumber",
      ]
    case .entityName:
      [
        "域名主办方", "主办单位名称", "主办单位", "主办方", "主体名称", "单位名称", "公司名称", "entityname", "unitname",
        "organizersname",
      ]
    case .entityNature:
      ["域名类型", "主办单位性质", "单位性质", "主体性质", "性质", "entitynature", "naturename"]
    case .service: ["服务类型", "服务形态", "service", "servicetype"]
    case .restricted: ["是否限制接入", "是否限制访问", "限制接入", "restricted", "limitaccess"]
    case .approvedAt:
      [
        "审核通过日期", "审核通过时间", "审核日期", "审核时间", "备案日期", "备案时间", "备案通过时间", "通过时间",
        "approvedat", "updaterecordtime",
      ]
    case .cancelledAt: ["注销日期", "注销时间", "cancelledat"]
    case .outcome: ["备案状态", "是否备案", "查询结果", "outcome", "status"]
    case .reason: ["失败原因", "原因", "风险原因", "风险类型", "整改原因", "reason", "risk"]
    case .provider: ["接入商", "接入服务商", "接入服务提供者", "接入单位", "云厂商", "provider"]
    case .access: ["接入状态", "是否接入", "access", "accessstate", "state"]
    case .since: ["接入日期", "接入时间", "since"]
    case .deadline:
      [
        "整改截止日期", "整改截止时间", "整改期限", "处理期限", "截止日期", "截止时间", "deadline", "dueat", "duedate",
      ]
    case .orderKind: ["订单类型", "申请类型", "orderkind", "order"]
    case .orderState: ["订单状态", "审核状态", "orderstate"]
    case .submittedAt: ["提交日期", "提交时间", "submittedat"]
    case .replacedBy: ["变更后域名", "replacedby"]
    case .asOf: ["查询时间", "数据时间", "asof"]
    }
  }

  /// The column a header names; `nil` for one that says nothing of filings.
  init?(header: String) {
    let dropped: Set<Character> = ["_", "-", "(", ")", "（", "）", "*", "\u{FEFF}"]
    let name = header.lowercased().filter { !$0.isWhitespace && !dropped.contains($0) }
    guard let found = Self.byName[name] else { return nil }
    self = found
  }

  private static let byName: [String: TableColumn] = {
    var columns: [String: TableColumn] = [:]
    for column in allCases {
      for name in column.names { columns[name] = column }
    }
    return columns
  }()
}

/// The header line of a table: which column stands where.
struct TableHeader {
  let delimiter: UInt8
  let count: Int
  let columns: [TableColumn: Int]
  /// The same, in the order they stand in.
  let places: [(column: TableColumn, index: Int)]
  /// A column that is there twice.
  let duplicate: String?

  /// Columns of one table; spreadsheets of filings have ten.
  static let columnLimit = 256

  /// - Returns: `nil` when no column names domains.
  init?(_ line: [UInt8], delimiter: UInt8, _ decoder: inout TextDecoder) {
    guard case .fields(let fields) = TableLine.fields(of: line, delimiter: delimiter),
      fields.count <= Self.columnLimit
    else { return nil }
    var columns: [TableColumn: Int] = [:]
    var duplicate: String?
    for (index, field) in fields.enumerated() {
      guard let text = decoder.text(of: field) else { return nil }
      guard let column = TableColumn(header: text) else { continue }
      if columns[column] != nil { duplicate = text.trimmed }
      columns[column] = columns[column] ?? index
    }
    guard columns[.domain] != nil || columns[.homePage] != nil else { return nil }
    self.delimiter = delimiter
    count = fields.count
    self.columns = columns
    places = columns.map { ($0.key, $0.value) }.sorted { $0.1 < $1.1 }
    self.duplicate = duplicate
  }

  /// The header that a line is: the delimiter by which it has most known columns.
  static func best(
    _ line: [UInt8], _ delimiters: [UInt8], _ decoder: inout TextDecoder
  ) -> TableHeader? {
    var best: TableHeader?
    for delimiter in delimiters {
      guard let header = TableHeader(line, delimiter: delimiter, &decoder) else { continue }
      if header.columns.count > best?.columns.count ?? 0 { best = header }
    }
    return best
  }
}
