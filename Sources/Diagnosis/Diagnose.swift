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
  guard !observation.isSupposed else { return suppose(observation, at: now, signatures) }
  let reading = Reading(observation, at: now, signatures)
  return Judgement(
    observation: observation, findings: reading.findings, addresses: reading.addresses,
    verdict: decide(reading.subject, remarks: reading.remarks),
    signatures: signatures.version)
}

/// The verdict on a case: the first cause that holds, with what is ruled out and what stays open.
package func decide(_ subject: Case, remarks: [Text] = []) -> Verdict {
  let situation = subject.situation
  var primary: (cause: Cause, certainty: Certainty, rule: String)?
  var alternatives: [Verdict.Alternative] = []
  var ruledOut: [Verdict.RuledOut] = []
  for cause in Cause.catalogue {
    switch cause.judge(situation) {
    case .established(let certainty, let rule):
      // What comes later in the order holds only because nothing before it did.
      primary = primary ?? (cause, certainty, rule)
    case .undetermined(let certainty):
      alternatives.append(
        Verdict.Alternative(cause: cause.id, certainty: certainty, needs: cause.needs(subject)))
    case .excluded:
      if let why = cause.exclusion(subject) {
        ruledOut.append(Verdict.RuledOut(cause: cause.id, because: why))
      }
    }
  }
  // The catalogue's last cause holds in every situation.
  let (cause, certainty, rule) = primary ?? (.undetermined, .possible, Cause.nothingHolds)
  let account = cause.account(subject)
  return Verdict(
    cause: cause.id, status: cause.status(in: situation),
    documented: cause.documentedAs != nil, certainty: certainty, rule: rule,
    summary: account.summary,
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
