extension HTTPResponseHead {
  /// Reads the head at the start of `octets`, whether or not all of it is there; `nil` unless the
  /// first line that is not empty is a status line.
  package init?(decoding octets: [UInt8], bounds: Bounds = Bounds()) {
    var lines = HeadLines(octets: octets, end: min(octets.count, max(bounds.octets, 0)))
    var first = lines.next()
    while let line = first, line.isEmpty {
      first = lines.next()
    }
    guard let first, let status = StatusLine(first) else { return nil }
    var collector = FieldCollector(bounds: bounds)
    var isComplete = false
    while let line = lines.next() {
      if line.isEmpty {
        isComplete = true
        break
      }
      collector.add(line)
    }
    collector.finishField()
    version = status.version
    self.status = status.code
    reason = status.reason
    fields = collector.fields
    hasBareLineFeeds = lines.hasBareLineFeeds
    junkLines = collector.junkLines
    length = isComplete ? lines.position : nil
    isCut = collector.isCut || !isComplete && octets.count > lines.end
  }
}

/// `HTTP/1.1 403 Forbidden`, the reason being optional and the blanks any number.
private struct StatusLine {
  let version: String
  let code: Int
  let reason: String?

  init?(_ line: ArraySlice<UInt8>) {
    guard line.prefix(5).matches("HTTP/".utf8) else { return nil }
    let version = line.dropFirst(5).prefix { !$0.isBlank }
    guard (1...3).contains(version.count),
      version.allSatisfy({ $0.decimalDigit != nil || $0 == UInt8(ascii: ".") }),
      version.first?.decimalDigit != nil
    else { return nil }
    let rest = line[version.endIndex...].drop(while: \.isBlank)
    let digits = rest.prefix { !$0.isBlank }
    guard digits.count == 3, let code = Int(String(decoding: digits, as: UTF8.self)),
      (100...999).contains(code)
    else { return nil }
    self.version = String(decoding: version, as: UTF8.self)
    self.code = code
    let words = rest[digits.endIndex...].trimmed.prefix(Self.reasonOctets)
    reason = words.isEmpty ? nil : String(repairing: words)
  }

  /// Octets of a reason that are kept; it is a phrase.
  private static let reasonOctets = 256
}

/// The lines of a head, without their ends.
private struct HeadLines {
  let octets: [UInt8]
  let end: Int
  private(set) var position = 0
  private(set) var hasBareLineFeeds = false

  init(octets: [UInt8], end: Int) {
    self.octets = octets
    self.end = end
  }

  /// The next line.
  ///
  /// A last line without an end counts when the octets end there (the connection was cut), and does
  /// not when the bound does.
  mutating func next() -> ArraySlice<UInt8>? {
    guard position < end else { return nil }
    guard let lineFeed = octets[position..<end].firstIndex(of: 0x0A) else {
      let rest = octets[position..<end]
      position = end
      return end == octets.count ? rest : nil
    }
    var line = octets[position..<lineFeed]
    position = lineFeed + 1
    if line.last == 0x0D {
      line = line.dropLast()
    } else {
      hasBareLineFeeds = true
    }
    return line
  }
}

/// Turns lines into fields.
private struct FieldCollector {
  struct OpenField {
    let name: String
    var value: [UInt8] = []
  }

  private(set) var fields: [HTTPResponseHead.Field] = []
  private(set) var junkLines = 0
  private(set) var isCut = false
  private let bounds: HTTPResponseHead.Bounds
  /// The field that a folded line would continue.
  private var open: OpenField?

  init(bounds: HTTPResponseHead.Bounds) {
    self.bounds = bounds
  }

  mutating func add(_ line: ArraySlice<UInt8>) {
    if line.first?.isBlank == true {
      fold(line.trimmed)
      return
    }
    finishField()
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
      junkLines += 1
      return
    }
    let name = line[..<colon].trimmed
    guard (1...max(bounds.valueOctets, 1)).contains(name.count), name.allSatisfy(\.isTokenCharacter)
    else {
      junkLines += 1
      return
    }
    var field = OpenField(name: String(decoding: name, as: UTF8.self))
    append(line[(colon + 1)...].trimmed, to: &field)
    open = field
  }

  /// Stores the field that is being read.
  mutating func finishField() {
    guard let field = open.take() else { return }
    guard fields.count < bounds.fields else {
      isCut = true
      return
    }
    fields.append(
      HTTPResponseHead.Field(name: field.name, value: String(repairing: field.value)))
  }

  /// A continuation is joined by one space (RFC 9112 section 5.2).
  private mutating func fold(_ part: ArraySlice<UInt8>) {
    guard var field = open.take() else {
      junkLines += 1
      return
    }
    if !field.value.isEmpty, !part.isEmpty {
      append([0x20], to: &field)
    }
    append(part, to: &field)
    open = field
  }

  private mutating func append(_ part: ArraySlice<UInt8>, to field: inout OpenField) {
    let room = max(bounds.valueOctets - field.value.count, 0)
    field.value += part.prefix(room)
    isCut = isCut || part.count > room
  }
}

extension UInt8 {
  /// A `tchar` of RFC 9110 section 5.6.2.
  fileprivate var isTokenCharacter: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default:
      Self.tokenMarks.contains(self)
    }
  }

  private static let tokenMarks = Array("!#$%&'*+-.^_`|~".utf8)
}

extension ArraySlice<UInt8> {
  /// Without the blanks at both ends.
  fileprivate var trimmed: ArraySlice<UInt8> {
    var rest = drop(while: \.isBlank)
    while rest.last?.isBlank == true {
      rest.removeLast()
    }
    return rest
  }
}
