/// What is wrong with a JSON text, and on which line of it.
struct JSONProblem: Error {
  /// From 1, in the text.
  let line: Int
  let message: String
  var hint: String?
}

/// Reads one JSON text whole (RFC 8259), strictly.
struct JSONParser {
  /// Values of one document: a page of a cloud's list has some thousands.
  static let valueLimit = 2_000_000
  /// Lists and objects within each other; the deepest reply known has ten.
  static let depthLimit = 64

  private let octets: ArraySlice<UInt8>
  private var index: Int
  private var line: Int
  private var values = 0

  /// - Parameters:
  ///   - octets: The text, in UTF-8.
  ///   - firstLine: The line of the file it begins on.
  /// - Returns: The value that the whole text is.
  /// - Throws: ``JSONProblem`` at the first octet that does not belong.
  static func parse(
    _ octets: ArraySlice<UInt8>, firstLine: Int = 1
  ) throws(JSONProblem) -> JSONNode {
    var parser = JSONParser(octets, firstLine)
    let node = try parser.value(depth: 0)
    parser.skipBlanks()
    guard parser.current == nil else { throw parser.problem("not valid JSON: text behind its end") }
    return node
  }

  private init(_ octets: ArraySlice<UInt8>, _ firstLine: Int) {
    self.octets = octets
    index = octets.startIndex
    line = firstLine
  }

  private var current: UInt8? { index < octets.endIndex ? octets[index] : nil }

  private func problem(_ message: String) -> JSONProblem {
    JSONProblem(line: line, message: message)
  }

  private func unexpected() -> JSONProblem {
    guard current == nil else { return problem("not valid JSON") }
    return JSONProblem(
      line: line, message: "not valid JSON: it breaks off", hint: "save the file again, whole")
  }

  private mutating func skipBlanks() {
    while let octet = current {
      switch octet {
      case UInt8(ascii: "\n"): line += 1
      case 0x20, 0x09, 0x0D: break
      default: return
      }
      index += 1
    }
  }

  private mutating func take(_ octet: UInt8) -> Bool {
    guard current == octet else { return false }
    index += 1
    return true
  }

  private mutating func value(depth: Int) throws(JSONProblem) -> JSONNode {
    skipBlanks()
    values += 1
    guard values <= Self.valueLimit else {
      throw problem("more than \(Self.valueLimit) values in one document")
    }
    guard depth <= Self.depthLimit else {
      throw problem("nested deeper than \(Self.depthLimit) levels")
    }
    let start = line
    let value: JSONNode.Value =
      switch current {
      case UInt8(ascii: "{"): try object(depth: depth)
      case UInt8(ascii: "["): try array(depth: depth)
      case UInt8(ascii: "\""): .text(try string())
      case UInt8(ascii: "t"): try word("true", .bool(true))
      case UInt8(ascii: "f"): try word("false", .bool(false))
      case UInt8(ascii: "n"): try word("null", .null)
      default: .number(try number())
      }
    return JSONNode(line: start, value: value)
  }

  private mutating func object(depth: Int) throws(JSONProblem) -> JSONNode.Value {
    index += 1
    var members: [JSONNode.Member] = []
    var keys: Set<String> = []
    skipBlanks()
    if take(UInt8(ascii: "}")) { return .object([]) }
    while true {
      skipBlanks()
      guard current == UInt8(ascii: "\"") else { throw unexpected() }
      let key = try string()
      guard keys.insert(key).inserted else { throw problem("the key '\(key)' is there twice") }
      skipBlanks()
      guard take(UInt8(ascii: ":")) else { throw unexpected() }
      members.append(JSONNode.Member(key: key, node: try value(depth: depth + 1)))
      skipBlanks()
      if take(UInt8(ascii: "}")) { return .object(members) }
      guard take(UInt8(ascii: ",")) else { throw unexpected() }
    }
  }

  private mutating func array(depth: Int) throws(JSONProblem) -> JSONNode.Value {
    index += 1
    var elements: [JSONNode] = []
    skipBlanks()
    if take(UInt8(ascii: "]")) { return .array([]) }
    while true {
      elements.append(try value(depth: depth + 1))
      skipBlanks()
      if take(UInt8(ascii: "]")) { return .array(elements) }
      guard take(UInt8(ascii: ",")) else { throw unexpected() }
    }
  }

  private mutating func word(
    _ word: StaticString, _ value: JSONNode.Value
  ) throws(JSONProblem) -> JSONNode.Value {
    let letters = Array("\(word)".utf8)
    guard octets[index...].starts(with: letters) else { throw unexpected() }
    index += letters.count
    return value
  }

  private mutating func number() throws(JSONProblem) -> String {
    let start = index
    _ = take(UInt8(ascii: "-"))
    guard
      current != UInt8(ascii: "0") || index + 1 >= octets.endIndex
        || !Self.isDigit(octets[index + 1])
    else { throw unexpected() }
    guard skipDigits() else { throw unexpected() }
    if take(UInt8(ascii: ".")) {
      guard skipDigits() else { throw unexpected() }
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      _ = take(UInt8(ascii: "+")) || take(UInt8(ascii: "-"))
      guard skipDigits() else { throw unexpected() }
    }
    return String(decoding: octets[start..<index], as: UTF8.self)
  }

  private static func isDigit(_ octet: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet)
  }

  private mutating func skipDigits() -> Bool {
    let start = index
    while let octet = current, Self.isDigit(octet) { index += 1 }
    return index > start
  }

  private mutating func string() throws(JSONProblem) -> String {
    index += 1
    var text: [UInt8] = []
    while let octet = current {
      index += 1
      switch octet {
      case UInt8(ascii: "\""):
        guard let text = String(validating: text, as: UTF8.self) else {
          throw JSONProblem(
            line: line, message: "a text that is not UTF-8",
            hint: "iconv -f GB18030 -t UTF-8 FILE | icpdiag records import -")
        }
        return text
      case UInt8(ascii: "\\"): try escape(into: &text)
      case 0..<0x20: throw problem("a line break or control character inside a text")
      default: text.append(octet)
      }
    }
    throw unexpected()
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSONProblem) {
    guard let octet = current else { throw unexpected() }
    index += 1
    switch octet {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(octet)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      var units = [try codeUnit()]
      if UTF16.isLeadSurrogate(units[0]), octets[index...].starts(with: [0x5C, 0x75]) {
        index += 2
        units.append(try codeUnit())
      }
      // A surrogate without its other half becomes U+FFFD.
      text += Array(String(decoding: units, as: UTF16.self).utf8)
    default: throw unexpected()
    }
  }

  private mutating func codeUnit() throws(JSONProblem) -> UInt16 {
    let digits = octets[index...].prefix(4)
    guard digits.count == 4, let text = String(validating: digits, as: UTF8.self),
      text.allSatisfy(\.isHexDigit), let unit = UInt16(text, radix: 16)
    else { throw unexpected() }
    index += 4
    return unit
  }
}
