internal import Evidence

extension Cause {
  /// A CDN refuses for reasons of its own.
  static let cdnRefusal = Cause(
    .cdnRefusal,
    title: Text(en: "the CDN refuses", zh: "CDN 拒绝服务"),
    meaning: Text(en: "A CDN refuses the request for reasons of its own.", zh: "CDN 因自身原因拒绝请求。"),
    status: .unreachable, example: "cdn-refusal.example",
    rules: [
      Rule(
        "wire.cdn-refusal", .likely,
        en: "The answer bears the marks of a CDN's own page of refusal.",
        zh: "应答具有 CDN 自身拒绝页面的特征。",
        when: { $0.reach == .resolved && $0.wire == .cdnRefusal }),
      Rule(
        "wire.refused-through-cdn", .possible,
        en: "A 403 through a CDN, without the marks of any known page.",
        zh: "经由 CDN 返回 403，且没有已知页面的特征。",
        when: { $0.reach == .resolved && $0.wire == .cdnRefusesUnexplained }),
    ],
    excludedBy: Text(
      en: "A filing page, or an answer of the server behind the CDN.",
      zh: "返回的是备案阻断页，或源站自身的应答。"),
    account: { subject in
      let page = subject.signature
      let thaw = Recheck.cdn(subject)
      let cdn = (page?.provider ?? subject.primary?.cdn).map(Providers.name)
      return Account(
        summary(subject, (en: Text.aside(cdn?.en).en, zh: cdn.map { "（\($0.zh)）" } ?? " ")),
        remarks: thaw == nil
          ? []
          : [
            Text(
              en: "Its filing was granted or changed these days, and a CDN may know of that two "
                + "days later only.",
              zh: "其备案近日刚获通过或变更，CDN 获知该数据可能滞后两天。")
          ],
        because: subject.citations.wire,
        remedy: [
          Verdict.Step(
            Text(
              en: "Look in the CDN's console whether \(subject.name) is set up and in service, "
                + "and which access rule refuses the request.",
              zh: "在 CDN 控制台检查 \(subject.name) 是否已配置并处于启用状态，以及是哪条访问规则拒绝了请求。")),
          Verdict.Step(
            Text(
              en: "If the CDN has frozen the domain for its filing, unfreeze it there once the "
                + "filing is in order.",
              zh: "若 CDN 因备案冻结了该域名，请在备案恢复正常后到控制台解冻。")),
        ],
        sources: [page?.source ?? "N-03", "P-09"], recheckAfter: thaw)
    })

  private static func summary(_ subject: Case, _ cdn: (en: String, zh: String)) -> Text {
    guard subject.situation.wire == .cdnRefusal else {
      let status = subject.answeredStatus
      return Text(
        en: "The request is refused\(status) by the CDN in front of \(subject.name)\(cdn.en), or "
          + "by the origin behind it: the answer has no marks of a known page.",
        zh: "\(subject.name) 前端的 CDN\(cdn.zh)或其后的源站拒绝了请求\(status)：应答没有已知页面的特征。")
    }
    return Text(
      en: "The CDN in front of \(subject.name)\(cdn.en) refuses the request itself; the request "
        + "does not reach the server.",
      zh: "\(subject.name) 前端的 CDN\(cdn.zh)自身拒绝了请求，请求未到达源站。")
  }
}
