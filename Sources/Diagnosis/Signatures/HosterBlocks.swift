extension SignaturePack {
  /// The pages of small hosters and of machine rooms that nobody has put a name to.
  ///
  /// Sentences prove a filing block only behind a 403: with 200 they may be quoted (facts B-25).
  static let hosterBlocks: [Signature] = [
    Signature(
      "runxun", provider: "runxun", proves: .filingBlock, certainty: .likely, source: "B-23",
      seen: 2022...2024, statuses: redirects,
      allOf: [.location(startsWith: "http://www.runxun.com/weibeian.html")]),
    Signature(
      "runxun.frame", provider: "runxun", proves: .filingBlock, certainty: .likely,
      source: "B-23", seen: 2022...2024, statuses: [403],
      allOf: [.body(contains: "http://www.runxun.com/weibeian.html")]),
    Signature(
      "dns-gd", provider: "dns-gd", proves: .filingBlock, certainty: .likely, source: "B-24",
      seen: 2022...2024, statuses: redirects,
      allOf: [.location(startsWith: "http://www.dns.gd.cn/index.html?url=")]),
    Signature(
      "dns-gd.frame", provider: "dns-gd", proves: .filingBlock, certainty: .likely,
      source: "B-24", seen: 2022...2024, statuses: [403],
      allOf: [.body(contains: "http://www.dns.gd.cn/index.html?url=")]),
    Signature(
      "edong", provider: "edong", proves: .filingBlock, certainty: .likely, source: "B-24",
      seen: 2022...2024, statuses: redirects,
      allOf: [.location(startsWith: "http://edong.com/block/error.html")]),
    Signature(
      "edong.frame", provider: "edong", proves: .filingBlock, certainty: .likely, source: "B-24",
      seen: 2022...2024, statuses: [403],
      allOf: [.body(contains: "http://edong.com/block/error.html")]),
    Signature(
      "linktom", provider: "linktom", proves: .filingBlock, certainty: .likely, source: "B-24",
      seen: 2022...2024, statuses: redirects,
      anyOf: [
        .location(startsWith: "https://www.linktom.com/ba/ba.html"),
        .location(startsWith: "http://www.linktom.com/ba/ba.html"),
      ]),
    Signature(
      "linktom.frame", provider: "linktom", proves: .filingBlock, certainty: .likely,
      source: "B-24", seen: 2022...2024, statuses: [403],
      allOf: [.body(contains: "://www.linktom.com/ba/ba.html")]),
    Signature(
      "biggeryun", provider: "biggeryun", proves: .filingBlock, certainty: .likely,
      source: "B-24", seen: 2022...2024, statuses: redirects,
      allOf: [.location(startsWith: "http://activity.biggeryun.com/intercept")]),
    Signature(
      "biggeryun.frame", provider: "biggeryun", proves: .filingBlock, certainty: .likely,
      source: "B-24", seen: 2022...2024, statuses: [403],
      allOf: [.body(contains: "http://activity.biggeryun.com/Intercept")]),
    Signature(
      "idc.title", proves: .filingBlock, certainty: .likely, source: "B-25", seen: 2022...2024,
      statuses: [403], anyOf: unfiledTitles),
    Signature(
      "idc.phrase", proves: .filingBlock, certainty: .likely, source: "B-25", seen: 2022...2024,
      statuses: [403], anyOf: unfiledSentences),
    // With 200 it may be quoted: the page must be tiny, and nothing on it but this.
    Signature(
      "idc.success", proves: .filingBlock, certainty: .possible, source: "B-25",
      seen: 2022...2024, statuses: [200], longestBody: SignaturePack.pageOfTheTemplate,
      anyOf: unfiledTitles),
    Signature(
      "idc.phrase-success", proves: .filingBlock, certainty: .possible, source: "B-25",
      seen: 2022...2024, statuses: [200], longestBody: SignaturePack.pageOfTheTemplate,
      allOf: [.untitled], anyOf: unfiledSentences),
    // A bare 备案 may be the link in a footer; only words that deny the filing count.
    Signature(
      "idc.mixed-filing", proves: .filingBlock, certainty: .likely, source: "B-26",
      seen: 2022...2022, statuses: [403],
      allOf: [
        .anyOf(unspecificPhrases),
        .anyOf([
          .body(contains: "未备案"), .body(contains: "没有备案"), .body(contains: "未进行备案"),
          .body(contains: "重获备案号后，如何恢复访问"),
        ]),
      ]),
    Signature(
      "idc.unspecific", proves: .unattributedBlock, certainty: .likely, source: "B-27",
      seen: 2022...2022, statuses: [200, 403], anyOf: unspecificPhrases),
    Signature(
      "hoster.address", proves: .unattributedBlock, certainty: .likely, source: "B-24",
      seen: 2022...2024, statuses: redirects,
      allOf: [.location(startsWith: "http://58.30.28.92/index.html")]),
    Signature(
      "hoster.address-frame", proves: .unattributedBlock, certainty: .likely, source: "B-24",
      seen: 2022...2024, statuses: [403],
      allOf: [.body(contains: "http://58.30.28.92/index.html")]),
    Signature(
      "jd.intercept", provider: "jd", proves: .unattributedBlock, certainty: .possible,
      source: "B-20", seen: reports, statuses: [403], allOf: [.titleContains("京东云拦截页面")]),
    Signature(
      "template.filing", proves: .filingBlock, certainty: .likely, source: "B-05",
      seen: 2019...2026, statuses: [403], longestBody: SignaturePack.pageOfTheTemplate,
      allOf: SignaturePack.template + [
        .anyOf([
          .body(contains: "备案"), .body(contains: "beian"), .body(contains: "ICP"),
          .body(contains: "Filing"),
        ])
      ]),
    Signature(
      "template", proves: .unattributedBlock, certainty: .likely, source: "B-05",
      seen: 2019...2026, statuses: [403], longestBody: SignaturePack.pageOfTheTemplate,
      allOf: SignaturePack.template),
  ]

  private static let unfiledTitles: [Signature.Clause] = [
    .title(is: "网站未备案提示"), .title(is: "未备案等原因无法访问"),
  ]

  private static let unfiledSentences: [Signature.Clause] = [
    .body(contains: "您好，该域名未备案，已被封停，请联系机房核实！！！！"),
    .body(contains: "您好，该域名未备案，请联系机房核实！！！！"),
    .body(contains: "您的域名因未取得工信部网站备案号，按照工信部33号令屏蔽访问"),
    .body(contains: "本网站尚未进行备案"),
  ]

  /// What machine rooms write over any refusal, with or without a word on the filing.
  private static let unspecificPhrases: [Signature.Clause] = [
    .body(contains: "页面包含敏感关键字词 或者 域名没有备案号！"),
    .body(contains: "该网站暂时无法进行访问，可能由以下原因导致"),
    .body(contains: "温馨提示：该网站暂时无法访问，有可能是以下原因："),
    .body(contains: "您的域名被屏蔽访问的原因："),
    .body(contains: "重获备案号后，如何恢复访问"),
    .body(contains: "您访问的网站被机房安全管理系统拦截，有可能是以下原因造成"),
    .body(contains: "<p>您访问的网站被屏蔽，有可能是以下原因造成：</p>"),
    .body(contains: "您的网站暂时无法访问"),
    .title(is: "东直门138阻断"),
    .body(contains: "很抱歉，该网页已被阻断"),
  ]
}
