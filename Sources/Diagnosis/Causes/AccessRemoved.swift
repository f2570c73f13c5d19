internal import Evidence

extension Cause {
  /// This provider was removed from the filing, which itself may stand.
  static let accessRemoved = Cause(
    .accessRemoved, status: .blocked,
    judge: { situation in
      guard situation.isBlockedForFiling else { return .excluded }
      return situation.filing == .accessRemoved
        ? .established(situation.blockCertainty, rule: "block.access-cancelled") : .excluded
    },
    account: { subject in
      Account(
        Text(
          en: "\(subject.providerName.en) was removed from the filing of \(subject.registrable); "
            + "without its access the name is refused here.",
          zh: "\(subject.registrable) 的备案已取消接入\(subject.providerName.zh)，因此被其网关拦截。"),
        because: subject.citations.wire + subject.citations.access + subject.citations.order,
        remedy: [
          Verdict.Step(
            Text(
              en: "Add \(subject.providerName.en) to the filing again; without any provider the "
                + "filing itself may be cancelled.",
              zh: "在\(subject.providerName.zh)重新提交接入备案；长期无接入商，备案本身可能被注销。"),
            url: subject.filingURL)
        ],
        sources: ["D-28", "P-48"], sideEffects: .ofFilingBlock)
    })
}
