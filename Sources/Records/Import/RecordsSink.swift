package import Evidence

/// Where a reader of records puts what it reads, statement by statement, so that memory does not
/// grow with the file.
///
/// Nothing of a file counts until all of it has been read: the sink's owner decides at the end.
package protocol RecordsSink {
  /// Begins a view; the statements that follow are its own.
  mutating func begin(_ view: ViewHeading) throws

  /// Takes one statement of the view begun last.
  ///
  /// - Parameters:
  ///   - statement: What the view says of one domain; the domain as it was written.
  ///   - line: The line it stood on, from 1; in a document of our own its place in the list.
  /// - Throws: ``RecordsError`` when nothing more can be taken; a statement that alone is wrong is
  ///   refused and counted by the sink itself.
  mutating func add(_ statement: Statement, line: Int) throws

  mutating func add(_ instance: RecordsDocument.Instance, line: Int) throws
  mutating func add(_ domain: RecordsDocument.CDNDomain, line: Int) throws

  /// Notes a line that could not be read as anything, and goes on.
  mutating func refuse(_ refusal: Refusal) throws
}

/// What a view says of itself, before it says anything of a domain.
package struct ViewHeading: Hashable, Sendable {
  package var view: RecordsDocument.View.Kind
  /// Whose view it is, for a provider's.
  package var provider: String?
  package var source: String?
  package var asOf: Timestamp
  /// Whether a domain that the view does not name is absent from it.
  package var isComplete: Bool

  package init(
    view: RecordsDocument.View.Kind, provider: String? = nil, source: String? = nil,
    asOf: Timestamp, isComplete: Bool = false
  ) {
    self.view = view
    self.provider = provider
    self.source = source
    self.asOf = asOf
    self.isComplete = isComplete
  }
}

/// What a view says of one domain.
package enum Statement: Hashable, Sendable {
  case filing(RecordsDocument.Filing)
  case access(RecordsDocument.Access)
  case order(RecordsDocument.Order)
  case absent(String)
  case failed(RecordsDocument.FailedLookup)
}

/// A line of a records file that was left out, and why.
package struct Refusal: Hashable, Sendable {
  /// From 1; in a document of our own the place in the list.
  package var line: Int
  /// Such as `views[0].filings[3].domain`, in a document.
  package var path: String?
  /// What is wrong, without a full stop.
  package var reason: String

  package init(line: Int, path: String? = nil, reason: String) {
    self.line = line
    self.path = path
    self.reason = reason
  }
}
