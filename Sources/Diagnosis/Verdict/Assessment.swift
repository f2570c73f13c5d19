package import Evidence

/// One target judged, and not yet a word said about it: enough to count, to sort and to watch.
///
/// A report names in two languages what may be wrong, what is not, and what to do, which costs more
/// than to judge; it is made when somebody reads it.
package struct Assessment: Sendable {
  package let decision: Decision
  private let reading: Reading

  init(_ reading: Reading) {
    self.reading = reading
    decision = reading.observation.isWithheld ? .withheld : decide(reading.situation)
  }

  package var observation: Observation { reading.observation }
  package var findings: Findings { reading.findings }

  /// The same with all there is to say about it.
  package var judgement: Judgement {
    let subject = reading.subject
    return Judgement(
      observation: observation, findings: findings, addresses: reading.addressFindings,
      verdict: observation.withheldBy.map { .withheld(subject, by: $0) }
        ?? tell(decision, subject, remarks: reading.remarks(on: subject)),
      signatures: reading.signatures.version)
  }
}

/// The cause that holds, and how sure that is.
package struct Decision: Hashable, Sendable {
  package let cause: CauseID
  package let status: Status
  /// Whether the provider's documents list this cause (facts D-10 to D-13).
  package let documented: Bool
  package let certainty: Certainty
  /// The stable name of the rule that decided.
  package let rule: String

  init(cause: CauseID, status: Status, certainty: Certainty, rule: String) {
    self.cause = cause
    self.status = status
    documented = false
    self.certainty = certainty
    self.rule = rule
  }

  init(_ cause: Cause, _ certainty: Certainty, _ rule: String, in situation: Situation) {
    self.cause = cause.id
    status = cause.status(in: situation)
    documented = cause.documentedAs != nil
    self.certainty = certainty
    self.rule = rule
  }
}
