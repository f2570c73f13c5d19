internal import Evidence

extension Cause {
  /// A web application firewall refuses.
  static let waf = Cause(
    .waf,
    title: Text(en: "a web firewall refuses", zh: "被 Web 防火墙拦截"),
    meaning: Text(en: "A web application firewall refuses the request.", zh: "请求被 Web 应用防火墙拦截。"),
    status: .unreachable, example: "waf.example",
    rules: [
      Rule(
        "wire.waf-page", .likely,
        en: "The answer bears the marks of a firewall's own page.",
        zh: "应答具有 Web 应用防火墙拦截页的特征。",
        when: { $0.reach == .resolved && $0.wire == .waf })
    ],
    excludedBy: Text(
      en: "A filing page, or an error of the web server itself.",
      zh: "返回的是备案阻断页，或网站服务器自身的错误。"),
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
