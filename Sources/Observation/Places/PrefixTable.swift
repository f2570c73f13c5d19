package import Evidence

/// The text of a table of blocks: `cidr,provider,region,area`, or a plain list of blocks.
///
/// `#` comments, blank lines, a byte order mark and a header line are passed over; a header line may
/// also put the columns in another order. Fields may be empty or left out at the end. An empty area
/// is derived from the region where the region tells, and otherwise left to the tables of lower rank,
/// so a provider's own list counts as mainland only where they say mainland (facts R-62).
package struct PrefixTable: Hashable, Sendable {
  package struct Row: Hashable, Sendable {
    package var prefix: IPPrefix
    package var provider: String?
    package var region: String?
    package var area: Place.Area?
  }

  package private(set) var rows: [Row] = []

  /// Ranges of one file: some fifty times what all clouds together publish.
  package static let rowLimit = 1_000_000

  /// Faults shown; a file with more is not the right file.
  package static let faultLimit = 20

  /// Reads a whole table or nothing.
  ///
  /// - Parameters:
  ///   - octets: The file's contents, in UTF-8.
  ///   - name: What to call the file in faults.
  ///   - provider: Whose blocks these are, for rows that do not say.
  ///   - area: Where these blocks are, for rows whose region does not tell.
  /// - Throws: ``PlacesError/Code/badData`` naming every faulty line and its remedy, at most
  ///   ``faultLimit`` of them.
  package init(
    reading octets: [UInt8], name: String, provider: String? = nil, area: Place.Area? = nil
  ) throws(PlacesError) {
    var faults = Faults(file: name)
    var columns: [Column] = [.cidr, .provider, .region, .area]
    var seen: [IPPrefix: (line: Int, index: Int)] = [:]
    var isFirst = true
    for (number, line) in Self.lines(of: octets) {
      let fields = Self.fields(of: line)
      guard fields.contains(where: { !$0.isEmpty }) else { continue }
      defer { isFirst = false }
      if isFirst, let header = Column.header(fields) {
        columns = header
        continue
      }
      do throws(Fault) {
        var row = try Row(fields, columns)
        row.provider = row.provider ?? provider
        row.area =
          row.area ?? row.region.flatMap { Place.Area(region: $0, provider: row.provider) } ?? area
        guard row.provider != nil || row.region != nil || row.area != nil else {
          throw Fault("says nothing of the block; add a provider, a region or an area")
        }
        if let earlier = seen[row.prefix] {
          guard rows[earlier.index] == row else {
            throw Fault("contradicts line \(earlier.line) on \(row.prefix); keep one of the two")
          }
          continue
        }
        seen[row.prefix] = (number, rows.count)
        rows.append(row)
      } catch {
        faults.add(number, error.text)
      }
      if rows.count == Self.rowLimit {
        faults.add(number, "is block \(Self.rowLimit), more than are read; split the file")
        break
      }
    }
    if rows.isEmpty, faults.count == 0 {
      throw PlacesError(
        .badData, "\(name) holds no block of addresses",
        hint: "Write one a line: 203.0.113.0/24,alibaba,cn-hangzhou,mainland")
    }
    try faults.throwIfAny()
  }

  /// The rows as a look-up takes them, cited as `source`.
  package func rows(citedAs source: String) -> [PrefixList.Row] {
    rows.map { row in
      var answer = PlaceAnswer()
      if let area = row.area, area != .unknown {
        answer.location = .init(area: area, source: source)
      }
      if row.provider != nil || row.region != nil {
        answer.owner = .init(provider: row.provider, region: row.region, source: source)
      }
      return PrefixList.Row(prefix: row.prefix, answer: answer)
    }
  }

  /// The table as text that reads back as itself.
  package var text: String {
    var text = "cidr,provider,region,area\n"
    for row in rows {
      text +=
        "\(row.prefix),\(row.provider ?? ""),\(row.region ?? ""),\(row.area?.rawValue ?? "")\n"
    }
    return text
  }
}

extension PrefixTable {
  fileprivate enum Column: String {
    case cidr, provider, region, area, ignored

    /// The columns a header names; `nil` when the line is none.
    static func header(_ fields: [ArraySlice<UInt8>]) -> [Column]? {
      let names = fields.map { String(decoding: $0, as: UTF8.self).lowercased() }
      guard names.contains(Column.cidr.rawValue) else { return nil }
      return names.map { Column(rawValue: $0) ?? .ignored }
    }
  }

