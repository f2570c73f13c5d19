package import Evidence

/// A change of a target's cause.
package struct Transition: Hashable, Sendable {
  /// What it was; `nil` where the target was never seen before.
  package var from: Standing?
  package var to: Standing
  /// The run that settled it.
  package var at: Timestamp
  /// The first of the sightings that settled it.
  package var since: Timestamp

  package init(from: Standing?, to: Standing, at: Timestamp, since: Timestamp) {
    self.from = from
    self.to = to
    self.at = at
    self.since = since
  }
}
