package import Evidence

/// Writes `icpdiag.records/1`, record by record, so that memory does not grow with the document.
///
/// In YAML the records are flow mappings with quoted texts, which are JSON again (YAML 1.2 section
/// 1.3): one record a line either way.
package struct RecordsDocumentWriter {
  package enum Notation: Sendable {
    case json, yaml
  }

  private let notation: Notation
  private let write: (String) throws -> Void
  /// The top-level list that is open.
  private var section: String?
  /// The list that is open in the view.
  private var list: String?
  private var isInView = false
  private var isFirst = true

  /// - Parameters:
  ///   - notation: JSON or YAML.
  ///   - write: Takes the text, piece by piece.
  /// - Throws: What `write` throws.
  package init(_ notation: Notation, _ write: @escaping (String) throws -> Void) throws {
    self.notation = notation
    self.write = write
    let schema = OrderedJSON.encode(RecordsDocument.schemaID)
    try write(isJSON ? "{\"schema\":\(schema)" : "schema: \(schema)\n")
  }

  private var isJSON: Bool { notation == .json }

  /// Begins a view; its records follow list by list.
  package mutating func begin(_ heading: RecordsDocument.View) throws {
    try open("views")
    try closeView()
    let fields: [(String, String?)] = [
      ("view", OrderedJSON.encode(heading.view)),
      ("provider", heading.provider.map { OrderedJSON.encode($0) }),
      ("source", heading.source.map { OrderedJSON.encode($0) }),
      ("as_of", OrderedJSON.encode(heading.asOf)),
      ("complete", heading.complete == true ? "true" : nil),
    ]
    let present = fields.compactMap { key, value in value.map { (key, $0) } }
    if isJSON {
      try write(
        (isFirst ? "\n" : ",\n") + "{"
          + present.map { "\"\($0)\":\($1)" }.joined(separator: ","))
    } else {
      let lines = present.map { "\($0): \($1)\n" }
      try write("  - " + lines.joined(separator: "    "))
    }
    isFirst = false
    isInView = true
  }

  /// Writes a record of the view begun last.
  package mutating func add(_ record: some Encodable, to name: String) throws {
    if list != name {
      try closeList()
      list = name
      try write(isJSON ? ",\"\(name)\":[\n" : "    \(name):\n")
    } else if isJSON {
      try write(",\n")
    }
    try write(isJSON ? OrderedJSON.encode(record) : "      - \(OrderedJSON.encode(record))\n")
  }

  package mutating func add(_ instance: RecordsDocument.Instance) throws {
    try add(instance, toSection: "instances")
  }

  package mutating func add(_ domain: RecordsDocument.CDNDomain) throws {
    try add(domain, toSection: "cdn")
  }

  package mutating func finish() throws {
    try closeSection()
    if isJSON { try write("}\n") }
  }

  private mutating func add(_ record: some Encodable, toSection name: String) throws {
    try open(name)
    let text = OrderedJSON.encode(record)
    try write(isJSON ? (isFirst ? "\n" : ",\n") + text : "  - \(text)\n")
    isFirst = false
  }

  private mutating func open(_ name: String) throws {
    guard section != name else { return }
    try closeSection()
    section = name
    isFirst = true
    try write(isJSON ? ",\n\"\(name)\":[" : "\(name):\n")
  }

  private mutating func closeList() throws {
    if list != nil, isJSON { try write("]") }
    list = nil
  }

  private mutating func closeView() throws {
    guard isInView else { return }
    try closeList()
    if isJSON { try write("}") }
    isInView = false
  }

  private mutating func closeSection() throws {
    guard section != nil else { return }
    try closeView()
    if isJSON { try write("]") }
    section = nil
  }
}
