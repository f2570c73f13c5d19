internal import Diagnosis
internal import Evidence
internal import Observation
internal import Survey

extension Observer.Question {
  /// What an input asks about; a line that is too long asks about nothing, and is named all the same.
  init(_ input: Input, by reader: TargetReader) {
    self.init(
      input: input.text, index: input.index, meta: input.meta,
      target: input.isCut ? Target(kind: .invalid, problem: .tooLong) : reader.read(input.text))
  }
}

extension Survey.Outcome {
  init(_ judgement: Judgement, isSecondPass: Bool) {
    let verdict = judgement.verdict
    self.init(
      status: verdict.status.rawValue, cause: verdict.cause.rawValue,
      certainty: verdict.certainty.rawValue,
      isWithoutNetwork: verdict.cause == .vantageUnusable
        && judgement.findings.vantage == .noNetwork,
      isSecondPass: isSecondPass, durationS: judgement.observation.durationS)
  }
}
