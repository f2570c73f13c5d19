internal import Evidence

/// A cloud's answer whether one domain is filed (facts ).
///
/// Only Tencent's says anything of access; the others repeat what the registry knows.
struct StatusReply {
  let findings: [Finding]

  /// - Parameters:
  ///   - reply: What the interface answered.
  ///   - domain: What was asked for, where no wrapper says so.
  ///   - format: Which interface.
  init(_ reply: Reply, domain: String?, format: RecordsFormat) {
    let node = reply.node
    guard let domain = reply.asked ?? domain else {
      findings = [
        Finding(
          what: .refused(
            "the reply does not name its domain; add --domain NAME, or save it as"
              + " {\"Domain\":\"NAME\",\"Response\":…}"), line: node.line)
      ]
      return
    }
    let what: [Finding.What]
    if let error = node.apiError {
      what = [.registry(.failed(RecordsDocument.FailedLookup(domain: domain, reason: error)))]
    } else if format == .tencentICP {
      what = Self.tencent(node, domain)
    } else {
      let isFiled: Bool? =
        switch format {
        case .alibabaICP:
          switch node["Status"]?.text {
          case "DomainIsRegistration": true
          case "DomainNotRegistration": false
          default: nil
          }
        default: node["IcpStatus"]?.bool
        }
      what = [Self.registry(isFiled, domain, "the status is not known")]
    }
    let line = node.line
    findings = what.map { Finding(what: $0, line: line) }
  }

  /// Filed, not filed, or failed for the reason given where the answer is neither.
  private static func registry(
    _ isFiled: Bool?, _ domain: String, _ reason: String
  ) -> Finding.What {
    switch isFiled {
    case true?: .registry(.filing(RecordsDocument.Filing(domain: domain)))
    case false?: .registry(.absent(domain))
    case nil: .registry(.failed(RecordsDocument.FailedLookup(domain: domain, reason: reason)))
    }
  }

  /// The reading of facts A-02; what it does not cover is a look-up that failed.
  private static func tencent(_ node: JSONNode, _ domain: String) -> [Finding.What] {
    func flag(_ key: String) -> Bool? { node[key]?.bool }
    let ticket = flag("AuditTicket") ?? false
    let ban = flag("Ban") ?? false
    func provider(_ statement: Statement) -> Finding.What { .provider("tencent", statement) }
    switch (flag("GovStatus"), flag("LandedStatus")) {
    case (false?, false?) where !ticket && !ban:
      return [.registry(.absent(domain)), provider(.absent(domain))]
    case (true?, let landed?):
      let filing = RecordsDocument.Filing(domain: domain, restricted: ban ? true : nil)
      return [
        .registry(.filing(filing)),
        provider(
          landed
            ? .access(RecordsDocument.Access(domain: domain, state: .active)) : .absent(domain)),
      ]
    default:
      let words = ["GovStatus", "LandedStatus", "AuditTicket", "Ban"].map { key in
        "\(key) \(flag(key).map { "\($0)" } ?? "missing")"
      }
      return [registry(nil, domain, words.joined(separator: ", "))]
    }
  }
}

extension JSONNode {
  /// What an interface says is wrong: Tencent's `Error`, Alibaba's and Baidu's code and message.
  var apiError: String? {
    let error = self["Error"] ?? self
    guard let code = error["Code", "code", "ErrorCode"] else { return nil }
    // Some of Alibaba's say with a code, too, that all is well.
    if self["Error"] == nil, code.integer == 200 || code.text?.lowercased() == "ok" { return nil }
    let words = [code.text, error["Message", "message", "ErrorMessage"]?.text]
    return words.compactMap(\.self).joined(separator: ": ")
  }
}

/// The filings of an account as Alibaba's `QuerySuccessIcpData` (`companyreg` 2026-04-23) lists
/// them.
///
/// They are what was filed through Alibaba. That a website still has access there it does not
/// say, so only the registry's view comes of it.
struct ProviderFilings {
  let findings: [Finding]

  init(_ node: JSONNode) {
    guard node["Success"]?.bool != false, node.apiError == nil,
      let entities = node["BaSuccessDataWithRiskList"]?.elements
    else {
      let reason = node.apiError.map { " (\($0))" } ?? ""
      findings = [Finding(what: .refused("the query failed\(reason)"), line: node.line)]
      return
    }
    findings = entities.flatMap { entity in
      Self.filings(in: entity, "WebsiteList", number: "SiteRecordNum", .website)
        + Self.filings(in: entity, "AppList", number: "AppRecordNum", .app)
    }
  }

  private static func filings(
    in entity: JSONNode, _ list: String, number key: String,
    _ service: RecordsDocument.Filing.Service
  ) -> [Finding] {
    (entity[list]?.elements ?? []).flatMap { site in
      let number = (site[key] ?? entity["IcpNumber"])?.text
      return (site["DomainList"]?.elements ?? []).map { domain in
        guard let name = domain.text else {
          return Finding(
            what: .refused(path: "\(list).DomainList", "no domain"), line: domain.line)
        }
        return Finding(
          what: .registry(
            .filing(
              RecordsDocument.Filing(
                domain: name, siteNumber: number,
                service: number.flatMap { (try? FilingNumber($0))?.service } ?? service,
                entityName: entity["OrganizersName"]?.text,
                entityNature: entity["OrganizersNature"]?.text))), line: domain.line)
      }
    }
  }
}
