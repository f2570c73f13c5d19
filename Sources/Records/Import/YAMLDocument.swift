internal import Evidence
internal import Yams

/// A YAML document turned into the JSON it stands for, every value on the line it had.
///
/// So the decoder of the JSON names the lines of the YAML in its errors, and the schema is read in
/// one place only.
struct YAMLDocument {
  /// Collections within each other; records have six.
  ///
  /// The parser itself stops at a thousand.
  private static let depthLimit = 64

  private let file: String
  private(set) var json: [UInt8] = []
  private var line = 1

  /// Whether a text begins as our documents do in YAML, which no JSON does.
  static func begins(_ octets: ArraySlice<UInt8>) -> Bool {
    let first = octets.split(separator: UInt8(ascii: "\n")).lazy
      .map { $0.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") } }
      .first { $0.first.map { $0 != UInt8(ascii: "#") } ?? false }
    return ["---", "%YAML", "schema:", "views:", "instances:", "cdn:"].contains {
      first?.starts(with: $0.utf8) ?? false
    }
  }

  /// - Parameters:
  ///   - octets: One YAML document in UTF-8.
  ///   - file: The name to report errors under.
  /// - Throws: ``RecordsError`` for what is no YAML, for duplicate keys, and for aliases.
  init(_ octets: [UInt8], named file: String) throws(RecordsError) {
    self.file = file
    guard let text = String(validating: octets, as: UTF8.self) else {
      throw RecordsError(
        file: file, message: "not written in UTF-8",
        hint: "iconv -f GB18030 -t UTF-8 FILE | icpdiag records import -")
    }
    if let alias = Self.alias(in: octets) {
      throw RecordsError(
        file: file, message: "the alias *\(alias) stands for text elsewhere",
        hint: "write it out; a few aliases can stand for more than any memory holds")
    }
    do {
      // Without rules, which would make numbers and times of texts.
      let root = try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
      guard let root else { throw RecordsError(file: file, message: "the document is empty") }
      try write(root, depth: 0)
    } catch let error as RecordsError {
      throw error
    } catch {
      throw Self.readable(error, file)
    }
  }

  private mutating func write(_ node: Node, depth: Int) throws(RecordsError) {
    guard depth <= Self.depthLimit else {
      throw RecordsError(
        file: file, line: node.mark?.line, message: "nested deeper than \(Self.depthLimit) levels")
    }
    while line < node.mark?.line ?? 1 {
      json.append(UInt8(ascii: "\n"))
      line += 1
    }
    switch node {
    case .scalar(let scalar):
      let isPlain = scalar.style == .plain
      switch scalar.string {
      case "true" where isPlain, "false" where isPlain: json += Array(scalar.string.utf8)
      case "" where isPlain, "~" where isPlain, "null" where isPlain: json += Array("null".utf8)
      default: write(scalar.string)
      }
    case .sequence(let sequence):
      json.append(UInt8(ascii: "["))
      for (index, element) in sequence.enumerated() {
        if index > 0 { json.append(UInt8(ascii: ",")) }
        try write(element, depth: depth + 1)
      }
      json.append(UInt8(ascii: "]"))
    case .mapping(let mapping):
      json.append(UInt8(ascii: "{"))
      for (index, pair) in mapping.enumerated() {
        if index > 0 { json.append(UInt8(ascii: ",")) }
        guard case .scalar(let key) = pair.key else {
          throw RecordsError(
            file: file, line: pair.key.mark?.line, message: "a key that is no text")
        }
        while line < key.mark?.line ?? 1 {
          json.append(UInt8(ascii: "\n"))
          line += 1
        }
        write(key.string)
        json.append(UInt8(ascii: ":"))
        try write(pair.value, depth: depth + 1)
      }
      json.append(UInt8(ascii: "}"))
    case .alias:
      throw RecordsError(file: file, line: node.mark?.line, message: "an alias; write it out")
    }
  }

  private mutating func write(_ text: String) {
    json.append(UInt8(ascii: "\""))
    for octet in text.utf8 {
      switch octet {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): json += [UInt8(ascii: "\\"), octet]
      case 0..<0x20:
        let hex = String(octet, radix: 16)
        json += Array("\\u\(String(repeating: "0", count: 4 - hex.count))\(hex)".utf8)
      default: json.append(octet)
      }
    }
    json.append(UInt8(ascii: "\""))
  }

  // MARK: Bounds

  /// A name that may stand behind an anchor's `&` and behind an alias's `*` both.
  ///
  /// The parser compares keys deeply before it hands anything out, so aliases have to be found
  /// before it runs. Names have letters, digits, `_` and `-` only (libyaml `scan_anchor`).
  private static func alias(in octets: [UInt8]) -> String? {
    func names(after mark: Unicode.Scalar) -> Set<String> {
      var names: Set<String> = []
      for (index, octet) in octets.enumerated() where octet == UInt8(ascii: mark) {
        let name = octets[(index + 1)...].prefix { $0.isOfAnchor }
        if !name.isEmpty { names.insert(String(decoding: name, as: UTF8.self)) }
      }
      return names
    }
    let aliases = names(after: "*")
    return aliases.isEmpty ? nil : aliases.intersection(names(after: "&")).min()
  }

  // MARK: Errors

  private static func readable(_ error: any Error, _ file: String) -> RecordsError {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return RecordsError(
        file: file, line: mark.line, message: "not valid YAML: \(problem)",
        hint: "check indentation and quotes around this line")
    case .duplicatedKeysInMapping(let keys, let context):
      return RecordsError(
        file: file, line: context.mark.line,
        message: "the key '\(keys.first ?? "")' is there twice")
    default: return RecordsError(file: file, message: "cannot be read as YAML")
    }
  }
}

extension UInt8 {
  fileprivate var isOfAnchor: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
