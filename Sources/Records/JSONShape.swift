/// A JSON text reduced to its keys, so that a misspelt one is an error and not silence.
enum JSONShape: Decodable {
  case object([(key: String, value: JSONShape)])
  case array([JSONShape])
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
    } else {
      self = .scalar
    }
  }

  /// The first key, in order of place, that its object may not hold.
  func unknownKey(in schema: JSONSchemaNode, at place: JSONPlace = JSONPlace()) -> UnknownKey? {
    switch (self, schema) {
    case (.object(let members), .object(let known)):
      for (key, value) in members.sorted(by: { $0.key < $1.key }) {
        let inner = place.appending(.key(key))
        guard let node = known[key] else {
          return UnknownKey(place: inner, key: key, known: known.keys.sorted())
        }
        if let found = value.unknownKey(in: node, at: inner) { return found }
      }
      return nil
    case (.array(let elements), .list(let node)):
      for (index, element) in elements.enumerated() {
        if let found = element.unknownKey(in: node, at: place.appending(.index(index))) {
          return found
        }
      }
      return nil
    default:
      // A wrong type is the decoder's to report.
      return nil
    }
  }
}

struct UnknownKey {
  let place: JSONPlace
  let key: String
  let known: [String]
}

/// The keys that `icpdiag.records/1` knows.
indirect enum JSONSchemaNode: Sendable {
  case object([String: JSONSchemaNode])
  case list(JSONSchemaNode)
  case value

  static func object(_ keys: String...) -> JSONSchemaNode {
    .object(Dictionary(uniqueKeysWithValues: keys.map { ($0, .value) }))
  }

  static let records = JSONSchemaNode.object([
    "schema": .value,
    "views": .list(
      .object([
        "view": .value, "provider": .value, "source": .value, "as_of": .value, "complete": .value,
        "absent": .value,
        "failed": .list(.object("domain", "reason")),
        "filings": .list(
          .object(
            "domain", "site_number", "service", "entity_name", "entity_nature", "approved_at",
            "restricted", "cancelled_at")),
        "access": .list(.object("domain", "state", "site_number", "since")),
        "orders": .list(
          .object("domain", "kind", "state", "submitted_at", "approved_at", "replaced_by")),
      ])),
    "instances": .list(
      .object(
        "provider", "id", "region", "addresses", "state", "expires_at", "locked", "charge")),
    "cdn": .list(.object("provider", "domain", "area")),
  ])
}
