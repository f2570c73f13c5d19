/// Makes visible what a terminal would obey, and what would hide or reorder the text around it.
///
/// A whole escape sequence (ECMA-48: CSI, OSC with its hyperlinks, DCS …) becomes `·`; any other
/// control or format character, bidirectional overrides and joiners among them, becomes its number,
/// `\u{202e}`; white space of any kind becomes one space.
enum Sanitizer {
  static func visible(_ text: String, limit: Int) -> String {
    if isPlain(text, limit: limit) { return text }
    var reading = Reading(text)
    var result = ""
    var count = 0
    while let piece = reading.next() {
      guard !piece.isEmpty, piece != " " || !(result.isEmpty || result.last == " ") else {
        continue
      }
      count += piece.count
      guard count <= limit else {
        return result + "…"
      }
      result.unicodeScalars.append(contentsOf: piece.unicodeScalars)
    }
    return result.last == " " ? String(result.dropLast()) : result
  }

  /// Whether the text is short and of ordinary letters and single spaces: nearly all of it is.
  private static func isPlain(_ text: String, limit: Int) -> Bool {
    var count = 0
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      switch scalar {
      case " ":
        guard previous != " " else { return false }
      case "\u{21}"..."\u{7E}", "\u{4E00}"..."\u{9FFF}", "、"..."】", "！"..."～", "‐"..."\u{2027}",
        "→":
        break
      default:
        return false
      }
      previous = scalar
      count += 1
      guard count <= limit else { return false }
    }
    return previous != " " || text.isEmpty
  }

  /// More marks than any script stacks on one letter (Hebrew with cantillation has four).
  private static let marksPerLetter = 4

  private struct Reading {
    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var marks = 0

    init(_ text: String) {
      scalars = Array(text.unicodeScalars)
      // A mark at the very beginning would sit on whatever is printed before it.
      marks = Sanitizer.marksPerLetter
    }

    /// The next character in the form to show; empty when it is to be left out.
    mutating func next() -> String? {
      guard position < scalars.count else { return nil }
      let scalar = scalars[position]
      if let end = endOfEscapeSequence(at: position) {
        position = end
        marks = Sanitizer.marksPerLetter
        return "·"
      }
      position += 1
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark:
        return mark(scalar)
      case .control where scalar.properties.isWhitespace, .spaceSeparator, .lineSeparator,
        .paragraphSeparator:
        marks = Sanitizer.marksPerLetter
        return " "
      case .control, .format, .surrogate, .privateUse, .unassigned:
        marks = Sanitizer.marksPerLetter
        return Self.number(scalar)
      default:
        marks = 0
        return scalar.properties.isDefaultIgnorableCodePoint
          ? Self.number(scalar) : String(Character(scalar))
      }
    }

    /// Variation selectors choose a glyph, and not every terminal agrees on its width: left out.
    private mutating func mark(_ scalar: Unicode.Scalar) -> String {
      if scalar.properties.isVariationSelector { return "" }
      if scalar.properties.isDefaultIgnorableCodePoint { return Self.number(scalar) }
      guard marks < Sanitizer.marksPerLetter else { return "" }
      marks += 1
      return String(Character(scalar))
    }

    private static func number(_ scalar: Unicode.Scalar) -> String {
      "\\u{\(String(scalar.value, radix: 16))}"
    }

    // MARK: Escape sequences

    /// Where the escape sequence that begins here ends.
    ///
    /// A string sequence without its end is not one: only its introducer goes, so that nothing
    /// after it is hidden.
    private func endOfEscapeSequence(at start: Int) -> Int? {
      switch scalar(start) {
      case escape:
        switch scalar(start + 1) {
        case "[": return endOfControlSequence(at: start + 2)
        case "]", "P", "X", "^", "_": return endOfString(at: start + 2)
        case "\u{20}"..."\u{7E}": return endOfPlainSequence(at: start + 1)
        default: return nil
        }
      case "\u{9B}": return endOfControlSequence(at: start + 1)
      case "\u{90}", "\u{98}", "\u{9D}"..."\u{9F}": return endOfString(at: start + 1)
      default: return nil
      }
    }

    /// Parameters, intermediates and one final character (ECMA-48 section 5.4).
    private func endOfControlSequence(at start: Int) -> Int {
      var end = start
      while ("\u{20}"..."\u{3F}").contains(scalar(end)) {
        end += 1
      }
      return ("\u{40}"..."\u{7E}").contains(scalar(end)) ? end + 1 : start
    }

    private func endOfPlainSequence(at start: Int) -> Int {
      var end = start
      while ("\u{20}"..."\u{2F}").contains(scalar(end)) {
        end += 1
      }
      return ("\u{30}"..."\u{7E}").contains(scalar(end)) ? end + 1 : start
    }

    /// A string ends at ST, or at BEL as xterm allows (ECMA-48 section 5.6).
    private func endOfString(at start: Int) -> Int {
      var end = start
      while end < scalars.count {
        switch scalars[end] {
        case "\u{07}", "\u{9C}": return end + 1
        case escape: return scalar(end + 1) == "\\" ? end + 2 : start
        default: end += 1
        }
      }
      return start
    }

    private let escape: Unicode.Scalar = "\u{1B}"

    private func scalar(_ index: Int) -> Unicode.Scalar {
      index < scalars.count ? scalars[index] : "\u{0}"
    }
  }
}
