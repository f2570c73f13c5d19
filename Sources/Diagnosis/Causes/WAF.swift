internal import Evidence

extension Cause {
  /// A web application firewall refuses.
  static let waf = Cause(
    .waf, status: .unreachable,
    judge: { situation in
      guard situation.reach == .resolved, situation.wire == .waf else { return .excluded }
      return .established(.likely, rule: "wire.waf-page")
    },
    account: { subject in
      Account(
        Text(
          en: "A web application firewall refuses the request; this is not the filing.",
          zh: "请求被 Web 应用防火墙拦截，与备案无关。"), because: subject.citations.wire,
        remedy: [
          Verdict.Step(
            Text(
              en: "Look into the firewall's log for the rule that matched, and allow the request.",
              zh: "在防火墙日志中查找命中的规则并放行。"))
        ],
        sources: [subject.signature?.source ?? "N-01"])
    })
}
