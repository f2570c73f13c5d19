internal import Evidence

extension StringProtocol {
  /// The text without the blanks around it.
  var trimmed: String {
    if first?.isWhitespace != true, last?.isWhitespace != true { return String(self) }
    var text = self[...].drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
  }
}

extension Timestamp {
  /// Reads a time as the registry, providers and spreadsheets write it.
  ///
  /// RFC 3339, also without seconds (`2027-12-10T04:04Z`); `2026-03-02 10:20:30` and
  /// `2026/3/2 10:20`, which without an offset are Beijing time (facts R-28); and the days
  /// `2026-03-02`, `2026/3/2`, `2026.3.2`, `2026年3月2日`, which stand for their end in Beijing. A
  /// spreadsheet's day numbers are refused: they cannot be told from other numbers.
  ///
  /// - Returns: `nil` for anything else, a day that does not exist included.
  init?(record text: String) {
    // The registry's own form first: it is by far the most frequent.
    if let time = Timestamp(rfc3339: text.utf8.count == 19 ? text + "+08:00" : text) {
      self = time
      return
    }
    let separators: Set<Character> = ["-", "/", ".", "年", "月"]
    var rest = text[...]
    func number(_ digits: ClosedRange<Int>) -> String? {
      let found = rest.prefix { $0.isASCII && $0.isNumber }
      guard digits.contains(found.count) else { return nil }
      rest = rest.dropFirst(found.count)
      return found.count == 1 ? "0" + found : String(found)
    }
    func skip(_ marks: Set<Character>) -> Bool {
      guard let first = rest.first, marks.contains(first) else { return false }
      rest.removeFirst()
      return true
    }
    guard let year = number(4...4), skip(separators), let month = number(1...2),
      skip(separators), let day = number(1...2)
    else { return nil }
    _ = skip(["日"])
    let date = "\(year)-\(month)-\(day)"
    if rest.allSatisfy(\.isWhitespace) {
      guard let time = Timestamp(rfc3339: date) else { return nil }
      self = time
      return
    }
    guard skip(["T", " "]), let hour = number(1...2), skip([":"]), let minute = number(2...2)
    else { return nil }
    var second = "00"
    if skip([":"]) {
      guard let found = number(2...2) else { return nil }
      second = found
    }
    // Fractions and offsets are RFC 3339's to check.
    let end =
      rest.isEmpty ? "+08:00" : rest.first == "." && rest.last != "Z" ? rest + "+08:00" : rest
    guard let time = Timestamp(rfc3339: "\(date)T\(hour):\(minute):\(second)\(end)") else {
      return nil
    }
    self = time
  }
}
