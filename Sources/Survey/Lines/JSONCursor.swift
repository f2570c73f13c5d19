/// A place in a JSON text; it goes forward over whole values and stops at what is no JSON.
struct JSONCursor {
  private let octets: ArraySlice<UInt8>
  private(set) var position: Int

  /// Deeper than anything that is read here; each level takes some stack.
  private static let deepest = 64

  init(_ octets: ArraySlice<UInt8>) {
    self.octets = octets
    position = octets.startIndex
  }

  var isAtEnd: Bool { position >= octets.endIndex }

  var next: UInt8? { isAtEnd ? nil : octets[position] }

  mutating func skip(_ count: Int) {
    position = min(position + count, octets.endIndex)
  }

  mutating func skipSpace() {
    while let next, [0x20, 0x09, 0x0A, 0x0D].contains(next) { position += 1 }
  }

  /// Goes over one value.
  ///
  /// - Returns: `false` when there is none; the position is then where it broke off.
  mutating func skipValue(depth: Int = 0) -> Bool {
    guard depth < Self.deepest else { return false }
    switch next {
    case UInt8(ascii: "\""): return skipString()
    case UInt8(ascii: "{"): return skipList(closedBy: UInt8(ascii: "}"), depth, isObject: true)
    case UInt8(ascii: "["): return skipList(closedBy: UInt8(ascii: "]"), depth, isObject: false)
    case UInt8(ascii: "t"): return skip("true")
    case UInt8(ascii: "f"): return skip("false")
    case UInt8(ascii: "n"): return skip("null")
    default: return skipNumber()
    }
  }

  /// Goes over a string with its quotation marks.
  mutating func skipString() -> Bool {
    guard skip(UInt8(ascii: "\"")) else { return false }
    while let octet = next {
      position += 1
      switch octet {
      case UInt8(ascii: "\""): return true
      case UInt8(ascii: "\\"):
        guard skipEscape() else { return false }
      case ..<0x20: return false
      default: break
      }
    }
    return false
  }

  private mutating func skipEscape() -> Bool {
    guard let kind = next else { return false }
    position += 1
    switch kind {
    case UInt8(ascii: "u"):
      let digits = octets[position..<min(position + 4, octets.endIndex)]
      let isHexadecimal = digits.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x46).contains($0) || (0x61...0x66).contains($0)
      }
      guard digits.count == 4, isHexadecimal else { return false }
      position += 4
      return true
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return true
    default: return false
    }
  }

  private mutating func skipList(closedBy end: UInt8, _ depth: Int, isObject: Bool) -> Bool {
    position += 1
    skipSpace()
    if skip(end) { return true }
    while true {
      if isObject {
        skipSpace()
        guard skipString() else { return false }
        skipSpace()
        guard skip(UInt8(ascii: ":")) else { return false }
      }
      skipSpace()
      guard skipValue(depth: depth + 1) else { return false }
      skipSpace()
      if skip(end) { return true }
      guard skip(UInt8(ascii: ",")) else { return false }
    }
  }

  private mutating func skipNumber() -> Bool {
    _ = skip(UInt8(ascii: "-"))
    if !skip(UInt8(ascii: "0")), skipDigits() == 0 { return false }
    if skip(UInt8(ascii: ".")), skipDigits() == 0 { return false }
    if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
      if !skip(UInt8(ascii: "+")) { _ = skip(UInt8(ascii: "-")) }
      return skipDigits() > 0
    }
    return true
  }

  private mutating func skipDigits() -> Int {
    let start = position
    while let next, (0x30...0x39).contains(next) { position += 1 }
    return position - start
  }

  private mutating func skip(_ octet: UInt8) -> Bool {
    guard next == octet else { return false }
    position += 1
    return true
  }

  private mutating func skip(_ word: String) -> Bool {
    guard octets[position...].starts(with: word.utf8) else { return false }
    position += word.utf8.count
    return true
  }
}
