/// One published JSON Schema: of what the program writes, or of what it reads.
package struct SchemaDocument: Sendable {
  /// Who writes such a document decides what an unknown key is.
  package enum Writer: Sendable {
    /// The program. A later version may add keys and a reader has to let them be, so the schema
    /// does; only the strict one does not.
    case program
    /// People and their tools. A key that is not known is a slip of the pen, and the program
    /// refuses it too.
    case people
  }

  /// The name that a document gives in `schema`.
  package let schema: String
  package let title: String
  let meaning: String
  let writer: Writer
  let root: SchemaNode
  /// What the root and others refer to, by its name under `$defs`.
  var definitions: [(name: String, meaning: String, node: SchemaNode)] = []

  /// The schema as JSON.
  ///
  /// - Parameter isStrict: Whether it describes exactly what this version writes: every key is
  ///   there, and no other. What people write is the same either way.
  /// - Returns: The schema, indented, with a line end.
  package func text(isStrict: Bool = false) -> String {
    SchemaWriting(writer: writer, isStrict: isStrict).json(self).text + "\n"
  }
}

/// Turns nodes into keywords.
struct SchemaWriting {
  let writer: SchemaDocument.Writer
  let isStrict: Bool

  func json(_ document: SchemaDocument) -> SchemaJSON {
    let parts = document.schema.split(separator: "/")
    let id = "urn:" + parts[0].split(separator: ".").joined(separator: ":") + ":" + parts[1]
    var members: [(String, SchemaJSON)] = [
      ("$schema", "https://json-schema.org/draft/2020-12/schema"),
      ("$id", .text(isStrict && writer == .program ? id + ":strict" : id)),
      ("title", .text(document.title)), ("description", .text(document.meaning)),
    ]
    members += keywords(document.root)
    if !document.definitions.isEmpty {
      members.append(
        (
          "$defs",
          .object(
            document.definitions.map { name, meaning, node in
              (name, .object([("description", .text(meaning))] + keywords(node)))
            })
        ))
    }
    return .object(members)
  }

  private func keywords(_ node: SchemaNode) -> [(String, SchemaJSON)] {
    switch node.form {
    case .text(let pattern, let format):
      return [("type", type("string", node))] + optional("pattern", pattern)
        + optional("format", format)
    case .number(let minimum):
      return [("type", type("number", node))] + optional("minimum", minimum)
    case .integer(let minimum, let maximum):
      return [("type", type("integer", node))] + optional("minimum", minimum)
        + optional("maximum", maximum)
    case .flag: return [("type", type("boolean", node))]
    case .constant(let text): return [("const", .text(text))]
    case .word(let words):
      return [("enum", .list(words.map { .text($0) } + (node.isNullable ? [.null] : [])))]
    case .list(let element):
      return [("type", type("array", node)), ("items", .object(keywords(element)))]
    case .object(let object):
      return [("type", type("object", node))] + members(object) + object.conditions
    case .map(let keys, let value):
      let names = keys.map { SchemaJSON.object([("enum", .list($0.map { .text($0) }))]) }
      return [("type", type("object", node))] + (names.map { [("propertyNames", $0)] } ?? [])
        + [("additionalProperties", .object(keywords(value)))]
    case .any(let nodes):
      let choices = nodes.map { SchemaJSON.object(keywords($0)) }
      return [("anyOf", .list(choices + (node.isNullable ? [Self.nothing] : [])))]
    case .reference(let pointer):
      let reference: [(String, SchemaJSON)] = [("$ref", .text("#" + pointer))]
      return node.isNullable ? [("anyOf", .list([.object(reference), Self.nothing]))] : reference
    }
  }

  private static let nothing = SchemaJSON.object([("type", "null")])

  private func type(_ name: String, _ node: SchemaNode) -> SchemaJSON {
    node.isNullable ? .list([.text(name), "null"]) : .text(name)
  }

  private func members(_ object: SchemaObject) -> [(String, SchemaJSON)] {
    let properties = object.properties.map { property in
      (
        property.name,
        SchemaJSON.object(
          [("description", .text(property.meaning))] + keywords(property.node))
      )
    }
    let required = object.properties.filter { property in
      switch property.presence {
      case .always: true
      case .added: isStrict
      case .optional: false
      }
    }
    let isClosed = isStrict || writer == .people
    return [("properties", .object(properties))]
      + (required.isEmpty ? [] : [("required", .list(required.map { .text($0.name) }))])
      + (isClosed ? [("additionalProperties", .flag(false))] : [])
  }

  private func optional(_ key: String, _ text: String?) -> [(String, SchemaJSON)] {
    text.map { [(key, .text($0))] } ?? []
  }

  private func optional(_ key: String, _ number: Int?) -> [(String, SchemaJSON)] {
    number.map { [(key, .number($0))] } ?? []
  }
}
