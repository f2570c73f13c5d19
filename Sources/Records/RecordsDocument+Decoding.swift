package import Evidence
internal import FoundationEssentials

extension RecordsDocument {
  /// Reads a records document from JSON, or from YAML where it begins as YAML does.
  ///
  /// - Parameters:
  ///   - octets: The whole text, with or without a byte order mark.
  ///   - file: The name to report errors under.
  /// - Returns: A document whose views are complete enough to be looked up in.
  /// - Throws: ``RecordsError`` naming line and place for text that is no JSON, another schema, a
  ///   key or value that the contract does not know, or a view without what makes it one.
  ///
  /// An empty text is what an export writes for "not given" (facts R-41), and is read as `null`.
  package static func decode(
    _ octets: [UInt8], named file: String
  ) throws(RecordsError) -> RecordsDocument {
    let text = octets.starts(with: [0xEF, 0xBB, 0xBF]) ? octets[3...] : octets[...]
    guard text.count <= Limits.documentOctets else {
      throw RecordsError(
        file: file, message: "larger than \(Limits.documentOctets / 1_048_576) MiB",
        hint: "split it into several files")
    }
    if YAMLDocument.begins(text) {
      return try decode(try YAMLDocument(Array(text), named: file).json, named: file)
    }
    try JSONReading.checkSyntax(text, named: file)
    let document = try JSONReading.read(
      RecordsDocument.self, from: Data(EmptyText.asNull(in: text)), knowing: .records, named: file)
    if let problem = document.problem {
      throw RecordsError(
        file: file, line: problem.place.line(in: text), path: problem.place.text,
        message: problem.message, hint: problem.hint)
    }
    return document
  }

  /// What a well-formed document can still get wrong.
  private var problem: (place: JSONPlace, message: String, hint: String)? {
    guard schema == Self.schemaID else {
      return (
        JSONPlace(steps: [.key("schema")]), "unknown schema '\(schema)'",
        "this version reads \(Self.schemaID)"
      )
    }
    for (index, view) in (views ?? []).enumerated() {
      let place = JSONPlace(steps: [.key("views"), .index(index)])
      switch view.view {
      case .provider where view.provider == nil:
        return (
          place.appending(.key("view")), "a provider's view needs \"provider\"",
          "add \"provider\": \"alibaba\" or another provider's id"
        )
      case .provider where view.filings != nil:
        return (
          place.appending(.key("filings")), "filings belong to a registry view",
          "a provider's view has access and orders"
        )
      case .registry where view.access != nil || view.orders != nil:
        let key = view.access != nil ? "access" : "orders"
        return (
          place.appending(.key(key)), "\(key) belongs to a provider's view",
          "a registry view has filings"
        )
      case .registry, .provider: continue
      }
    }
    return nil
  }
}
