package import Evidence

/// Judges one observation.
///
/// Pure and total: no clock, no network, no randomness, and no observation for which it fails.
///
/// - Parameters:
///   - observation: What was seen, whole.
///   - now: The clock the rules use; a stored report is judged at the time it was made.
///   - signatures: The known pages, the user's own among them.
/// - Returns: The verdict and the findings it was made from.
package func diagnose(
  _ observation: Observation, at now: Timestamp, signatures: SignatureSet = .pack
) -> Judgement {
  let judgement =
    observation.isSupposed && !observation.isWithheld
    ? suppose(observation, at: now, signatures)
    : assess(observation, at: now, signatures: signatures).judgement
  return judgement.asFarAsSeen()
}

/// The first half of ``diagnose(_:at:signatures:)``: what is found and what it comes to, without a
/// word about it.
package func assess(
  _ observation: Observation, at now: Timestamp, signatures: SignatureSet = .pack
) -> Assessment {
  Assessment(Reading(observation, at: now, signatures))
}

/// The first cause that holds in a situation.
package func decide(_ situation: Situation) -> Decision {
  // What comes later in the order holds only because nothing before it did.
  let ways = Cause.ways
  guard let place = ways.indices.first(where: { ways[$0].holds(situation) }) else {
    return Decision(.undetermined, .possible, Cause.nothingHolds, in: situation)
  }
  let (cause, rule) = (ways[place].cause, ways[place].rule)
  return Decision(cause, rule.certainty(in: situation), rule.id, in: situation)
}

/// The verdict on a case: the first cause that holds, with what is ruled out and what stays open.
package func decide(_ subject: Case, remarks: [Text] = []) -> Verdict {
  tell(decide(subject.situation), subject, remarks: remarks)
}

/// Puts a decision into words: why, what else it might be and is not, and what to do.
func tell(_ decision: Decision, _ subject: Case, remarks: [Text]) -> Verdict {
  var alternatives: [Verdict.Alternative] = []
  var ruledOut: [Verdict.RuledOut] = []
  for cause in Cause.catalogue {
    switch cause.judge(subject.situation) {
    case .established: break
    case .undetermined(let certainty):
      alternatives.append(
        Verdict.Alternative(cause: cause.id, certainty: certainty, needs: cause.needs(subject)))
    case .excluded:
      if let why = cause.exclusion(subject) {
        ruledOut.append(Verdict.RuledOut(cause: cause.id, because: why))
      }
    }
  }
  let account = Cause.cause(decision.cause).account(subject)
  return Verdict(
    cause: decision.cause, status: decision.status, documented: decision.documented,
    certainty: decision.certainty, rule: decision.rule, summary: account.summary,
    remarks: account.remarks + remarks, because: account.because.uniqued(), ruledOut: ruledOut,
    alternatives: alternatives, remedy: account.remedy, sources: account.sources,
    sideEffects: account.sideEffects, recheckAfter: account.recheckAfter,
    request: account.request)
}

extension [String] {
  func uniqued() -> [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