  /// What is wrong with a line, and what to write instead.
  fileprivate struct Fault: Error {
    var text: String

    init(_ text: String) {
      self.text = text
    }
  }

  private struct Faults {
    let file: String
    private(set) var count = 0
    private var lines: [String] = []

    init(file: String) {
      self.file = file
    }

    mutating func add(_ line: Int, _ text: String) {
      count += 1
      if count <= PrefixTable.faultLimit {
        lines.append("\(file):\(line): \(text)")
      }
    }

    func throwIfAny() throws(PlacesError) {
      guard count > 0 else { return }
      let rest = count > lines.count ? ["\(file): and \(count - lines.count) more"] : []
      throw PlacesError(
        .badData, (lines + rest).joined(separator: "\n"),
        hint: "Nothing of \(file) was taken. A line reads cidr,provider,region,area.")
    }
  }

  /// The lines, numbered from 1.
  ///
  /// A table may have a million, so lines and fields stay octets.
  private static func lines(of octets: [UInt8]) -> [(number: Int, line: ArraySlice<UInt8>)] {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let body = octets.starts(with: mark) ? octets.dropFirst(mark.count) : octets[...]
    return body.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .enumerated().map { (number: $0.offset + 1, line: $0.element) }
  }

  /// The fields of a line, without blanks and quotes around them and without a comment.
  private static func fields(of line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    line.prefix { $0 != UInt8(ascii: "#") }
      .split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      .map { field in
        let bare = field.trimming { [0x20, 0x09, 0x0D].contains($0) }
        let quote = UInt8(ascii: "\"")
        return bare.count >= 2 && bare.first == quote && bare.last == quote
          ? bare.dropFirst().dropLast() : bare
      }
  }
}

extension ArraySlice<UInt8> {
  fileprivate func trimming(_ isBlank: (UInt8) -> Bool) -> Self {
    var rest = drop(while: isBlank)
    while let last = rest.last, isBlank(last) {
      rest.removeLast()
    }
    return rest
  }
}

extension PrefixTable.Row {
  fileprivate init(
    _ fields: [ArraySlice<UInt8>], _ columns: [PrefixTable.Column]
  ) throws(PrefixTable.Fault) {
    guard !fields.dropFirst(columns.count).contains(where: { !$0.isEmpty }) else {
      throw .init("has \(fields.count) fields; at most cidr,provider,region,area are read")
    }
    var cidr: IPPrefix?
    for (column, field) in zip(columns, fields) where !field.isEmpty && column != .ignored {
      guard let text = String(validating: field, as: UTF8.self) else {
        throw .init("is not UTF-8; save the file as UTF-8")
      }
      switch column {
      case .cidr: cidr = try Self.prefix(text)
      case .provider: provider = try Self.id(text)
      case .region: region = try Self.id(text)
      case .area: area = try Self.area(text)
      case .ignored: break
      }
    }
    guard let cidr else { throw .init("names no block of addresses") }
    prefix = cidr
  }

  private static func area(_ text: String) throws(PrefixTable.Fault) -> Place.Area {
    guard let area = Place.Area(rawValue: text.lowercased()) else {
      let known = Place.Area.allCases.map(\.rawValue).joined(separator: ", ")
      throw .init("'\(text)' is no area; write one of \(known), or leave it empty")
    }
    return area
  }

  private static func prefix(_ text: String) throws(PrefixTable.Fault) -> IPPrefix {
    if let prefix = IPPrefix(text) {
      return prefix
    }
    if let whole = IPPrefix.around(text) {
      throw .init("'\(text)' has host bits set; write \(whole)")
    }
    throw .init("'\(text)' is no block of addresses; write it like 203.0.113.0/24 or 2001:db8::/32")
  }

  /// Ids of providers and regions: short, and safe in every format a report is written in.
  private static func id(_ text: String) throws(PrefixTable.Fault) -> String {
    let isID =
      text.utf8.count <= 40
      && text.utf8.allSatisfy { octet in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(octet)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet)
          || octet == UInt8(ascii: "-") || octet == UInt8(ascii: "_")
      }
    guard isID else {
      throw .init("'\(text)' is no id; use lower-case letters, digits and hyphens, such as alibaba")
    }
    return text
  }
}
