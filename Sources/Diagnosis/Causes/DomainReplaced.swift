internal import Evidence

extension Cause {
  /// A change of the filing put another domain in this one's place (facts D-23).
  static let domainReplaced = Cause(
    .domainReplaced,
    title: Text(en: "domain replaced by a change", zh: "域名已在变更备案中更换"),
    meaning: Text(
      en: "A change of the filing put another domain in this one's place.",
      zh: "变更备案时，该域名已被另一域名替换。"),
    status: .blocked, example: "replaced-old.example",
    rules: [
      Rule(
        "block.replaced-by-change", .asTheBlock,
        en: "A filing block, and an approved change of the filing names another domain in "
          + "place of this one.",
        zh: "该域名因备案被阻断，且已通过的变更备案以另一域名替换了它。",
        when: { $0.isBlocked(.replaced) })
    ],
    excludedBy: Text(
      en: "A newer filing of the domain, or a change that touches other data only.",
      zh: "该域名有更新的备案，或变更仅涉及其他信息。"),
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
