/// A JSON value whose members keep their order and their names.
///
/// ``OrderedJSON`` would write `additionalProperties` as `additional_properties`.
indirect enum SchemaJSON: Sendable {
  case text(String)
  case number(Int)
  case flag(Bool)
  case null
  case list([SchemaJSON])
  case object([(String, SchemaJSON)])

  /// The value, indented by two spaces; short lists stay on their line.
  var text: String { text(after: "") }

  private func text(after indent: String) -> String {
    switch self {
    case .text(let text): return OrderedJSON.encode(text)
    case .number(let number): return String(number)
    case .flag(let flag): return flag ? "true" : "false"
    case .null: return "null"
    case .list(let elements):
      let line = "[" + elements.map { $0.text(after: "") }.joined(separator: ", ") + "]"
      if line.utf8.count + indent.utf8.count <= 80, !line.utf8.contains(UInt8(ascii: "\n")) {
        return line
      }
      let inner = indent + "  "
      let lines = elements.map { inner + $0.text(after: inner) }
      return "[\n" + lines.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let members):
      if members.isEmpty { return "{}" }
      let inner = indent + "  "
      let lines = members.map { key, value in
        "\(inner)\(OrderedJSON.encode(key)): \(value.text(after: inner))"
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    }
  }
}

extension SchemaJSON: ExpressibleByStringLiteral {
  init(stringLiteral text: String) {
    self = .text(text)
  }
}
