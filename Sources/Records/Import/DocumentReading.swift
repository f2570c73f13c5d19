internal import Evidence

extension RecordsReading {
  /// Reads a document of our own, in JSON or YAML.
  func readDocument<Source: OctetSource, Sink: RecordsSink>(
    _ text: inout Lookahead<Source>, _ format: RecordsFormat, into sink: inout Sink
  ) throws {
    guard let octets = try text.all(atMost: Limits.documentOctets) else {
      throw error(
        "larger than \(Limits.documentOctets / 1_048_576) MiB", "split it into several files")
    }
    let json = format == .yaml ? try YAMLDocument(octets, named: name).json : octets
    try add(RecordsDocument.decode(json, named: name), to: &sink)
  }

  private func add<Sink: RecordsSink>(_ document: RecordsDocument, to sink: inout Sink) throws {
    for view in document.views ?? [] {
      try sink.begin(
        ViewHeading(
          view: view.view, provider: view.provider, source: view.source, asOf: view.asOf,
          isComplete: view.complete ?? false))
      try add(view.filings, to: &sink) { .filing($0) }
      try add(view.access, to: &sink) { .access($0) }
      try add(view.orders, to: &sink) { .order($0) }
      try add(view.absent, to: &sink) { .absent($0) }
      try add(view.failed, to: &sink) { .failed($0) }
    }
    for (index, instance) in (document.instances ?? []).enumerated() {
      try sink.add(instance, line: index + 1)
    }
    for (index, domain) in (document.cdn ?? []).enumerated() {
      try sink.add(domain, line: index + 1)
    }
  }

  private func add<Item, Sink: RecordsSink>(
    _ items: [Item]?, to sink: inout Sink, as statement: (Item) -> Statement
  ) throws {
    for (index, item) in (items ?? []).enumerated() {
      try sink.add(statement(item), line: index + 1)
    }
  }
}
