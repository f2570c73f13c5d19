/// How many records of each sort there are.
package struct RecordCounts: Encodable, Hashable, Sendable {
  package var views = 0
  package var filings = 0
  package var access = 0
  package var orders = 0
  package var absent = 0
  package var failed = 0
  package var instances = 0
  package var cdn = 0

  package init() {}

  /// All but the views: what stood on lines of its own.
  package var lines: Int { filings + access + orders + absent + failed + instances + cdn }
}
