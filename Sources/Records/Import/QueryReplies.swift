internal import Evidence

/// Replies of the MIIT query (facts ), page by page.
///
/// An error is a look-up that failed, never an absence; "no records" is an absence only of a name
/// that is known to have been asked for, and only once every page has been seen.
struct QueryReplies {
  /// Queries of several pages that wait for the rest of them.
  static let waitingLimit = 10_000

  private struct Pages {
    let domain: String
    let line: Int
    var last: Int
    var seen: Set<Int> = []
    var isFound = false
    var isReadable = true

    var areAllSeen: Bool { last <= seen.count && seen.isSuperset(of: 1...max(1, last)) }
  }

  private let domain: String?
  private let registrable: (String) -> String?
  private var waiting: [String: Pages] = [:]

  init(domain: String?, registrable: @escaping (String) -> String?) {
    self.domain = domain
    self.registrable = registrable
  }

  /// What one reply says.
  mutating func findings(in reply: Reply) -> [Finding] {
    let node = reply.node
    let asked = reply.asked ?? domain
    if let reason = failure(of: node) { return [failed(asked, reason, line: node.line)] }
    let page = QueryPage(node)
    guard let rows = page.rows else {
      return [failed(asked, "the reply has no list of records", line: node.line)]
    }
    var names: Set<String> = []
    var isReadable = true
    var findings: [Finding] = []
    for (index, row) in rows.enumerated() {
      let record = QueryRow(row, serviceType: reply.serviceType)
      if let name = record.domain.flatMap(registrable) {
        names.insert(name)
      } else {
        isReadable = false
      }
      switch record.filing {
      case .success(let filing):
        findings.append(Finding(what: .registry(.filing(filing)), line: row.line))
      case .failure(let problem):
        findings.append(
          Finding(
            what: .refused(path: "\(page.path)[\(index)].\(problem.key)", problem.reason),
            line: row.line))
      }
    }
    if rows.isEmpty, (page.total ?? 0) > 0 {
      let reason = "the reply counts \(page.total ?? 0) records and shows none"
      return [failed(asked, reason, line: node.line)]
    }
    // Rows speak for themselves; what is left to say is whether the name asked for is absent.
    guard let asked else {
      if rows.isEmpty {
        findings.append(
          refused(
            "no records, but for which domain? add --domain NAME, or save the reply as"
              + " {\"keyword\":\"NAME\",\"reply\":…}", node))
      }
      return findings
    }
    return findings + absence(of: asked, reply, page, names, isReadable: isReadable)
  }

  private mutating func absence(
    of asked: String, _ reply: Reply, _ page: QueryPage, _ names: Set<String>, isReadable: Bool
  ) -> [Finding] {
    let node = reply.node
    guard asked.contains("."), let name = registrable(asked) else {
      // A query for an entity or a number: it names the domains it has.
      return names.isEmpty
        ? [refused("no records for '\(asked)', which says nothing of a domain", node)] : []
    }
    if names.contains(name) {
      waiting[name]?.isFound = true
      if page.isWhole { return [] }
    }
    if let type = reply.serviceType, type != 1 {
      return names.isEmpty
        ? [refused("a query for apps (serviceType \(type)) says nothing of the website", node)] : []
    }
    let labels = name.split(separator: ".").count
    if asked.split(separator: ".").count > labels {
      return names.isEmpty
        ? [refused("the registry knows \(name), not \(asked): ask again for \(name)", node)] : []
    }
    if page.isWhole {
      guard isReadable else { return [failed(asked, Self.unreadable, line: node.line)] }
      guard page.total != nil else { return [failed(asked, Self.uncounted, line: node.line)] }
      return [Finding(what: .registry(.absent(asked)), line: node.line)]
    }
    var pages =
      waiting[name] ?? Pages(domain: asked, line: node.line, last: page.last)
    guard waiting[name] != nil || waiting.count < Self.waitingLimit else {
      return [failed(asked, "pages are missing", line: node.line)]
    }
    pages.last = max(pages.last, page.last)
    pages.seen.insert(page.number)
    pages.isFound = pages.isFound || names.contains(name)
    pages.isReadable = pages.isReadable && isReadable
    waiting[name] = pages
    return []
  }

  /// What the queries of several pages say now that nothing more comes.
  func unfinished() -> [Finding] {
    waiting.values.sorted { $0.line < $1.line }.filter { !$0.isFound }.map { pages in
      pages.areAllSeen && pages.isReadable
        ? Finding(what: .registry(.absent(pages.domain)), line: pages.line)
        : failed(
          pages.domain,
          pages.areAllSeen ? Self.unreadable : "not on the pages saved, and pages are missing",
          line: pages.line)
    }
  }

  /// Why no absence follows where the record may be the one asked for.
  private static let unreadable = "a record of the reply cannot be read"

  /// Only a reply that counts its records shows that there is no other (facts R-22).
  private static let uncounted = "the reply does not say how many records there are"

  /// Why a reply is none: facts R-32.
  private func failure(of node: JSONNode) -> String? {
    let code = node["code"]?.integer
    let isRefused = node["success"]?.bool == false || (node["code"] != nil && code != 200)
    let hasError = node["error"]?.saysSomething ?? false
    guard isRefused || hasError else { return nil }
    let words = (isRefused ? node["msg", "message", "error"] : node["error"])?.text
    let number = code.map { "code \($0)" }
    return [number, words].compactMap(\.self).joined(separator: ": ").ifEmpty("the query failed")
  }

  private func failed(_ asked: String?, _ reason: String, line: Int) -> Finding {
    guard let asked else {
      return Finding(
        what: .refused("a query failed (\(reason)), but for which domain? add --domain NAME"),
        line: line)
    }
    guard asked.contains("."), registrable(asked) != nil else {
      return Finding(what: .refused("the query for '\(asked)' failed (\(reason))"), line: line)
    }
    return Finding(
      what: .registry(.failed(RecordsDocument.FailedLookup(domain: asked, reason: reason))),
      line: line)
  }

  private func refused(_ reason: String, _ node: JSONNode) -> Finding {
    Finding(what: .refused(reason), line: node.line)
  }
}

extension JSONNode {
  /// Whether a wrapper that has this as its error means that there was one.
  fileprivate var saysSomething: Bool {
    switch value {
    case .null: false
    case .bool(let bool): bool
    case .text: text != nil
    case .number(let digits): digits != "0"
    case .array(let elements): !elements.isEmpty
    case .object(let members): !members.isEmpty
    }
  }
}

extension String {
  fileprivate func ifEmpty(_ other: String) -> String { isEmpty ? other : self }
}
