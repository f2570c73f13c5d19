/// The status line and the header fields of a response, read as they came off the wire.
///
/// Tolerant, because block pages are written by boxes and not by web servers: lines may end in a
/// bare LF, the reason may be missing, and lines that are no fields are counted and passed over.
package struct HTTPResponseHead: Hashable, Sendable {
  /// One header field; a folded value (RFC 9112 section 5.2) is one line here.
  package struct Field: Hashable, Sendable {
    /// As sent.
    package var name: String
    /// Without the blanks around it; repaired UTF-8 without control characters.
    package var value: String
  }

  /// How much of a head is read.
  package struct Bounds: Hashable, Sendable {
    package var octets: Int
    package var fields: Int
    /// Octets of one value, and of one name.
    package var valueOctets: Int

    package init(octets: Int = 16 * 1024, fields: Int = 64, valueOctets: Int = 1024) {
      self.octets = octets
      self.fields = fields
      self.valueOctets = valueOctets
    }
  }

  /// The digits behind `HTTP/`, such as `1.1` or `2`.
  package var version: String
  /// Three digits.
  package var status: Int
  /// `nil` when missing or empty.
  package var reason: String?
  /// In order of arrival.
  package var fields: [Field]
  /// Whether some line ended in an LF without a CR before it.
  package var hasBareLineFeeds: Bool
  /// Lines that are neither a field nor the continuation of one.
  package var junkLines: Int
  /// Octets up to and with the empty line, where the body starts; `nil` when that line was not seen.
  package var length: Int?
  /// Whether a bound left something out.
  package var isCut: Bool

  /// The value of the first field of this name, whatever its case.
  package func header(_ name: String) -> String? {
    fields.first { $0.name.utf8.matches(name.utf8) }?.value
  }

  /// The values of all fields of this name, whatever their case.
  package func headers(_ name: String) -> [String] {
    fields.filter { $0.name.utf8.matches(name.utf8) }.map(\.value)
  }
}
