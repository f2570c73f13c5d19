package import Evidence
internal import FoundationEssentials

extension RecordsDocument {
  /// Reads a records document from JSON.
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
    try checkSyntax(text, named: file)
    let document = try parse(Data(EmptyText.asNull(in: text)), named: file)
    if let problem = document.problem {
      throw RecordsError(
        file: file, line: problem.place.line(in: text), path: problem.place.text,
        message: problem.message, hint: problem.hint)
    }
    return document
  }

  /// What the decoder lets pass: a key that is there twice, of which it keeps one.
  private static func checkSyntax(
    _ text: ArraySlice<UInt8>, named file: String
  ) throws(RecordsError) {
    do {
      _ = try JSONParser.parse(text)
    } catch {
      throw RecordsError(
        file: file, line: error.line, message: error.message,
        hint: error.hint ?? "check the text with a JSON validator")
    }
  }

  private static func parse(
    _ data: Data, named file: String
  ) throws(RecordsError) -> RecordsDocument {
    do {
      let shape = try JSONDecoder().decode(JSONShape.self, from: data)
      if let unknown = shape.unknownWord(in: .records) {
        throw RecordsError(
          file: file, line: unknown.place.line(in: data), path: unknown.place.text,
          message: unknown.message,
          hint: "known here: \(unknown.known.joined(separator: ", "))")
      }
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      return try decoder.decode(RecordsDocument.self, from: data)
    } catch let error as RecordsError {
      throw error
    } catch let error as DecodingError {
      throw RecordsError(error, in: data, named: file)
    } catch {
      throw RecordsError(file: file, message: "cannot be read as JSON")
    }
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

extension RecordsError {
  /// A decoder's error in the reader's terms, without the library's own wording of the type.
  fileprivate init(_ error: DecodingError, in data: Data, named file: String) {
    func place(_ context: DecodingError.Context, _ last: (any CodingKey)? = nil) -> JSONPlace {
      let keys = context.codingPath + (last.map { [$0] } ?? [])
      return JSONPlace(
        steps: keys.map { key in
          key.intValue.map(JSONPlace.Step.index) ?? .key(key.stringValue.snakeCased)
        })
    }
    func located(_ place: JSONPlace, _ message: String, _ hint: String? = nil) -> RecordsError {
      RecordsError(
        file: file, line: place.line(in: data), path: place.steps.isEmpty ? nil : place.text,
        message: message, hint: hint)
    }
    switch error {
    case .keyNotFound(let key, let context):
      self = located(place(context), "\"\(key.stringValue.snakeCased)\" is missing")
    case .typeMismatch(let type, let context):
      self = located(place(context), "wrong type, expected \(Self.name(of: type))")
    case .valueNotFound(let type, let context):
      self = located(place(context), "null or empty, expected \(Self.name(of: type))")
    case .dataCorrupted(let context) where context.codingPath.isEmpty:
      self = RecordsError(
        file: file, line: Self.line(of: context), message: "not valid JSON",
        hint: "check the text with a JSON validator")
    case .dataCorrupted(let context):
      self = located(place(context), context.debugDescription)
    @unknown default:
      self = RecordsError(file: file, message: "cannot be read")
    }
  }

  private static func name(of type: any Any.Type) -> String {
    switch type {
    case is String.Type: "a text in quotes"
    case is Bool.Type: "true or false"
    // A dictionary is a collection too.
    case is [String: Any].Type: "an object"
    case is any Collection.Type: "a list"
    default: "an object"
    }
  }

  /// The line of a syntax error, which the decoder words as `around line 3, column 7`.
  private static func line(of context: DecodingError.Context) -> Int? {
    let text = (context.underlyingError.map { "\($0)" } ?? "") + context.debugDescription
    guard let range = text.firstRange(of: "line ") else { return nil }
    return Int(text[range.upperBound...].prefix { $0.isNumber })
  }
}

extension String {
  /// `asOf` as `as_of`.
  fileprivate var snakeCased: String {
    reduce(into: "") { text, character in
      if character.isUppercase { text += "_" }
      text += character.lowercased()
    }
  }
}
