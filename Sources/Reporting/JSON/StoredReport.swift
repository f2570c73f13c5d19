package import Evidence
internal import FoundationEssentials

extension ReportV1 {
  /// The observation inside a stored report, to be judged again.
  ///
  /// The verdict in it is not read: replay makes its own.
  ///
  /// - Parameters:
  ///   - octets: One report, as ``json(pretty:)`` gave it; a line end after it is fine.
  ///   - firstLine: The line of the file that it begins on, for the message of an error.
  /// - Returns: What was observed, without loss.
  /// - Throws: What is wrong with the report, and where.
  package static func observation(
    from octets: [UInt8], firstLine: Int = 1
  ) throws(ReportError) -> Observation {
    guard octets.count <= Limits.documentOctets else {
      throw ReportError(
        .tooLarge, "a report of \(octets.count) octets; \(Limits.documentOctets) is the most")
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    do {
      return try decoder.decode(StoredReport.self, from: Data(octets)).observation
    } catch let error as ReportError {
      throw error
    } catch let error as DecodingError {
      throw JSONSyntax.fault(in: octets).map { ReportError($0, firstLine: firstLine) }
        ?? ReportError(error)
    } catch {
      throw ReportError(.badValue, "the report cannot be read")
    }
  }
}

/// Reads the schema before anything else: a report of another version has other keys.
private struct StoredReport: Decodable {
  var observation: Observation

  private enum CodingKeys: CodingKey {
    case schema, versions
  }

  private struct Versions: Decodable {
    var places: String?
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let schema = try container.decodeIfPresent(String.self, forKey: .schema)
    guard schema == ReportV1.schemaID else {
      throw ReportError(
        .unknownSchema,
        schema.map { "the schema is '\(outside: $0)'" } ?? "there is no 'schema' in it",
        hint: "this icpdiag reads '\(outside: ReportV1.schemaID)'")
    }
    observation = try Observation(from: decoder)
    if let excess = observation.evidence.excess {
      throw ReportError(
        .tooLarge, "'\(outside: excess)' holds more than \(Limits.storedItems)",
        hint: "no diagnosis sees as many; what does not belong to the site has to go")
    }
    observation.placesVersion =
      try container.decodeIfPresent(Versions.self, forKey: .versions)?.places ?? ""
  }
}

extension ReportError {
  fileprivate init(_ fault: JSONSyntax.Fault, firstLine: Int) {
    let place: SafeText = "line \(firstLine + fault.line - 1), octet \(fault.column)"
    switch fault.kind {
    case .truncated:
      self.init(
        .truncated, "the JSON ends too early, at \(place)",
        hint: "the file was cut off; write the report again")
    case .unexpected:
      self.init(.notJSON, "not JSON at \(place)")
    case .tooDeep:
      self.init(.notJSON, "nested too deep at \(place)")
    }
  }

  fileprivate init(_ error: DecodingError) {
    switch error {
    case .keyNotFound(let key, let context):
      self.init(.badValue, "there is no '\(Self.path(context.codingPath + [key]))'")
    case .valueNotFound(_, let context):
      self.init(.badValue, "'\(Self.path(context.codingPath))' is null")
    case .typeMismatch(let type, let context):
      self.init(
        .badValue, "'\(Self.path(context.codingPath))' is not \(Self.name(of: type))")
    case .dataCorrupted(let context) where context.codingPath.isEmpty:
      self.init(.badValue, "a number in it has a fraction or is too large for its key")
    case .dataCorrupted(let context):
      self.init(
        .badValue,
        "'\(Self.path(context.codingPath))': \(outside: context.debugDescription, limit: 200)")
    @unknown default:
      self.init(.badValue, "the report cannot be read")
    }
  }

  /// The keys as they stand in the report: `evidence.http[0].started_ms`.
  private static func path(_ keys: [any CodingKey]) -> SafeText {
    var path = ""
    for key in keys {
      if let index = key.intValue {
        path += "[\(index)]"
      } else {
        path += path.isEmpty ? "" : "."
        for character in key.stringValue {
          path += character.isUppercase ? "_" + character.lowercased() : String(character)
        }
      }
    }
    return path.isEmpty ? "the report" : SafeText(outside: path, limit: 200)
  }

  private static func name(of type: any Any.Type) -> SafeText {
    switch type {
    case is String.Type: "a string"
    case is Bool.Type: "true or false"
    case is [Any].Type: "a list"
    case is [String: Any].Type: "an object"
    default: "a number of the right kind"
    }
  }
}
