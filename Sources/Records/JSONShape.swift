internal import Evidence

/// A JSON text reduced to its keys and texts, so that a misspelt one is an error and not silence.
enum JSONShape: Decodable {
  case object([(key: String, value: JSONShape)])
  case array([JSONShape])
  case text(String)
  case scalar

  private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) {
      self.stringValue = stringValue
    }

    init?(intValue: Int) {
      nil
    }
  }

  init(from decoder: any Decoder) throws {
    if let container = try? decoder.container(keyedBy: AnyKey.self) {
      self = .object(
        try container.allKeys.map { ($0.stringValue, try container.decode(Self.self, forKey: $0)) })
    } else if var container = try? decoder.unkeyedContainer() {
      var elements: [JSONShape] = []
      while !container.isAtEnd {
        elements.append(try container.decode(Self.self))
      }
      self = .array(elements)
    } else if let text = try? decoder.singleValueContainer().decode(String.self) {
      self = .text(text)
    } else {
      self = .scalar
    }
  }

  /// The first key, in order of place, that its object may not hold, or the first value that is
  /// not in its list.
  func unknownWord(in schema: JSONSchemaNode, at place: JSONPlace = JSONPlace()) -> UnknownWord? {
    switch (self, schema) {
    case (.object(let members), .object(let known)):
      for (key, value) in members.sorted(by: { $0.key < $1.key }) {
        let inner = place.appending(.key(key))
        guard let node = known[key] else {
          return UnknownWord(
            place: inner, message: "unknown key '\(key)'", known: known.keys.sorted())
        }
        if let found = value.unknownWord(in: node, at: inner) { return found }
      }
      return nil
    case (.array(let elements), .list(let node)):
      for (index, element) in elements.enumerated() {
        if let found = element.unknownWord(in: node, at: place.appending(.index(index))) {
          return found
        }
      }
      return nil
    case (.text(let text), .word(let known)) where !known.contains(text):
      return UnknownWord(place: place, message: "unknown value '\(text)'", known: known)
    default:
      // A wrong type is the decoder's to report.
      return nil
    }
  }
}

struct UnknownWord {
  let place: JSONPlace
  let message: String
  let known: [String]
}

/// The keys that `icpdiag.records/1` knows.
indirect enum JSONSchemaNode: Sendable {
  case object([String: JSONSchemaNode])
  case list(JSONSchemaNode)
  case value
  /// One of a closed list.
  case word([String])

  static func object(_ keys: String...) -> JSONSchemaNode {
    .object(Dictionary(uniqueKeysWithValues: keys.map { ($0, .value) }))
  }

  static func word<Word: CaseIterable & RawRepresentable<String>>(_: Word.Type) -> JSONSchemaNode {
    .word(Word.allCases.map(\.rawValue))
  }

  /// An object some of whose values are of closed lists.
  static func object(_ keys: String..., words: [String: JSONSchemaNode]) -> JSONSchemaNode {
    .object(words.merging(keys.map { ($0, .value) }) { word, _ in word })
  }

  static let records = JSONSchemaNode.object([
    "schema": .value,
    "views": .list(
      .object([
        "view": .word(RecordsDocument.View.Kind.self), "provider": .value, "source": .value,
        "as_of": .value, "complete": .value,
        "absent": .value,
        "failed": .list(.object("domain", "reason")),
        "filings": .list(
          .object(
            "domain", "site_number", "entity_name", "entity_nature", "approved_at",
            "restricted", "cancelled_at",
            words: ["service": .word(RecordsDocument.Filing.Service.self)])),
        "access": .list(
          .object(
            "domain", "site_number", "since", "deadline", "reason",
            words: ["state": .word(RecordsDocument.Access.State.self)])),
        "orders": .list(
          .object(
            "domain", "submitted_at", "approved_at", "replaced_by",
            words: [
              "kind": .word(RecordsDocument.Order.Kind.self),
              "state": .word(RecordsDocument.Order.State.self),
            ])),
      ])),
    "instances": .list(
      .object(
        "provider", "id", "region", "addresses", "expires_at", "locked", "charge",
        words: ["state": .word(RecordsDocument.Instance.State.self)])),
    "cdn": .list(
      .object(
        "provider", "domain", words: ["area": .word(RecordsDocument.CDNDomain.Area.self)])),
  ])
}
