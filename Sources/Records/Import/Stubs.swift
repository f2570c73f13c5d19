extension RecordsReading {
  func recognise<S: OctetSource>(_ text: inout Lookahead<S>) throws -> RecordsFormat { .json }
  func readTable<S: OctetSource, K: RecordsSink>(
    _ text: inout Lookahead<S>, _ format: RecordsFormat, into sink: inout K
  ) throws { throw error("tables are not read yet") }
  func readReplies<S: OctetSource, K: RecordsSink>(
    _ text: inout Lookahead<S>, _ format: RecordsFormat, into sink: inout K
  ) throws { throw error("this kind is not read yet") }
}
