/// How the text of a page is encoded.
///
/// The names are those of IANA in lower case; GBK and GB2312 are read as GB18030, which holds both
/// (WHATWG Encoding, section 4.2).
package enum TextEncoding: String, CaseIterable, Sendable {
  case utf8 = "utf-8"
  case gb18030
  case big5
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  case windows1252 = "windows-1252"

  /// Reads a page's own claim, such as `GBK`; `nil` for what the pages of the mainland do not use.
  package init?(label: String) {
    switch label.lowercased() {
    case "utf-8", "utf8": self = .utf8
    case "gbk", "gb2312", "gb18030", "x-gbk", "gb_2312-80", "csgb2312", "chinese", "cp936":
      self = .gb18030
    case "big5", "big5-hkscs", "cn-big5", "x-x-big5": self = .big5
    case "utf-16", "utf-16le": self = .utf16LittleEndian
    case "utf-16be": self = .utf16BigEndian
    case "iso-8859-1", "latin1", "windows-1252", "us-ascii", "ascii": self = .windows1252
    default: return nil
    }
  }

  /// What a page is in, by its octets and by what it and its server say.
  ///
  /// A byte-order mark decides; then `Content-Type`, then the page's own `meta`, unless the octets
  /// show that it is wrong: pages of GBK in servers set up for UTF-8, and the reverse, are common.
  ///
  /// - Parameters:
  ///   - page: The page, which may be cut.
  ///   - contentType: The value of the field `Content-Type`.
  package init(of page: [UInt8], contentType: String?) {
    if let marked = Self.mark(of: page) {
      self = marked.encoding
      return
    }
    let declared =
      contentType.flatMap(Self.init(contentType:))
      ?? MetaPrescan.label(in: page)
      .flatMap(Self.init(label:))
    let utf8 = UTF8Look(page)
    switch declared {
    case .gb18030, .big5:
      // Short text of two octets a character may be both; Chinese has three of them in UTF-8.
      self = utf8.isValid && utf8.hasThreeOctets ? .utf8 : declared ?? .utf8
    case .utf16LittleEndian, .utf16BigEndian:
      self = utf8.isValid && !page.contains(0) ? .utf8 : declared ?? .utf8
    case .utf8, .windows1252, nil:
      if utf8.isValid {
        self = .utf8
      } else if page.isGB18030 {
        self = .gb18030
      } else {
        self = declared ?? .utf8
      }
    }
  }

  /// The encoding of a byte-order mark, and the mark's octets.
  package static func mark(of page: [UInt8]) -> (encoding: TextEncoding, length: Int)? {
    if page.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if page.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if page.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    return nil
  }

  private init?(contentType: String) {
    guard let label = CharsetParameter.value(in: Array(contentType.utf8)[...]) else { return nil }
    self.init(label: label)
  }
}

/// The value behind `charset=`.
enum CharsetParameter {
  private static let name = Array("charset".utf8)

  /// Octets of a label: longer ones are none of ours.
  private static let longestLabel = 24

  static func value(in text: ArraySlice<UInt8>) -> String? {
    var position = text.startIndex
    while text.endIndex - position > name.count {
      guard text[position..<(position + name.count)].matches(name) else {
        position += 1
        continue
      }
      position += name.count
      var rest = text[position...].drop(while: \.isMarkupSpace)
      guard rest.popFirst() == UInt8(ascii: "=") else { continue }
      rest = rest.drop { $0.isMarkupSpace || $0.isQuote }
      let label = rest.prefix {
        !$0.isMarkupSpace && !$0.isQuote && ![0x2C, 0x2F, 0x3B, 0x3E].contains($0)
      }
      guard (1...longestLabel).contains(label.count) else { return nil }
      return String(decoding: label, as: UTF8.self)
    }
    return nil
  }
}

/// What a page's `meta` elements say of its encoding (HTML, "prescan a byte stream to determine its
/// encoding", simplified).
enum MetaPrescan {
  /// Octets looked at, as the standard has it.
  static let octetLimit = 1024

  private static let tag = Array("<meta".utf8)
  private static let commentStart = Array("<!--".utf8)
  private static let commentEnd = Array("-->".utf8)

  static func label(in page: [UInt8]) -> String? {
    var rest = page.prefix(octetLimit)
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[start...]
      if rest.starts(with: commentStart) {
        rest = rest.dropFirst(2)
        while !rest.isEmpty, !rest.starts(with: commentEnd) {
          rest = rest.dropFirst()
        }
      } else if rest.prefix(tag.count).matches(tag) {
        let element = rest.dropFirst(tag.count).prefix { $0 != UInt8(ascii: ">") }
        if let label = CharsetParameter.value(in: element) { return label }
        rest = rest[element.endIndex...]
      } else {
        rest = rest.dropFirst()
      }
    }
    return nil
  }
}

/// Whether octets are UTF-8 (RFC 3629), the last character perhaps cut, and how they use it.
struct UTF8Look {
  private(set) var isValid = true
  /// Whether some character has three octets or more, as those of Chinese have.
  private(set) var hasThreeOctets = false

  init(_ octets: [UInt8]) {
    // One pass that the compiler turns into wide instructions: most pages begin and end with ASCII.
    guard octets.reduce(0, |) & 0x80 != 0 else { return }
    var position = 0
    while position < octets.count {
      let first = octets[position]
      guard first >= 0x80 else {
        position += 1
        continue
      }
      guard let length = Self.length(first) else {
        isValid = false
        return
      }
      // The second octet's bounds keep out overlong forms, surrogates and what is beyond Unicode.
      var bounds = Self.secondBounds(first)
      for offset in 1..<length {
        guard position + offset < octets.count else { return }
        guard bounds.contains(octets[position + offset]) else {
          isValid = false
          return
        }
        bounds = 0x80...0xBF
      }
      hasThreeOctets = hasThreeOctets || length >= 3
      position += length
    }
  }

  private static func length(_ first: UInt8) -> Int? {
    switch first {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: nil
    }
  }

  private static func secondBounds(_ first: UInt8) -> ClosedRange<UInt8> {
    switch first {
    case 0xE0: 0xA0...0xBF
    case 0xED: 0x80...0x9F
    case 0xF0: 0x90...0xBF
    case 0xF4: 0x80...0x8F
    default: 0x80...0xBF
    }
  }
}

extension [UInt8] {
  /// Whether the octets have the form of GB18030, the last character perhaps cut.
  var isGB18030: Bool {
    var position = 0
    while position < count {
      guard self[position] >= 0x80 else {
        position += 1
        continue
      }
      guard (0x81...0xFE).contains(self[position]) else { return false }
      guard position + 1 < count else { return true }
      switch self[position + 1] {
      case 0x40...0x7E, 0x80...0xFE:
        position += 2
      case 0x30...0x39:
        guard position + 3 < count else { return true }
        guard (0x81...0xFE).contains(self[position + 2]),
          (0x30...0x39).contains(self[position + 3])
        else { return false }
        position += 4
      default:
        return false
      }
    }
    return true
  }
}

extension UInt8 {
  /// The white space of HTML.
  fileprivate var isMarkupSpace: Bool {
    self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0C || self == 0x0D
  }

  fileprivate var isQuote: Bool { self == 0x22 || self == 0x27 }
}
