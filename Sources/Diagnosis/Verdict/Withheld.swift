internal import Evidence

extension Observation {
  /// The entries of the user's stop list for which nothing was asked of the target: there is nothing
  /// to judge then, and its silence says nothing.
  var withheldBy: [String]? {
    evidence.http.isEmpty && evidence.tls.isEmpty ? evidence.request.stopList : nil
  }

  var isWithheld: Bool { withheldBy != nil }
}

extension Decision {
  /// The decision not to judge.
  static let withheld = Decision(
    cause: .undetermined, status: .undetermined, certainty: .possible, rule: Rule.stopList.id)
}

extension Verdict {
  /// What is said of a target that the stop list names.
  static func withheld(_ subject: Case, by entries: [String]) -> Verdict {
    let decision = Decision.withheld
    let entries = Text.list(entries)
    return Verdict(
      cause: decision.cause, status: decision.status, documented: decision.documented,
      certainty: decision.certainty, rule: decision.rule,
      summary: Text(
        en: "\(subject.name) was not asked: the stop list names it (\(entries.en)).",
        zh: "未探测 \(subject.name)：停止名单中列有它（\(entries.zh)）。"),
      remedy: [
        Step(
          Text(
            en: "Take it off the list of --stop-list if it may be asked.",
            zh: "如可以探测，请将其从 --stop-list 的名单中移除。"))
      ])
  }
}
