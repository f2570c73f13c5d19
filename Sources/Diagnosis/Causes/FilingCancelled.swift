internal import Evidence

extension Cause {
  /// The filing existed and is cancelled, by its owner or by an authority.
  static let filingCancelled = Cause(
    .filingCancelled,
    title: Text(en: "filing cancelled", zh: "备案已注销"),
    meaning: Text(
      en: "The filing existed and is cancelled, by its owner or by an authority.",
      zh: "曾有备案，已由备案人或管局注销。"),
    status: .blocked, example: "cancelled.example",
    rules: [
      Rule(
        "block.filing-cancelled", .asTheBlock,
        en: "A filing block, and the registry or an approved order says that the filing is "
          + "cancelled.",
        zh: "该域名因备案被阻断，且备案系统或已通过的订单显示备案已注销。",
        when: { $0.isBlocked(.cancelled) })
    ],
    excludedBy: Text(
      en: "A newer filing, or a cancellation that is still to come into force.",
      zh: "有更新的备案，或注销尚未生效。"),
    account: { subject in
      let day = Text.aside(subject.filing?.cancelledAt?.day)
      return Account(
        Text(
          en: "The filing of \(subject.registrable) is cancelled\(day.en); a number in the site's "
            + "footer no longer counts.",
          zh: "\(subject.registrable) 的备案已被注销\(day.zh)，网站底部的备案号不再有效。"),
        because: subject.citations.wire + subject.citations.filing,
        remedy: [
          Verdict.Step(
            Text(
              en: "File the domain anew; a cancelled filing cannot be restored.",
              zh: "重新办理备案；已注销的备案不可恢复。"), url: subject.filingURL)
        ],
        sources: ["D-27", "P-28"], sideEffects: .ofFilingBlock)
    })
}
