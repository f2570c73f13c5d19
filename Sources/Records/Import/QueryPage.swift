internal import Evidence

/// One page of an MIIT query's records, in any of the forms it is saved in (facts ).
struct QueryPage {
  let rows: [JSONNode]?
  /// Where the rows stand in the reply, for people.
  let path: String
  let total: Int?
  let number: Int
  let last: Int
  /// Whether it shows all records there are.
  let isWhole: Bool

  init(_ node: JSONNode) {
    let (key, payload) =
      node["params"].map { ("params", $0) } ?? node["data"].map { ("data", $0) } ?? ("", node)
    if let rows = payload.elements {
      self.rows = rows
      path = key
    } else {
      let inner = ["list", "records", "rows"].first { payload[$0]?.elements != nil }
      rows = inner.flatMap { payload[$0]?.elements }
      path = [key, inner ?? ""].filter { !$0.isEmpty }.joined(separator: ".")
    }
    let total = payload["total"]?.integer ?? node["total"]?.integer
    self.total = total
    number = payload["pageNum", "page"]?.integer ?? 1
    var last = payload["lastPage", "pages"]?.integer ?? 0
    if let total, let size = payload["pageSize"]?.integer, size > 0, total > 0 {
      last = max(last, (total - 1) / size + 1)
    }
    let hasNext = payload["hasNextPage"]?.bool ?? false
    isWhole = !hasNext && last <= 1 && (total ?? 0) <= (rows?.count ?? 0)
    // Fewer records than are counted: there is a page more, whatever the reply says.
    self.last = max(last, isWhole ? 1 : 2)
  }
}

/// One record of an MIIT query.
struct QueryRow {
  struct Problem: Error {
    let key: String
    let reason: String
  }

  /// The domain as written, also of a record that is wrong otherwise.
  let domain: String?
  let filing: Result<RecordsDocument.Filing, Problem>

  /// - Parameters:
  ///   - row: The record, with the registry's keys or those of ICP-API.
  ///   - serviceType: What was asked for (facts R-20), which the number's suffix outranks.
  init(_ row: JSONNode, serviceType: Int?) {
    domain = row["domain", "domain_name", "domainName"]?.text
    guard let domain else {
      filing = .failure(Problem(key: "domain", reason: "no domain: an app has none"))
      return
    }
    let number = (row["serviceLicence", "website_licence"] ?? row["mainLicence", "domain_licence"])?
      .text
    var result = RecordsDocument.Filing(
      domain: domain, siteNumber: number,
      service: number.flatMap { (try? FilingNumber($0))?.service } ?? Self.service(serviceType),
      entityName: row["unitName", "domain_owner"]?.text,
      entityNature: row["natureName", "domain_type"]?.text)
    if let text = row["updateRecordTime", "domain_approve_date"]?.text {
      guard let time = Timestamp(record: text) else {
        filing = .failure(Problem(key: "updateRecordTime", reason: "'\(text)' is no time"))
        return
      }
      result.approvedAt = time
    }
    switch row["limitAccess", "domain_status"]?.text {
    case "是": result.restricted = true
    case "否": result.restricted = false
    case nil: break
    case .some(let text):
      filing = .failure(Problem(key: "limitAccess", reason: "'\(text)' is neither 是 nor 否"))
      return
    }
    guard let number, !FilingNumber.isOther(number) else {
      let reason = number.map { "'\($0)' is no filing number" } ?? "no filing number"
      filing = .failure(Problem(key: "serviceLicence", reason: reason))
      return
    }
    filing = .success(result)
  }

  private static func service(_ type: Int?) -> RecordsDocument.Filing.Service? {
    switch type {
    case 1: .website
    case 6: .app
    case 7: .miniProgram
    case 8: .quickApp
    default: nil
    }
  }
}
