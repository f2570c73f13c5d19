internal import Evidence

/// `AliasICPRecordals` of CloudFront distributions (facts A-12).
///
/// Outside of China every alias is `APPROVED`, so a distribution of another partition is refused;
/// `PENDING` is "could not be determined".
struct AliasRecordals {
  private(set) var findings: [Finding] = []

  init(_ node: JSONNode) {
    read(node, depth: 8)
  }

  private mutating func read(_ node: JSONNode, depth: Int) {
    if let name = node["CNAME"]?.text { return read(alias: name, node) }
    guard depth > 0 else { return }
    if let elements = node.elements {
      for element in elements { read(element, depth: depth - 1) }
    } else if let aliases = node["AliasICPRecordals"] {
      if node["ARN"]?.text?.hasPrefix("arn:aws:") == true
        || node["DomainName"]?.text?.hasSuffix(".cloudfront.net") == true
      {
        refuse("a distribution outside of AWS China, where every alias counts as approved", node)
      } else {
        read(aliases, depth: depth - 1)
      }
    } else if let inner = node["Distribution", "DistributionList", "Items"] {
      read(inner, depth: depth - 1)
    }
  }

  private mutating func read(alias name: String, _ node: JSONNode) {
    let statement: Statement
    switch node["ICPRecordalStatus"]?.text {
    case "APPROVED": statement = .filing(RecordsDocument.Filing(domain: name))
    case "SUSPENDED": statement = .absent(name)
    case "PENDING":
      statement = .failed(
        RecordsDocument.FailedLookup(
          domain: name, reason: "PENDING: CloudFront could not determine it"))
    case let other:
      return refuse("unknown status '\(other ?? "")' of \(name)", node)
    }
    findings.append(Finding(what: .registry(statement), line: node.line))
  }

  private mutating func refuse(_ reason: String, _ node: JSONNode) {
    findings.append(Finding(what: .refused(reason), line: node.line))
  }
}
