/// Resolves the character references of HTML that block pages use: `&amp; &lt; &gt; &quot; &apos;`,
/// `&#20013;` and `&#x4E2D;`; everything else stays as it is.
struct EntityDecoder: Sequence, IteratorProtocol {
  private var rest: Substring.UnicodeScalarView

  init(_ text: Substring.UnicodeScalarView) {
    rest = text
  }

  mutating func next() -> Unicode.Scalar? {
    guard let scalar = rest.popFirst() else { return nil }
    guard scalar == "&",
      let end = rest.prefix(Self.longest).firstIndex(of: ";"),
      let value = Self.value(of: String(rest[..<end]))
    else { return scalar }
    rest = rest[rest.index(after: end)...]
    return value
  }

  /// The characters between `&` and `;` at most: `#x0010FFFF`.
  private static let longest = 11

  private static func value(of reference: String) -> Unicode.Scalar? {
    switch reference {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default:
      guard reference.first == "#" else { return nil }
      let isHexadecimal = reference.dropFirst().first == "x" || reference.dropFirst().first == "X"
      let digits = reference.dropFirst(isHexadecimal ? 2 : 1)
      // The initialiser would take a sign.
      guard digits.first?.isHexDigit == true,
        let number = UInt32(digits, radix: isHexadecimal ? 16 : 10)
      else { return nil }
      return Unicode.Scalar(number).flatMap { number == 0 ? nil : $0 } ?? "\u{FFFD}"
    }
  }
}
