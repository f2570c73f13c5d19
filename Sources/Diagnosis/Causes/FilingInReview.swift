internal import Evidence

extension Cause {
  /// A first filing or an added website is still under review; until then the block is expected.
  static let filingInReview = Cause(
    .filingInReview,
    title: Text(en: "filing under review", zh: "备案审核中"),
    meaning: Text(
      en: "A first filing or an added website is still under review.",
      zh: "首次备案或新增网站备案仍在审核。"),
    status: .blocked, example: "in-review.example",
    rules: [
      Rule(
        "block.order-in-review", .asTheBlock,
        en: "A filing block, and an order for a first filing or a further website has been "
          + "submitted and not decided.",
        zh: "该域名因备案被阻断，且首次备案或新增网站的订单已提交、尚未有结果。",
        when: { $0.isBlocked(.inReview) })
    ],
    excludedBy: Text(
      en: "No order, a mere draft, or a later record that shows the filing granted.",
      zh: "没有订单、仅为草稿，或之后的记录显示备案已通过。"),
    account: { subject in
      Account(
        Text(
          en: "The filing of \(subject.registrable) is still under review; until it is granted, "
            + "the block is expected.",
          zh: "\(subject.registrable) 的备案仍在审核中，通过之前被阻断属于正常现象。"),
        remarks: Recheck.isOverdue(subject)
          ? [
            Text(
              en: "It was submitted more than 20 working days ago, longer than reviews take: ask "
                + "\(subject.providerName.en) how it stands.",
              zh: "提交已超过 20 个工作日，超出通常的审核时间，请向\(subject.providerName.zh)询问进度。")
          ] : [],
        because: subject.citations.wire + subject.citations.order,
        remedy: [
          Verdict.Step(
            Text(
              en: "Wait for the review, 3 to 20 working days at the authority; answer its "
                + "messages and calls.",
              zh: "等待审核，管局需 3 至 20 个工作日，期间留意短信与核验电话。"), url: subject.filingURL)
        ],
        sources: ["D-20", "D-21", "P-13"], sideEffects: .ofFilingBlock,
        recheckAfter: Recheck.review(subject))
    },
    exclusion: { subject in
      subject.findings.order == .none
        ? Text(en: "no order is under review", zh: "没有审核中的备案订单") : nil
    })
}
