package import Diagnosis
package import Evidence

/// Text that a terminal shows and never obeys.
///
/// Titles, header fields, DNS data, names of sources and inputs are other people's words. What the
/// terminal reports print is of this type, and a plain `String` does not become one in passing: it
/// takes `outside:`, which makes control characters visible and bounds the length. Literals in our
/// own code need nothing.
package struct SafeText: Hashable, Sendable {
  package private(set) var string: String

  /// Other people's words, on one line and at most `limit` characters long.
  package init(outside text: String, limit: Int = 80) {
    string = Sanitizer.visible(text, limit: limit)
  }

  /// A sentence of the verdict, which may quote other people's words.
  package init(_ text: Text, in language: Language) {
    string = Sanitizer.visible(text(in: language), limit: 4_000)
  }

  package var isEmpty: Bool { string.isEmpty }
  package var width: Int { DisplayWidth.of(string) }

  package static func + (left: SafeText, right: SafeText) -> SafeText {
    var sum = left
    sum.string += right.string
    return sum
  }

  /// The text with spaces that no line breaks at.
  package var unbroken: SafeText {
    var whole = self
    whole.string = String(string.map { $0 == " " ? "\u{A0}" : $0 })
    return whole
  }

  /// The text cut to a width in columns.
  package func truncated(to width: Int) -> SafeText {
    var cut = self
    cut.string = DisplayWidth.truncate(string, to: width)
    return cut
  }
}

extension SafeText: ExpressibleByStringInterpolation {
  package init(stringLiteral text: String) {
    string = text
  }

  package init(stringInterpolation: StringInterpolation) {
    string = stringInterpolation.string
  }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var string = ""

    package init(literalCapacity: Int, interpolationCount: Int) {
      string.reserveCapacity(literalCapacity + 16 * interpolationCount)
    }

    package mutating func appendLiteral(_ literal: String) {
      string += literal
    }

    package mutating func appendInterpolation(_ text: SafeText) {
      string += text.string
    }

    package mutating func appendInterpolation(outside text: String, limit: Int = 80) {
      string += SafeText(outside: text, limit: limit).string
    }

    package mutating func appendInterpolation(_ number: some BinaryInteger) {
      string += String(number)
    }

    package mutating func appendInterpolation(_ address: IPAddress) {
      string += address.description
    }
  }
}

extension Sequence<SafeText> {
  package func joined(separator: SafeText) -> SafeText {
    reduce(into: nil as SafeText?) { sum, text in
      sum = sum.map { $0 + separator + text } ?? text
    } ?? ""
  }
}
