internal import Evidence

extension RecordsReading {
  /// What a file is, by its first octets.
  ///
  /// - Throws: ``RecordsError`` saying what it was taken for, or which kinds there are.
  func recognise<Source: OctetSource>(_ text: inout Lookahead<Source>) throws -> RecordsFormat {
    let octets = try text.beginning()
    guard let first = octets.first(where: { !$0.isBlank }) else {
      throw error("the file is empty")
    }
    switch first {
    case UInt8(ascii: "{"), UInt8(ascii: "["): return try recogniseJSON(octets)
    case UInt8(ascii: "<") where domain != nil: return .miit
    case UInt8(ascii: "<"):
      throw error(
        "a web page, not a reply: the query was turned away",
        "ask again later; or keep the failure with --as miit --domain NAME")
    default: return try recogniseLines(octets)
    }
  }

  /// Refuses what is no text, whatever kind it was said to be.
  func refuseBinary<Source: OctetSource>(_ text: inout Lookahead<Source>) throws(RecordsError) {
    let octets = try text.beginning()
    if octets.starts(with: Array("PK\u{3}\u{4}".utf8)) { throw spreadsheet }
    if octets.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      throw error("an old Excel workbook (XLS)", "save it as CSV and import that")
    }
    if octets.starts(with: [0xFF, 0xFE]) || octets.starts(with: [0xFE, 0xFF]) {
      throw error(
        "written in UTF-16", "iconv -f UTF-16 -t UTF-8 FILE | icpdiag records import -")
    }
  }

  /// A workbook of Excel 2007 and later, as ICP-Checker writes it.
  ///
  /// There is no well-kept library to read one with: none of the Swift packages at hand does,
  /// and Debian's `libfreexl` 1.0 reads the old XLS alone. Debian's `xlsx2csv` converts one in a
  /// stream, so the conversion is left to it.
  private var spreadsheet: RecordsError {
    error(
      "an Excel workbook (XLSX), which is not read itself",
      "xlsx2csv FILE | icpdiag records import -")
  }

  // MARK: JSON

  private func recogniseJSON(_ octets: [UInt8]) throws(RecordsError) -> RecordsFormat {
    let words = Self.textsOfJSON(octets)
    func has(_ some: String...) -> Bool { !words.isDisjoint(with: some) }
    var found: [RecordsFormat] = []
    if has("schema") || has("views") { found.append(.json) }
    if has("GovStatus", "LandedStatus") { found.append(.tencentICP) }
    if has("DomainIsRegistration", "DomainNotRegistration") { found.append(.alibabaICP) }
    if has("BaSuccessDataWithRiskList") { found.append(.alibabaFilings) }
    if has("AliasICPRecordals", "ICPRecordalStatus") { found.append(.awsICP) }
    if has("IcpStatus") { found.append(.icpStatus) }
    let lists = [
      ["Instances", "Instance"], ["EipAddresses", "EipAddress"], ["LoadBalancers", "LoadBalancer"],
      ["InstanceSet"], ["AddressSet", "AddressIp"], ["Instance", "InternetIp"],
    ]
    if lists.contains(where: { words.isSuperset(of: $0) }) { found.append(.instances) }
    let query: Set = ["params", "success", "msg", "message", "records", "list", "error", "data"]
    if found.isEmpty, has("serviceLicence", "mainLicence", "website_licence") { found = [.miit] }
    if found.isEmpty, has("code", "keyword", "total", "success"), !words.isDisjoint(with: query) {
      found = [.miit]
    }
    if found.count == 1 { return found[0] }
    throw error(
      found.isEmpty
        ? "JSON of no kind that is known"
        : "JSON of several kinds: \(found.map(\.rawValue).joined(separator: ", "))",
      found.isEmpty
        ? "name its kind with --as; known: \(RecordsFormat.words)" : "choose one with --as")
  }

  /// The keys and texts of a JSON text that may break off anywhere; escapes stay as written.
  static func textsOfJSON(_ octets: [UInt8]) -> Set<String> {
    var texts: Set<String> = []
    var start: Int?
    var isEscaped = false
    for (index, octet) in octets.enumerated() {
      if isEscaped {
        isEscaped = false
      } else if octet == UInt8(ascii: "\\"), start != nil {
        isEscaped = true
      } else if octet == UInt8(ascii: "\"") {
        if let begin = start {
          if index - begin <= 32 {
            texts.insert(String(decoding: octets[begin..<index], as: UTF8.self))
          }
          start = nil
        } else {
          start = index + 1
        }
      }
    }
    return texts
  }

  // MARK: Lines

  private func recogniseLines(_ octets: [UInt8]) throws(RecordsError) -> RecordsFormat {
    var lines = LineReader(OctetsInMemory(octets))
    var decoder = TextDecoder(encoding)
    var first: (octets: [UInt8], text: String)?
    while first == nil, let line = try lines.next() {
      guard let octets = line.octets, let text = decoder.text(of: octets)?.trimmed else {
        throw error(
          "neither UTF-8 nor GB18030 text", line: line.number,
          "convert it with iconv, or name its kind with --as; known: \(RecordsFormat.words)")
      }
      if !text.isEmpty, !text.hasPrefix("#") { first = (octets, text) }
    }
    guard let first else { throw error("nothing but comments") }
    if let header = TableHeader.best(first.octets, [.comma, .semicolon, .tab], &decoder) {
      return header.delimiter == .tab ? .tsv : .csv
    }
    let yaml = ["---", "%YAML", "schema:", "views:", "instances:", "cdn:"]
    if yaml.contains(where: first.text.hasPrefix) { return .yaml }
    let word = first.text.prefix { $0 != "#" }.trimmed
    if word.contains("."), !word.contains(where: { $0.isWhitespace || ",;\"{}:".contains($0) }) {
      return .list
    }
    throw error(
      "of no kind that is known",
      "a table begins with a header line such as 域名,网站备案号; or name its kind with --as; known: "
        + RecordsFormat.words)
  }
}
