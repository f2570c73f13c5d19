internal import Evidence

extension Cause {
  /// A change of the filing put another domain in this one's place (facts D-23).
  static let domainReplaced = Cause(
    .domainReplaced, status: .blocked,
    judge: { situation in
      guard situation.isBlockedForFiling else { return .excluded }
      return situation.filing == .replaced
        ? .established(situation.blockCertainty, rule: "block.replaced-by-change") : .excluded
    },
    account: { subject in
      let new = subject.order?.replacedBy ?? ""
      return Account(
        Text(
          en: "A change of the filing replaced \(subject.registrable) by \(new); the old domain "
            + "is closed from the approval on.",
          zh: "变更备案已将 \(subject.registrable) 替换为 \(new)，获批后原域名不能再访问。"),
        because: subject.citations.wire + subject.citations.order,
        remedy: [
          Verdict.Step(Text(en: "Use \(new).", zh: "改用 \(new)。")),
          Verdict.Step(
            Text(
              en: "To keep the old domain as well, file it again as a website of its own.",
              zh: "如需保留原域名，须将其作为新网站另行备案。"), url: subject.filingURL),
        ],
        sources: ["D-23"], sideEffects: .ofFilingBlock)
    })
}
