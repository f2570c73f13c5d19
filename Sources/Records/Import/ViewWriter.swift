internal import Evidence

/// Sorts statements by the view they belong to, a few thousand at a time, so that a file whose
/// lines speak of several providers in turn does not begin a view with every line.
struct ViewWriter {
  /// Statements held before they are handed on.
  static let heldStatements = 4_096

  private var views: [(heading: ViewHeading, statements: [(Statement, line: Int)])] = []
  private var begun: ViewHeading?
  private var held = 0

  /// Takes one statement.
  ///
  /// - Throws: ``RecordsError`` for a second complete view: what one names would be absent from
  ///   the other; what the sink throws.
  mutating func add<Sink: RecordsSink>(
    _ statement: Statement, line: Int, to heading: ViewHeading, of reading: RecordsReading,
    into sink: inout Sink
  ) throws {
    let index: Int
    if let last = views.indices.last, views[last].heading == heading {
      index = last
    } else if let found = views.firstIndex(where: { $0.heading == heading }) {
      index = found
    } else {
      let isSecond = !views.isEmpty || (begun != nil && begun != heading)
      if heading.isComplete, isSecond {
        throw reading.error(
          "a complete list cannot be of several providers or times", line: line,
          "import one file for each, or leave --complete away")
      }
      index = views.endIndex
      views.append((heading, []))
    }
    views[index].statements.append((statement, line))
    held += 1
    if held >= Self.heldStatements { try flush(into: &sink) }
  }

  /// Hands on what is held.
  mutating func flush<Sink: RecordsSink>(into sink: inout Sink) throws {
    for (heading, statements) in views {
      if begun != heading { try sink.begin(heading) }
      begun = heading
      for (statement, line) in statements { try sink.add(statement, line: line) }
    }
    views.removeAll(keepingCapacity: true)
    held = 0
  }
}
