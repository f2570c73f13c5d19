internal import FoundationEssentials

extension Notice {
  /// The notice as one line of JSON, the same for the same notice.
  package var json: [UInt8] { Self.line(self) }

  /// Reads a notice that was kept.
  ///
  /// - Returns: `nil` for what is none.
  package init?(json: some Sequence<UInt8>) {
    guard let notice = try? JSONDecoder().decode(Notice.self, from: Data(json)) else { return nil }
    self = notice
  }

  /// A value as one line of JSON with its keys in order, so that a signature can be checked against
  /// it and a test can compare it.
  static func line(_ value: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Texts and times only: nothing that could fail to be written.
    return (try? encoder.encode(value)).map { Array($0) } ?? []
  }
}
