internal import FoundationEssentials

/// Reads a document of ours from JSON, with errors in the document's own terms.
enum JSONReading {
  /// Refuses what the decoder lets pass: a key that is there twice, of which it keeps one.
  static func checkSyntax(
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

  /// Decodes `data`; keys are in snake case.
  ///
  /// - Parameters:
  ///   - type: What to decode.
  ///   - data: The text, without a byte order mark.
  ///   - schema: The keys and words that there are.
  ///   - file: The name to report errors under.
  /// - Returns: The document.
  /// - Throws: ``RecordsError`` naming line and place.
  static func read<Document: Decodable>(
    _ type: Document.Type, from data: Data, knowing schema: JSONSchemaNode, named file: String
  ) throws(RecordsError) -> Document {
    do {
      let shape = try JSONDecoder().decode(JSONShape.self, from: data)
      if let unknown = shape.unknownWord(in: schema) {
        throw RecordsError(
          file: file, line: unknown.place.line(in: data), path: unknown.place.text,
          message: unknown.message,
          hint: "known here: \(unknown.known.joined(separator: ", "))")
      }
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      return try decoder.decode(type, from: data)
    } catch let error as RecordsError {
      throw error
    } catch let error as DecodingError {
      throw RecordsError(error, in: data, named: file)
    } catch {
      throw RecordsError(file: file, message: "cannot be read as JSON")
    }
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
    case is any BinaryInteger.Type: "a whole number"
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
