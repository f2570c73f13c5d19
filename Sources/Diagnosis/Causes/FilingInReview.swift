internal import Evidence

extension Cause {
  /// A first filing or an added website is still under review; until then the block is expected.
  static let filingInReview = Cause(
    .filingInReview, status: .blocked,
    judge: { situation in
      guard situation.isBlockedForFiling else { return .excluded }
      return situation.filing == .inReview
        ? .established(situation.blockCertainty, rule: "block.order-in-review") : .excluded
    },
    account: { subject in
      Account(
        Text(
          en: "The filing of \(subject.registrable) is still under review; until it is granted, "
            + "the block is expected.",
          zh: "\(subject.registrable) 的备案仍在审核中，通过之前被阻断属于正常现象。"),
        because: subject.citations.wire + subject.citations.order,
        remedy: [
          Verdict.Step(
            Text(
              en: "Wait for the review, 3 to 20 working days at the authority; answer its "
                + "messages and calls.",
              zh: "等待审核，管局需 3 至 20 个工作日，期间留意短信与核验电话。"), url: subject.filingURL)
        ],
        sources: ["D-20", "D-21"], sideEffects: .ofFilingBlock)
    },
    exclusion: { subject in
      subject.findings.order == .none
        ? Text(en: "no order is under review", zh: "没有审核中的备案订单") : nil
    })
}
