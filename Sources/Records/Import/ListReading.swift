internal import Evidence

extension RecordsReading {
  /// Reads domains, one a line, as those that the provider has filed.
  func readList<Source: OctetSource, Sink: RecordsSink>(
    _ text: inout Lookahead<Source>, into sink: inout Sink
  ) throws {
    guard let provider else {
      throw error(
        "a bare list does not say whose it is",
        "add --provider ID, and --complete when it names every domain filed there")
    }
    var decoder = TextDecoder(encoding)
    var lines = LineReader(text)
    try sink.begin(
      ViewHeading(
        view: .provider, provider: provider, source: source ?? "list", asOf: asOf,
        isComplete: isComplete))
    while let line = try lines.next() {
      guard let octets = line.octets else {
        try sink.refuse(.tooLong(line))
        continue
      }
      guard let text = decoder.text(of: octets) else {
        try sink.refuse(.notText(line.number, decoder.encoding))
        continue
      }
      let domain = text.withoutComment
      guard !domain.isEmpty else { continue }
      guard !domain.contains(where: \.isWhitespace) else {
        try sink.refuse(
          Refusal(line: line.number, reason: "more than one word; write one domain a line"))
        continue
      }
      try sink.add(
        .access(RecordsDocument.Access(domain: domain, state: .active)), line: line.number)
    }
  }
}

extension String {
  /// The line up to a `#`, without the blanks around it.
  fileprivate var withoutComment: String {
    var text = prefix { $0 != "#" }
    text = text.drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

extension Refusal {
  static func tooLong(_ line: Line) -> Refusal {
    Refusal(line: line.number, reason: "longer than \(Limits.lineOctets / 1024) KiB")
  }

  static func notText(_ line: Int, _ encoding: TextEncoding?) -> Refusal {
    Refusal(
      line: line,
      reason: encoding.map { "not written in \($0.rawValue), as the lines before it" }
        ?? "written neither in UTF-8 nor in GB18030")
  }
}
