internal import Evidence

extension Cause {
  /// Not a domain, URL or address.
  static let invalidTarget = Cause(
    .invalidTarget, status: .error,
    judge: { situation in
      situation.reach == .invalid ? .established(.confirmed, rule: "target.invalid") : .excluded
    },
    account: { subject in
      let why = subject.target.problem?.reason
      return Account(
        Text(
          en: "This is not a domain, URL or address" + (why.map { ": \($0.en)." } ?? "."),
          zh: "这不是域名、网址或 IP 地址" + (why.map { "：\($0.zh)。" } ?? "。")),
        because: [],
        remedy: [
          Verdict.Step(
            Text(
              en: "Write it like example.cn, https://example.cn/ or 203.0.113.9.",
              zh: "请写成 example.cn、https://example.cn/ 或 203.0.113.9 的形式。"))
        ],
        sources: ["Q-30"])
    })
}
