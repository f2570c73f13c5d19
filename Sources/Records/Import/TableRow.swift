internal import Evidence

/// The known fields of one record of a table, as text.
struct TableRow {
  struct Problem: Error {
    var column: String?
    let reason: String
  }

  /// By the columns' raw values; a million rows are read, so no dictionary.
  private var texts = [String?](repeating: nil, count: TableColumn.allCases.count)

  /// What exports write for what they do not know.
  private static let placeholders: Set<String> = ["-", "--", "—", "无", "暂无", "null", "none", "n/a"]

  init(
    _ fields: [ArraySlice<UInt8>], _ header: TableHeader, _ decoder: inout TextDecoder
  ) throws(Problem) {
    for (column, index) in header.places where index < fields.count {
      guard let text = decoder.text(of: fields[index])?.trimmed else {
        throw Problem(
          column: column.names[0],
          reason: "not written in \(decoder.encoding?.rawValue ?? "UTF-8 or GB18030")")
      }
      if !text.isEmpty { texts[column.rawValue] = text }
    }
  }

  subscript(_ column: TableColumn) -> String? {
    guard let text = texts[column.rawValue] else { return nil }
    let isPlaceholder = text.utf8.count <= 6 && Self.placeholders.contains(text.lowercased())
    return isPlaceholder ? nil : text
  }

  /// The text as written, also where it stands for "none".
  func word(_ column: TableColumn) -> String? { texts[column.rawValue]?.lowercased() }

  func time(_ column: TableColumn) throws(Problem) -> Timestamp? {
    guard let text = self[column] else { return nil }
    guard let time = Timestamp(record: text) else {
      throw Problem(
        column: column.names[0], reason: "'\(text)' is no time; write it like 2026-03-02 10:20:30")
    }
    return time
  }

  /// The value of a word, of a list of those known.
  func value<Value>(_ column: TableColumn, _ known: [Value: [String]]) throws(Problem) -> Value? {
    guard let word = word(column) else { return nil }
    if let found = known.first(where: { $0.value.contains(word) }) { return found.key }
    let words = known.values.flatMap(\.self).sorted().joined(separator: ", ")
    throw Problem(
      column: column.names[0],
      reason: "'\(texts[column.rawValue] ?? word)' is not known; known: \(words)")
  }

  /// The domains of the record: one, or several with marks between them.
  var domains: [String] {
    get throws(Problem) {
      let text = self[.domain] ?? self[.homePage]
      guard let text else {
        throw Problem(column: TableColumn.domain.names[0], reason: "no domain")
      }
      let marks: Set<Character> = [",", ";", "，", "；", "、", "|"]
      let names = text.split { $0.isWhitespace || marks.contains($0) }.map(Self.host)
      guard !names.isEmpty, names.count <= Self.domainLimit else {
        throw Problem(
          column: TableColumn.domain.names[0],
          reason: names.isEmpty ? "no domain" : "more than \(Self.domainLimit) domains")
      }
      return names
    }
  }

  /// Domains in one field; a filing had ten at most (facts P-61).
  private static let domainLimit = 100

  /// The host of an address such as `http://www.example.cn/`; a domain stays as it is.
  private static func host(_ text: Substring) -> String {
    var rest = text
    if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
    return String(rest.prefix { !["/", ":", "?", "#"].contains($0) })
  }
}
