internal import Evidence

extension Cause {
  /// The only filing is an app's, a mini program's or a quick app's (facts R-12).
  static let appFilingOnly = Cause(
    .appFilingOnly, status: .blocked,
    judge: { situation in
      guard situation.isBlockedForFiling else { return .excluded }
      return situation.filing == .appOnly
        ? .established(situation.blockCertainty, rule: "block.app-only") : .excluded
    },
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
