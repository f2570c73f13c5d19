internal import Evidence

extension Cause {
  /// Not a domain, URL or address.
  static let invalidTarget = Cause(
    .invalidTarget,
    title: Text(en: "not a domain, URL or address", zh: "不是域名、网址或 IP"),
    meaning: Text(
      en: "The input is not a domain, a URL or an address.",
      zh: "输入的内容不是域名、网址或 IP 地址。"),
    status: .error, example: "not a target",
    rules: [
      Rule(
        "target.invalid", .confirmed,
        en: "The input cannot be read as a domain, a URL or an address.",
        zh: "输入的内容无法识别为域名、网址或 IP 地址。",
        when: { $0.reach == .invalid })
    ],
    excludedBy: Text(
      en: "Any name, URL or address, in Chinese characters too.",
      zh: "任何域名、网址或 IP 地址，中文域名亦可。"),
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
