import Evidence
import Records

@testable import Store

/// Keeps what it is handed, for comparison.
struct RecordingSink: RecordsSink {
  enum Event: Equatable {
    case view(ViewHeading)
    case statement(Records.Statement)
    case instance(RecordsDocument.Instance)
    case cdn(RecordsDocument.CDNDomain)
    case refusal(Refusal)
  }

  var events: [Event] = []

  /// The octets behind the events, since texts are equal whose octets differ.
  var octets: [UInt8] { Array("\(events)".utf8) }

  mutating func begin(_ view: ViewHeading) { events.append(.view(view)) }
  mutating func add(_ statement: Records.Statement, line: Int) {
    events.append(.statement(statement))
  }
  mutating func add(_ instance: RecordsDocument.Instance, line: Int) {
    events.append(.instance(instance))
  }
  mutating func add(_ domain: RecordsDocument.CDNDomain, line: Int) { events.append(.cdn(domain)) }
  mutating func refuse(_ refusal: Refusal) { events.append(.refusal(refusal)) }
}

extension RecordsStore {
  func recorded(_ filter: RecordsFilter = RecordsFilter()) throws -> [RecordingSink.Event] {
    var sink = RecordingSink()
    try export(filter, to: &sink)
    return sink.events
  }
}
