/// A JSON value and the line it stood on, read without a schema.
///
/// Other people's replies are read with this and not with a decoder: it refuses duplicate keys,
/// which a decoder passes over, bounds depth and number, and knows the line of every value.
struct JSONNode {
  enum Value {
    case object([Member])
    case array([JSONNode])
    case text(String)
    /// As written: an id of seventeen digits stays what it was.
    case number(String)
    case bool(Bool)
    case null
  }

  struct Member {
    let key: String
    let node: JSONNode
  }

  /// From 1, in the file.
  let line: Int
  let value: Value

  subscript(_ keys: String...) -> JSONNode? {
    guard case .object(let members) = value else { return nil }
    for key in keys {
      if let found = members.first(where: { $0.key == key }), !found.node.isNull {
        return found.node
      }
    }
    return nil
  }

  var members: [Member]? {
    guard case .object(let members) = value else { return nil }
    return members
  }

  var elements: [JSONNode]? {
    guard case .array(let elements) = value else { return nil }
    return elements
  }

  var isNull: Bool {
    guard case .null = value else { return false }
    return true
  }

  /// A text that says something: an empty one is "not given" (facts R-41).
  var text: String? {
    guard case .text(let text) = value else { return nil }
    let trimmed = text.trimmed
    return trimmed.isEmpty ? nil : trimmed
  }

  /// True or false, also where it is written as a text (facts A-11) or a number.
  var bool: Bool? {
    switch value {
    case .bool(let bool): bool
    case .text(let text), .number(let text):
      switch text.lowercased() {
      case "true", "1": true
      case "false", "0": false
      default: nil
      }
    default: nil
    }
  }

  /// A whole number, also where it is written as a text.
  var integer: Int? {
    switch value {
    case .number(let text), .text(let text): Int(text)
    default: nil
    }
  }
}
