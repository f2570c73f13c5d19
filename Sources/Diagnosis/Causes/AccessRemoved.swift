internal import Evidence

extension Cause {
  /// This provider was removed from the filing, which itself may stand.
  static let accessRemoved = Cause(
    .accessRemoved,
    title: Text(en: "access removed", zh: "接入已取消"),
    meaning: Text(
      en: "This provider was removed from the filing, which itself may stand.",
      zh: "该服务商的接入已被取消，备案本身可能仍有效。"),
    status: .blocked, example: "removed.example",
    rules: [
      Rule(
        "block.access-cancelled", .asTheBlock,
        en: "A filing block, and the provider's own record or order says that its access was "
          + "cancelled.",
        zh: "该域名因备案被阻断，且服务商的接入记录或备案订单显示接入已取消。",
        when: { $0.isBlocked(.accessRemoved) })
    ],
    excludedBy: Text(
      en: "A later record of active access, a registry that has no filing at all, or no block.",
      zh: "之后又有有效的接入记录、备案系统查无备案，或没有被阻断。"),
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
        sources: ["D-28", "P-25", "P-48"], sideEffects: .ofFilingBlock,
        request: Text(
          en: "Please tell when and why the access of this domain was cancelled.",
          zh: "请告知该域名的接入于何时、因何被取消。"))
    })
}
