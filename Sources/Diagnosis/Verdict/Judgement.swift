package import Evidence

/// One target judged: the observation, what was found in it, and the verdict.
package struct Judgement: Hashable, Sendable {
  package var observation: Observation
  package var findings: Findings
  package var verdict: Verdict

  package init(observation: Observation, findings: Findings, verdict: Verdict) {
    self.observation = observation
    self.findings = findings
    self.verdict = verdict
  }
}
