internal import Evidence

extension Sign<AccessFinding> {
  /// What one provider says of its access for the domain.
  ///
  /// - Parameters:
  ///   - view: Its newest answers.
  ///   - filedAt: When the filing was approved, by the registry.
  ///   - approved: When the provider's own order for the domain was approved.
  ///   - clock: The rules' clock.
  /// - Returns: The finding, citing the view.
  static func access(
    _ view: DecidingView, filedAt: Timestamp?, approved: Timestamp?, _ clock: RecordClock
  ) -> Self {
    let because = view.because
    let states = view.facts.compactMap(\.access?.state)
    if states.contains(where: { $0 != states.first }) || (view.isAbsent && view.isFound) {
      return Sign(.contradictory, because: because)
    }
    // A view cannot know what came after it.
    func isOutrun(by moment: Timestamp?) -> Bool {
      guard let moment, let asOf = view.asOf, !clock.isFuture(moment) else { return false }
      return asOf <= moment
    }
    if view.isAbsent {
      if isOutrun(by: filedAt) || isOutrun(by: approved) {
        return Sign(.notCovered, because: because)
      }
      return Sign(view.isStale(clock) ? .absentStale : .absent, because: because)
    }
    guard let access = view.facts.first(where: { $0.access != nil })?.access else {
      return Sign(view.facts.isEmpty ? .notCovered : .failed, because: because)
    }
    switch access.state {
    case .cancelled:
      // What was approved after that gave the access anew.
      if let approved, let end = access.since ?? view.asOf, approved > end {
        return Sign(.notCovered, because: because)
      }
      return Sign(.cancelled, because: because)
    case .pending:
      // "Not yet in force" for longer than any sync takes says nothing any more.
      let age = clock.age(of: access.since ?? view.asOf)
      return Sign(fresh(age, clock) ?? .notCovered, because: because)
    case .active:
      // Given so recently that the gateway may not know it yet (facts T-03).
      return Sign(fresh(clock.age(of: access.since), clock) ?? .active, because: because)
    }
  }

  private static func fresh(_ age: Int64?, _ clock: RecordClock) -> AccessFinding? {
    guard let age else { return nil }
    if age <= clock.window.normal { return .pending }
    return age <= clock.window.latest ? .pendingLate : nil
  }
}
