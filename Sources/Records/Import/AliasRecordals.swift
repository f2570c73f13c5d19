internal import Evidence

/// `AliasICPRecordals` of CloudFront distributions (facts A-12).
///
/// Outside of China every alias is `APPROVED`, so only what is known to be of the partition there
/// counts; `PENDING` is "could not be determined".
struct AliasRecordals {
  private(set) var findings: [Finding] = []

  /// - Parameters:
  ///   - node: Distributions, or the aliases of one.
  ///   - isOfChina: Whether the user says that they are of AWS China.
  init(_ node: JSONNode, isOfChina: Bool) {
    read(node, isOfChina: isOfChina, depth: 8)
  }

  private mutating func read(_ node: JSONNode, isOfChina: Bool, depth: Int) {
    if let name = node["CNAME"]?.text {
      guard isOfChina else {
        return refuse(
          "\(name) is of a distribution that is not named; outside of China every alias counts as"
            + " approved, so save the distribution whole, or add --provider aws-china", node)
      }
      return read(alias: name, node)
    }
    guard depth > 0 else { return }
    if let elements = node.elements {
      for element in elements { read(element, isOfChina: isOfChina, depth: depth - 1) }
    } else if let aliases = node["AliasICPRecordals"] {
      switch Self.isOfChina(node) {
      case false?:
        refuse("a distribution outside of AWS China, where every alias counts as approved", node)
      case let known: read(aliases, isOfChina: known ?? isOfChina, depth: depth - 1)
      }
    } else if let inner = node["Distribution", "DistributionList", "Items"] {
      read(inner, isOfChina: isOfChina, depth: depth - 1)
    }
  }

  /// Which partition a distribution is of, by its ARN or its domain; `nil` when it has neither.
  private static func isOfChina(_ node: JSONNode) -> Bool? {
    if let name = node["ARN"]?.text { return name.hasPrefix("arn:aws-cn:") }
    return node["DomainName"]?.text.map { $0.hasSuffix(".cloudfront.cn") }
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
