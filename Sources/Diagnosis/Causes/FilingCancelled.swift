internal import Evidence

extension Cause {
  /// The filing existed and is cancelled, by its owner or by an authority.
  static let filingCancelled = Cause(
    .filingCancelled, status: .blocked,
    judge: { situation in
      guard situation.isBlockedForFiling else { return .excluded }
      return situation.filing == .cancelled
        ? .established(situation.blockCertainty, rule: "block.filing-cancelled") : .excluded
    },
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
