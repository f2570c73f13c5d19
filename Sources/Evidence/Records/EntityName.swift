/// The name of a filing's holder, compared as people write it.
///
/// Blanks of any kind, letter case and the full-width forms of ASCII signs carry no meaning: the
/// registry writes `（` where a form has `(`.
package struct EntityName: Hashable, Sendable {
  private let folded: String

  /// `nil` for a name that says nothing.
  package init?(_ name: String?) {
    var folded = ""
    for scalar in (name ?? "").lowercased().unicodeScalars where !scalar.properties.isWhitespace {
      switch scalar.value {
      // Full-width forms stand in the order of ASCII (Unicode, Halfwidth and Fullwidth Forms).
      case 0xFF01...0xFF5E:
        folded.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
      case 0x200B...0x200F, 0xFEFF: continue
      default: folded.unicodeScalars.append(scalar)
      }
    }
    guard !folded.isEmpty else { return nil }
    self.folded = folded.lowercased()
  }
}
