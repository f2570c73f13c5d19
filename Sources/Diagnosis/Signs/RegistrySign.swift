internal import Evidence

extension Sign<RegistryFinding> {
  /// What the registry says of the domain.
  ///
  /// - Parameters:
  ///   - view: Its newest answers.
  ///   - filing: The website's filing among them.
  ///   - approved: When the provider's own order for the domain was approved.
  ///   - entity: Who operates the site, if the user says so.
  ///   - clock: The rules' clock.
  /// - Returns: The finding, citing the view.
  static func registry(
    _ view: DecidingView, filing: RecordsDocument.Filing?, approved: Timestamp?,
    entity: EntityName?, _ clock: RecordClock
  ) -> Self {
    let because = view.because
    if view.isAbsent, view.isFound {
      return Sign(.contradictory, because: because)
    }
    if view.isAbsent {
      // The public query lags by up to a day (facts R-34), and cannot know what came after it.
      if let approved, let asOf = view.asOf, asOf.seconds(since: approved) <= RecordClock.day {
        return Sign(.notCovered, because: because)
      }
      return Sign(view.isStale(clock) ? .absentStale : .absent, because: because)
    }
    guard view.isFound else {
      return Sign(view.facts.isEmpty ? .notCovered : .failed, because: because)
    }
    guard let filing else {
      let others = view.facts.compactMap(\.filing)
      // Something is found, says a stored report, and not what.
      guard !others.isEmpty else { return Sign(.notCovered, because: because) }
      let isInForce = others.contains { !$0.isCancelled(at: clock.now) }
      return Sign(isInForce ? .appOnly : .cancelled, because: because)
    }
    if filing.isCancelled(at: clock.now) { return Sign(.cancelled, because: because) }
    if filing.restricted == true { return Sign(.restricted, because: because) }
    // A bought domain may still show its previous owner's filing (facts P-70, R-29).
    if let entity, let holder = EntityName(filing.entityName), holder != entity {
      return Sign(.filedByAnother, because: because)
    }
    guard let age = clock.age(of: filing.approvedAt) else {
      return Sign(.websiteFiledUndated, because: because)
    }
    return Sign(
      age <= clock.window.latest ? .websiteFiledRecently : .websiteFiledSettled, because: because)
  }
}
