internal import Evidence

extension RecordsReading {
  /// Reads a table with a header line.
  func readTable<Source: OctetSource, Sink: RecordsSink>(
    _ text: inout Lookahead<Source>, _ format: RecordsFormat, into sink: inout Sink
  ) throws {
    var decoder = TextDecoder(encoding)
    var lines = LineReader(text)
    let (header, line) = try header(&lines, format, &decoder)
    if let duplicate = header.duplicate {
      throw error(
        "the column '\(duplicate)' is there twice, by this or another name", line: line,
        "remove or rename one")
    }
    let rows = try TableRows(header, of: self, line: line)
    var writer = ViewWriter()
    var table = TableReader(lines, delimiter: header.delimiter)
    while let record = try table.next() {
      switch record {
      case .refused(let refusal): try sink.refuse(refusal)
      case .fields(let fields, let line):
        if fields.allSatisfy(\.isEmpty) { continue }
        guard fields.count == header.count || fields.dropFirst(header.count).allSatisfy(\.isEmpty),
          fields.count >= header.count
        else {
          let reason = "\(fields.count) fields where the header has \(header.count)"
          try sink.refuse(Refusal(line: line, reason: reason))
          continue
        }
        let statements: [(ViewHeading, Statement)]
        do throws(TableRow.Problem) {
          statements = try rows.statements(of: TableRow(fields, header, &decoder))
        } catch {
          try sink.refuse(Refusal(line: line, path: error.column, reason: error.reason))
          continue
        }
        for (heading, statement) in statements {
          try writer.add(statement, line: line, to: heading, of: self, into: &sink)
        }
      }
    }
    try writer.flush(into: &sink)
  }

  /// The first line that is not empty, which must be the header.
  private func header<Source: OctetSource>(
    _ lines: inout LineReader<Source>, _ format: RecordsFormat, _ decoder: inout TextDecoder
  ) throws(RecordsError) -> (TableHeader, line: Int) {
    while let line = try lines.next() {
      guard let octets = line.octets else { break }
      if octets.allSatisfy(\.isBlank) { continue }
      let delimiters: [UInt8] = format == .tsv ? [.tab] : [.comma, .semicolon, .tab]
      if let header = TableHeader.best(octets, delimiters, &decoder) {
        return (header, line.number)
      }
      if decoder.text(of: octets) == nil {
        throw error(
          "the header line is not written in \(decoder.encoding?.rawValue ?? "UTF-8 or GB18030")",
          line: line.number, "name another with --encoding \(TextEncoding.words)")
      }
      throw error(
        "no column of the header line names domains", line: line.number,
        "call one of them \(TableColumn.domain.names.prefix(3).joined(separator: ", ")) or domain")
    }
    throw error("there is no header line", "write one such as 域名,网站备案号,审核通过日期")
  }
}

extension UInt8 {
  static let tab = UInt8(ascii: "\t")
  static let comma = UInt8(ascii: ",")
  static let semicolon = UInt8(ascii: ";")
}

extension TextEncoding {
  static var words: String { allCases.map(\.rawValue).joined(separator: "|") }
}
