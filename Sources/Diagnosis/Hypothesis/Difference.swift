package import Evidence

/// Why two reports on one target come to what they come to: found by judging again, step by step
/// from the older to the newer, one thing changed at a time.
package struct Difference: Hashable, Sendable {
  /// What can be another, in the order of the steps.
  ///
  /// Public names.
  package enum Reason: String, CaseIterable, Sendable {
    /// How evidence is judged: the rules and the known pages.
    case rules
    /// What the user said of the target: the provider, the entity.
    case question
    /// What the records say.
    case records
    /// Nothing but the hour: a window ran out.
    case time
    /// What was seen.
    case world
  }

  /// The older report's evidence, with everything changed up to some reason.
  package struct Step: Hashable, Sendable {
    package var reason: Reason
    package var cause: CauseID
    package var status: Status
    /// Whether this reason made a difference.
    package var isDecisive: Bool
  }

  /// One for each reason, in their order.
  package let steps: [Step]

  /// What makes the difference; nothing where both come to the same cause all along.
  package var decisive: [Reason] { steps.filter(\.isDecisive).map(\.reason) }

  /// - Parameters:
  ///   - old: What the older report saw.
  ///   - cause: The public name of the cause that it named then.
  ///   - new: What the newer one saw.
  ///   - newCause: The cause that it named.
  ///   - signatures: The known pages of today.
  package init(
    from old: Observation, _ cause: String, to new: Observation, _ newCause: String,
    signatures: SignatureSet = .pack
  ) {
    var steps: [Step] = []
    var last = cause
    func judge(_ observation: Observation, at now: Timestamp, after reason: Reason) {
      let verdict = diagnose(observation, at: now, signatures: signatures).verdict
      steps.append(
        Step(
          reason: reason, cause: verdict.cause, status: verdict.status,
          isDecisive: verdict.cause.rawValue != last))
      last = verdict.cause.rawValue
    }
    var mixed = old
    judge(mixed, at: old.judgedAt, after: .rules)
    let now = mixed.evidence.request.now
    mixed.evidence.request = new.evidence.request
    mixed.evidence.request.now = now
    judge(mixed, at: old.judgedAt, after: .question)
    mixed.evidence.records = new.evidence.records
    judge(mixed, at: old.judgedAt, after: .records)
    judge(mixed, at: new.judgedAt, after: .time)
    judge(new, at: new.judgedAt, after: .world)
    // What the newer one named then and today's rules do not.
    if last != newCause { steps[0].isDecisive = true }
    self.steps = steps
  }
}
