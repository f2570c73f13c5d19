internal import Evidence
internal import FoundationEssentials

extension JSONValue {
  /// This value with every relative time made absolute: `-3h` becomes the moment three hours
  /// before `now`, written as RFC 3339.
  ///
  /// Only members that hold a time by the contract are looked at, such as `as_of` and
  /// `approved_at`; the units are `s`, `m`, `h` and `d`.
  func resolvingTimes(now: Timestamp) -> JSONValue {
    switch self {
    case .list(let items):
      .list(items.map { $0.resolvingTimes(now: now) })
    case .object(let members):
      .object(
        Dictionary(
          uniqueKeysWithValues: members.map { key, value in
            guard key.hasSuffix("_at") || ["as_of", "since", "deadline"].contains(key),
              case .string(let text) = value, let offset = Self.seconds(text)
            else { return (key, value.resolvingTimes(now: now)) }
            return (key, .string(now.adding(seconds: offset).rfc3339))
          }))
    default: self
    }
  }

  /// Seconds in `-3h`, `+10d` and `now`; `nil` for anything else.
  static func seconds(_ text: String) -> Int64? {
    if text == "now" { return 0 }
    guard let sign = text.first, sign == "-" || sign == "+", let unit = text.last,
      let amount = Int64(text.dropFirst().dropLast()), (0...1_000_000_000).contains(amount)
    else { return nil }
    let seconds: Int64
    switch unit {
    case "s": seconds = 1
    case "m": seconds = 60
    case "h": seconds = 3_600
    case "d": seconds = 86_400
    default: return nil
    }
    return (sign == "-" ? -amount : amount) * seconds
  }

  /// The text of a records file.
  ///
  /// - Throws: ``LabError`` when the document is not one by the contract.
  func recordsText(name: String, now: Timestamp) throws(LabError) -> [UInt8] {
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      let text = try encoder.encode(resolvingTimes(now: now))
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      let document = try decoder.decode(RecordsDocument.self, from: text)
      guard document.schema == RecordsDocument.schemaID else {
        throw LabError(
          .scenario, "records.\(name) has the schema '\(document.schema)'",
          remedy: "write \"\(RecordsDocument.schemaID)\"")
      }
      return Array(text) + [UInt8(ascii: "\n")]
    } catch let error as LabError {
      throw error
    } catch {
      throw LabError(
        .scenario, "records.\(name) is no records document: \(Self.summary(error))",
        remedy: "see section 3 of the contract for its members")
    }
  }

  /// Where and what, without the library's own prose.
  private static func summary(_ error: any Error) -> String {
    guard let error = error as? DecodingError else { return "it cannot be encoded" }
    let (context, problem): (DecodingError.Context, String) =
      switch error {
      case .keyNotFound(let key, let context): (context, "'\(key.stringValue)' is missing")
      case .typeMismatch(_, let context), .valueNotFound(_, let context),
        .dataCorrupted(let context):
        (context, context.debugDescription)
      @unknown default: (DecodingError.Context(codingPath: [], debugDescription: ""), "unknown")
      }
    let path = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }
    return path.joined(separator: ".") + ": " + problem
  }
}
