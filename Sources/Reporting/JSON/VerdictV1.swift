internal import Diagnosis
internal import Evidence

/// A verdict as reports and checks have it.
struct VerdictV1: Encodable {
  var cause: CauseID
  var documented: Bool
  var certainty: Certainty
  var rule: String
  var summary: String
  var remarks: [String]
  var because: [String]
  var ruledOut: [RuledOut]
  var alternatives: [Alternative]
  var remedy: [Step]
  var sources: [String]
  var sideEffects: [SideEffect]
  var recheckAfter: Timestamp?
  /// What to paste into a ticket with the provider, where only the provider can tell.
  var ticket: String?
  /// What was supposed and not seen; a verdict on what is has `null` here.
  var hypothetical: Hypothesis?

  struct Hypothesis: Encodable {
    var assumed: [String]
    var at: [IPAddress]
    /// The cause by the records as they are; `null` where none was assumed.
    var actualCause: CauseID?
  }

  struct RuledOut: Encodable {
    var cause: CauseID
    var because: String
  }

  struct Alternative: Encodable {
    var cause: CauseID
    var certainty: Certainty
    var needs: String
  }

  struct Step: Encodable {
    var text: String
    var url: String?
    var command: String?
  }

  init(_ verdict: Verdict, ticket: [SafeText], in language: Language) {
    cause = verdict.cause
    documented = verdict.documented
    certainty = verdict.certainty
    rule = verdict.rule
    summary = verdict.summary(in: language)
    remarks = verdict.remarks.map { $0(in: language) }
    because = verdict.because
    ruledOut = verdict.ruledOut.map {
      RuledOut(cause: $0.cause, because: $0.because(in: language))
    }
    alternatives = verdict.alternatives.map {
      Alternative(cause: $0.cause, certainty: $0.certainty, needs: $0.needs(in: language))
    }
    remedy = verdict.remedy.map {
      Step(text: $0.text(in: language), url: $0.url, command: $0.command)
    }
    sources = verdict.sources
    sideEffects = verdict.sideEffects
    recheckAfter = verdict.recheckAfter
    self.ticket = ticket.isEmpty ? nil : ticket.map(\.string).joined(separator: "\n")
    hypothetical = verdict.hypothetical.map {
      Hypothesis(assumed: $0.assumed, at: $0.at, actualCause: $0.actual)
    }
  }
}
