internal import Evidence

extension Cause {
  /// Closed for its content or by an authority, not for its filing.
  static let contentBlock = Cause(
    .contentBlock,
    title: Text(en: "closed for its content", zh: "因内容被关停"),
    meaning: Text(
      en: "Closed for its content or by an authority, not for its filing.",
      zh: "因内容或主管部门的要求被关停，与备案无关。"),
    status: .blocked, example: "anti-fraud.example",
    rules: [
      Rule(
        "wire.content-page", .likely,
        en: "A content filter's or the anti-fraud centre's page stands in place of the site.",
        zh: "网站被替换为内容过滤或国家反诈中心的页面。",
        when: { $0.reach == .resolved && $0.wire == .contentBlock })
    ],
    excludedBy: Text(
      en: "A page that names the filing, or the site's own page that quotes such a warning.",
      zh: "页面注明原因为备案，或只是网站自己的页面引用了这类警示。"),
    account: { subject in
      let page = subject.signature
      let isAntiFraud = page?.source == "N-10"
      return Account(
        isAntiFraud
          ? Text(
            en: "A warning page of the anti-fraud centre stands in place of \(subject.name); this "
              + "is not the filing. It may be shown by some carriers only.",
            zh: "\(subject.name) 被替换为国家反诈中心的警示页，与备案无关；可能仅部分运营商如此。")
          : Text(
            en: "A content filter's page stands in place of \(subject.name); this is not the "
              + "filing.",
            zh: "\(subject.name) 被替换为内容过滤的拦截页，与备案无关。"),
        because: subject.citations.wire,
        remedy: [
          Verdict.Step(
            Text(
              en: "Look for content that was put there by others, remove it, and appeal by the "
                + "way the page names.",
              zh: "检查网站是否被植入违规内容，清理后按页面所示渠道申诉。"))
        ],
        sources: [page?.source ?? "N-10"])
    })
}
