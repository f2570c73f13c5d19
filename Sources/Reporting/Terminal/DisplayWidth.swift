/// How many columns text takes on a terminal.
///
/// UAX #11 (revision 44): Wide and Fullwidth are two columns, Ambiguous is one, as terminals take it
/// outside legacy East Asian encodings. What combines with its predecessor takes none, and an emoji
/// sequence takes two however many characters it is made of (UTS #51).
package enum DisplayWidth {
  package static func of(_ text: some StringProtocol) -> Int {
    text.reduce(0) { $0 + of($1) }
  }

  package static func of(_ character: Character) -> Int {
    if let ascii = character.asciiValue {
      return ascii >= 0x20 && ascii != 0x7F ? 1 : 0
    }
    let scalars = character.unicodeScalars
    guard let first = scalars.first, scalars.count > 1 else {
      return scalars.first.map(of) ?? 0
    }
    var width = 0
    var previous = first
    for scalar in scalars {
      switch scalar.value {
      case zeroWidthJoiner where first.properties.isEmoji, firstFlag...lastFlag:
        return 2
      case emojiPresentation where first.properties.isEmoji:
        width = max(width, 2)
      case firstSkinTone...lastSkinTone where previous.properties.isEmojiModifierBase:
        break
      default:
        width += of(scalar)
      }
      previous = scalar
    }
    return width
  }

  private static func of(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x4E00...0x9FFF:
      return 2
    case 0x1160...0x11FF, 0xD7B0...0xD7FF:  // Hangul vowels and finals join the syllable before.
      return 0
    case softHyphen:
      return 1
    default:
      break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator,
      .paragraphSeparator:
      return 0
    default:
      return EastAsianWide.contains(scalar) ? 2 : 1
    }
  }

  private static let softHyphen: UInt32 = 0xAD
  private static let zeroWidthJoiner: UInt32 = 0x200D
  private static let emojiPresentation: UInt32 = 0xFE0F
  private static let firstFlag: UInt32 = 0x1F1E6
  private static let lastFlag: UInt32 = 0x1F1FF
  private static let firstSkinTone: UInt32 = 0x1F3FB
  private static let lastSkinTone: UInt32 = 0x1F3FF
}

extension DisplayWidth {
  /// The text cut to a width, its last column an ellipsis when something was cut.
  package static func truncate(_ text: String, to width: Int) -> String {
    guard of(text) > width else { return text }
    var kept = ""
    var columns = 1
    for character in text {
      columns += of(character)
      guard columns <= width else { break }
      kept.append(character)
    }
    return width > 0 ? kept + "…" : ""
  }

  /// The text with spaces after it up to a width.
  package static func pad(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - of(text)))
  }
}
