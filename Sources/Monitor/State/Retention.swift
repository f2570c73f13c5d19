/// How much of the past is kept.
package struct Retention: Hashable, Sendable {
  /// What was last seen longer ago goes.
  package var days: Int
  /// Different reports of one target that are kept, the newest.
  package var reports: Int

  package init(days: Int = 400, reports: Int = 50) {
    self.days = max(1, days)
    // Two are the fewest that can be compared.
    self.reports = max(2, reports)
  }

  package var seconds: Int64 { 86_400 * Int64(min(days, 1_000_000)) }
}
