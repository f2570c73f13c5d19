/// The name of a filing's holder, compared as people write it.
///
/// Blanks of any kind, letter case and the full-width forms of ASCII signs carry no meaning: the
/// registry writes `（` where a form has `(`.
package struct EntityName: Hashable, Sendable {
  private let folded: String

  /// `nil` for a name that says nothing.
  package init?(_ name: String?) {
    guard let name else { return nil }
    var folded = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      switch scalar.value {
      // Ideographs, of which nearly all names are made, have no case.
      case 0x4E00...0x9FFF: folded.append(scalar)
      // Full-width forms stand in the order of ASCII (Unicode, Halfwidth and Fullwidth Forms).
      case 0xFF01...0xFF5E:
        folded.append(Unicode.Scalar(UInt8(scalar.value - 0xFEE0).inLowerCase))
      case 0x200B...0x200F, 0xFEFF: continue
      case _ where scalar.properties.isWhitespace: continue
      default: folded.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
      }
    }
    guard !folded.isEmpty else { return nil }
    self.folded = String(folded)
  }
}
