/// What a value may be, to be said as a JSON Schema (draft 2020-12).
package struct SchemaNode: Sendable {
  package indirect enum Form: Sendable {
    case text(pattern: String?, format: String?)
    case number(minimum: Int?)
    case integer(minimum: Int?, maximum: Int?)
    case flag
    /// One text and no other.
    case constant(String)
    /// One of a closed list.
    case word([String])
    case list(SchemaNode)
    case object(SchemaObject)
    /// An object whose keys are data, of a closed list or any.
    case map(keys: [String]?, SchemaNode)
    /// One of several; at least one fits.
    case any([SchemaNode])
    /// What stands elsewhere in the document, by its JSON Pointer (RFC 6901).
    case reference(String)
  }

  package var form: Form
  /// Whether `null`, "not known", stands there as well.
  package var isNullable = false

  init(_ form: Form, isNullable: Bool = false) {
    self.form = form
    self.isNullable = isNullable
  }

  var orNull: SchemaNode { SchemaNode(form, isNullable: true) }
}

extension SchemaNode {
  static let text = SchemaNode(.text(pattern: nil, format: nil))
  static let flag = SchemaNode(.flag)
  static let count = SchemaNode(.integer(minimum: 0, maximum: nil))
  static let port = SchemaNode(.integer(minimum: 0, maximum: 65_535))
  /// Seconds, milliseconds: never less than none.
  static let duration = SchemaNode(.number(minimum: 0))
  static let number = SchemaNode(.number(minimum: nil))
  static let uri = SchemaNode(.text(pattern: nil, format: "uri"))
  /// As every writer here writes it: RFC 3339, in UTC, with `Z`.
  static let time = SchemaNode(.text(pattern: "Z$", format: "date-time"))
  /// As a reader takes it: with any offset, or a day alone.
  static let timeOrDay = SchemaNode(
    .any([
      SchemaNode(.text(pattern: nil, format: "date-time")),
      SchemaNode(.text(pattern: nil, format: "date")),
    ]))
  static let address = SchemaNode(
    .any([
      SchemaNode(.text(pattern: nil, format: "ipv4")),
      SchemaNode(.text(pattern: nil, format: "ipv6")),
    ]))

  static func text(matching pattern: String) -> SchemaNode {
    SchemaNode(.text(pattern: pattern, format: nil))
  }

  static func constant(_ text: String) -> SchemaNode { SchemaNode(.constant(text)) }
  static func list(_ element: SchemaNode) -> SchemaNode { SchemaNode(.list(element)) }
  static func reference(_ pointer: String) -> SchemaNode { SchemaNode(.reference(pointer)) }

  static func object(_ properties: [SchemaProperty]) -> SchemaNode {
    SchemaNode(.object(SchemaObject(properties)))
  }

  /// The words of a type, so that the schema cannot lag behind it.
  static func word<Word: CaseIterable & RawRepresentable<String>>(_: Word.Type) -> SchemaNode {
    SchemaNode(.word(Word.allCases.map(\.rawValue)))
  }

  /// How many there are of each word of a type.
  static func counts<Word: CaseIterable & RawRepresentable<String>>(_: Word.Type) -> SchemaNode {
    SchemaNode(.map(keys: Word.allCases.map(\.rawValue), .count))
  }
}

/// An object with known keys.
package struct SchemaObject: Sendable {
  package var properties: [SchemaProperty]
  /// Keywords that tie several keys to each other.
  var conditions: [(String, SchemaJSON)] = []

  init(_ properties: [SchemaProperty], conditions: [(String, SchemaJSON)] = []) {
    self.properties = properties
    self.conditions = conditions
  }
}

/// One key of an object.
package struct SchemaProperty: Sendable {
  /// When the key is there.
  package enum Presence: Sendable {
    /// In every document.
    case always
    /// In every document that this version writes; older ones of the same schema may lack it.
    case added
    /// Where somebody has something to say.
    case optional
  }

  package var name: String
  package var node: SchemaNode
  /// What it means, in sentences; a number's unit is among them.
  package var meaning: String
  package var presence: Presence

  init(
    _ name: String, _ node: SchemaNode, _ meaning: String, _ presence: Presence = .always
  ) {
    self.name = name
    self.node = node
    self.meaning = meaning
    self.presence = presence
  }
}

extension [SchemaProperty] {
  /// The same keys in a document that people write: only those named have to be there.
  func whereRequired(_ names: Set<String>) -> [SchemaProperty] {
    map { property in
      var copy = property
      copy.presence = names.contains(property.name) ? .always : .optional
      if !names.contains(property.name) { copy.node.isNullable = true }
      return copy
    }
  }
}
