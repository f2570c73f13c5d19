internal import Evidence

extension Cause {
  /// The only filing is an app's, a mini program's or a quick app's (facts R-12).
  static let appFilingOnly = Cause(
    .appFilingOnly,
    title: Text(en: "only an app is filed", zh: "仅有 App 备案"),
    meaning: Text(
      en: "The only filing is for an app, a mini program or a quick app.",
      zh: "仅有 App、小程序或快应用备案，没有网站备案。"),
    status: .blocked, example: "app-only.example",
    rules: [
      Rule(
        "block.app-only", .asTheBlock,
        en: "A filing block, and the registry's only filing of the domain is for an app, a "
          + "mini program or a quick app.",
        zh: "该域名因备案被阻断，且备案系统中只有 App、小程序或快应用备案。",
        when: { $0.isBlocked(.appOnly) })
    ],
    excludedBy: Text(
      en: "A website's filing in the registry, or a website's order under review.",
      zh: "备案系统中有网站备案，或网站备案订单正在审核。"),
    account: { subject in
      let number = Text.aside(subject.siteNumber)
      return Account(
        Text(
          en:
            "The only filing of \(subject.registrable) is for an app or mini program\(number.en); "
            + "it does not cover a website.",
          zh: "\(subject.registrable) 仅有 App 或小程序备案\(number.zh)，不适用于网站。"),
        because: subject.citations.wire + subject.citations.registry,
        remedy: [
          Verdict.Step(
            Text(en: "File the website as well.", zh: "另行办理网站备案。"), url: subject.filingURL)
        ],
        sources: ["P-50"], sideEffects: .ofFilingBlock)
    })
}
