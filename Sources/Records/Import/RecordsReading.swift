package import Evidence

/// How one file of records is to be read: what the content does not say itself.
package struct RecordsReading {
  /// The name to report errors under.
  package var name: String
  /// As of when the file speaks, where it does not say so itself: `--as-of`, or the file's time.
  package var asOf: Timestamp
  /// The provider that the file is of (`--provider`).
  package var provider: String?
  /// Whether a domain that the file does not name is absent (`--complete`).
  package var isComplete: Bool
  /// Who says it (`--source`); by default what the format is called.
  package var source: String?
  /// The domain that a single reply answers for (`--domain`), where the reply does not name it.
  package var domain: String?
  /// The encoding of the text (`--encoding`); `nil` is told from the content.
  package var encoding: TextEncoding?
  /// The registrable domain of a name, in A-labels; `nil` for what is none.
  package var registrable: (String) -> String?

  package init(
    name: String, asOf: Timestamp, provider: String? = nil, isComplete: Bool = false,
    source: String? = nil, domain: String? = nil, encoding: TextEncoding? = nil,
    registrable: @escaping (String) -> String? = { $0.lowercased() }
  ) {
    self.name = name
    self.asOf = asOf
    self.provider = provider
    self.isComplete = isComplete
    self.source = source
    self.domain = domain
    self.encoding = encoding
    self.registrable = registrable
  }

  /// Reads a whole file into a sink, statement by statement.
  ///
  /// - Parameters:
  ///   - input: The file's octets; read to the end unless the reading fails.
  ///   - format: What the file is (`--as`); `nil` is told from the content, never from its name.
  ///   - sink: Takes statements and refusals; what it was given counts only when this returns.
  /// - Returns: What the file was read as.
  /// - Throws: ``RecordsError`` for a file that is unreadable as a whole; what the sink throws.
  package func read<Input: OctetSource, Sink: RecordsSink>(
    _ input: inout Input, as format: RecordsFormat? = nil, into sink: inout Sink
  ) throws -> RecordsFormat {
    var text = Lookahead(input)
    defer { input = text.source }
    try refuseBinary(&text)
    let format = try format ?? recognise(&text)
    switch format {
    case .json, .yaml: try readDocument(&text, format, into: &sink)
    case .csv, .tsv: try readTable(&text, format, into: &sink)
    case .list: try readList(&text, into: &sink)
    case .miit, .tencentICP, .alibabaICP, .alibabaFilings, .awsICP, .icpStatus, .instances:
      try readReplies(&text, format, into: &sink)
    }
    return format
  }

  func error(_ message: String, line: Int? = nil, _ hint: String? = nil) -> RecordsError {
    RecordsError(file: name, line: line, message: message, hint: hint)
  }
}
