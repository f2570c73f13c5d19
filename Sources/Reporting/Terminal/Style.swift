package import Diagnosis

/// How the terminal reports are to look.
package struct Style: Hashable, Sendable {
  /// The terminal's columns.
  package var width: Int
  package var isColoured: Bool
  package var language: Language
  /// Show everything that was seen, also where all is well.
  package var isVerbose: Bool
  /// Put what is nobody else's business into a text made for others.
  package var isFull: Bool
  /// Show no warnings.
  package var isQuiet: Bool

  package init(
    width: Int = 80, isColoured: Bool = false, language: Language = .en, isVerbose: Bool = false,
    isFull: Bool = false, isQuiet: Bool = false
  ) {
    self.width = width
    self.isColoured = isColoured
    self.language = language
    self.isVerbose = isVerbose
    self.isFull = isFull
    self.isQuiet = isQuiet
  }

  /// Lines longer than a hundred columns are hard to read; narrower than forty nothing lines up.
  var textWidth: Int { min(max(width, 40), 100) }

  /// What a stretch of text is, which decides its colour (ECMA-48 SGR).
  enum Tone {
    case plain, strong, faint
    case status(Status)

    fileprivate var codes: String {
      switch self {
      case .plain: ""
      case .strong: "1"
      case .faint: "2"
      case .status(.ok): "1;32"
      case .status(.atRisk), .status(.undetermined): "1;33"
      case .status(.blocked), .status(.unreachable), .status(.error): "1;31"
      }
    }
  }

  func paint(_ text: String, _ tone: Tone) -> String {
    let codes = tone.codes
    guard isColoured, !codes.isEmpty, !text.isEmpty else { return text }
    return "\u{1B}[\(codes)m\(text)\u{1B}[0m"
  }
}
