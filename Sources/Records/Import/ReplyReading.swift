internal import Evidence

extension RecordsReading {
  /// Reads replies of the registry and the clouds, one document after another.
  func readReplies<Source: OctetSource, Sink: RecordsSink>(
    _ text: inout Lookahead<Source>, _ format: RecordsFormat, into sink: inout Sink
  ) throws {
    guard !isComplete else {
      throw error(
        "a reply says something of what was asked for, and nothing of any other domain",
        "leave --complete away")
    }
    if try text.beginning().first(where: { !$0.isBlank }) == UInt8(ascii: "<") {
      return try readWebPage(format, into: &sink)
    }
    var documents = JSONDocuments(text, file: name)
    var writer = ViewWriter()
    var query = QueryReplies(domain: domain, registrable: registrable)
    while let document = try documents.next() {
      let replies = Reply.all(in: document, having: format.replyKeys)
      if replies.isEmpty {
        try sink.refuse(
          Refusal(line: document.line, reason: "no reply of the kind '\(format.rawValue)'"))
      }
      for reply in replies {
        let findings =
          format == .miit ? query.findings(in: reply) : self.findings(in: reply, format)
        try add(findings, asOf: reply.asOf ?? asOf, format, &writer, &sink)
      }
    }
    try add(query.unfinished(), asOf: asOf, format, &writer, &sink)
    try writer.flush(into: &sink)
  }

  private func add<Sink: RecordsSink>(
    _ findings: [Finding], asOf: Timestamp, _ format: RecordsFormat, _ writer: inout ViewWriter,
    _ sink: inout Sink
  ) throws {
    let source = source ?? format.sourceName
    for finding in findings {
      switch finding.what {
      case .registry(let statement):
        let heading = ViewHeading(
          view: .registry, source: source, asOf: asOf)
        try writer.add(statement, line: finding.line, to: heading, of: self, into: &sink)
      case .provider(let provider, let statement):
        let heading = ViewHeading(
          view: .provider, provider: provider, source: source, asOf: asOf)
        try writer.add(statement, line: finding.line, to: heading, of: self, into: &sink)
      case .instance(let instance): try sink.add(instance, line: finding.line)
      case .refused(let path, let reason):
        try sink.refuse(Refusal(line: finding.line, path: path, reason: reason))
      }
    }
  }

  private func findings(in reply: Reply, _ format: RecordsFormat) -> [Finding] {
    switch format {
    case .instances: InstanceList(reply.node).findings
    case .awsICP: AliasRecordals(reply.node, isOfChina: provider == "aws-china").findings
    case .alibabaFilings: ProviderFilings(reply.node).findings
    default: StatusReply(reply, domain: domain, format: format).findings
    }
  }

  /// Where a page came instead of a reply, the firewall of the registry answered (facts R-32).
  private func readWebPage<Sink: RecordsSink>(
    _ format: RecordsFormat, into sink: inout Sink
  ) throws {
    guard format == .miit, let domain else {
      throw error(
        "a web page, not a reply: the query was turned away",
        "ask again later; or keep the failure with --as miit --domain NAME")
    }
    try sink.begin(
      ViewHeading(
        view: .registry, source: source ?? format.sourceName, asOf: asOf))
    try sink.add(
      .failed(
        RecordsDocument.FailedLookup(
          domain: domain, reason: "the registry answered with a web page")), line: 1)
  }
}

extension RecordsFormat {
  /// Who says what a file of this kind says.
  var sourceName: String {
    switch self {
    case .json, .yaml, .csv, .tsv, .list: rawValue
    case .miit: "MIIT query"
    case .tencentICP: "Tencent DescribeDomainIcpStatus"
    case .alibabaICP: "Alibaba CheckCdnDomainICP"
    case .alibabaFilings: "Alibaba QuerySuccessIcpData"
    case .awsICP: "AWS China AliasICPRecordals"
    case .icpStatus: "IcpStatus"
    case .instances: "instances"
    }
  }

  /// Keys by one of which a reply of this kind, good or bad, is told from a wrapper.
  var replyKeys: Set<String> {
    switch self {
    case .json, .yaml, .csv, .tsv, .list: []
    case .miit: ["code", "success", "params", "list", "records"]
    case .tencentICP: ["GovStatus", "LandedStatus", "Error"]
    case .alibabaICP: ["Status", "Code"]
    case .alibabaFilings: ["BaSuccessDataWithRiskList", "Success", "ErrorCode", "Code"]
    case .awsICP: ["AliasICPRecordals", "Distribution", "DistributionList", "Items", "CNAME"]
    case .icpStatus: ["IcpStatus", "Code", "code"]
    case .instances:
      [
        "Instances", "EipAddresses", "LoadBalancers", "Instance", "InstanceSet", "AddressSet",
        "Error", "Code",
      ]
    }
  }
}

extension UInt8 {
  var isBlank: Bool { [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains(self) }
}
