/// The point in the reduced space that the causes judge.
package struct Situation: Hashable, Sendable {
  package var reach: Reach
  package var place: PlaceFinding
  package var wire: Wire
  package var filing: Filing
  package var instance: InstanceFinding

  package init(
    reach: Reach, place: PlaceFinding, wire: Wire, filing: Filing, instance: InstanceFinding
  ) {
    self.reach = reach
    self.place = place
    self.wire = wire
    self.filing = filing
    self.instance = instance
  }

  /// The name resolves and its filing is what refuses it.
  var isBlockedForFiling: Bool { reach == .resolved && wire.isFilingBlock }

  /// How sure the wire is that the filing is the reason.
  var blockCertainty: Certainty { wire == .filingBlock ? .confirmed : .likely }
}
