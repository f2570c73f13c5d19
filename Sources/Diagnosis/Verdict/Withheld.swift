internal import Evidence

extension Observation {
  /// Whether nothing was asked of the target because the user's stop list names it: there is nothing
  /// to judge then, and its silence says nothing.
  var isWithheld: Bool {
    evidence.request.stopList != nil && evidence.http.isEmpty && evidence.tls.isEmpty
  }
}

extension Decision {
  /// The decision not to judge.
  static let withheld = Decision(
    cause: .undetermined, status: .undetermined, certainty: .possible, rule: "stop-list")
}

extension Verdict {
  /// What is said of a target that the stop list names.
  static func withheld(_ observation: Observation) -> Verdict {
    let decision = Decision.withheld
    let target = observation.target
    let name = target.unicode ?? target.ascii ?? observation.input
    let entries = Text.list(observation.evidence.request.stopList ?? [])
    return Verdict(
      cause: decision.cause, status: decision.status, documented: decision.documented,
      certainty: decision.certainty, rule: decision.rule,
      summary: Text(
        en: "\(name) was not asked: the stop list names it (\(entries.en)).",
        zh: "未探测 \(name)：停止名单中列有它（\(entries.zh)）。"),
      remedy: [
        Step(
          Text(
            en: "Take it off the list of --stop-list if it may be asked.",
            zh: "如可以探测，请将其从 --stop-list 的名单中移除。"))
      ])
  }
}
