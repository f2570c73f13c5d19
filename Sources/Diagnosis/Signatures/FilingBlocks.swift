extension SignaturePack {
  /// The pages by which a cloud's own network refuses a name for its filing.
  static let filingBlocks: [Signature] = [
    Signature(
      "alibaba.beian-block", provider: "alibaba", proves: .filingBlock, source: "B-11",
      seen: 2024...2026, statuses: [403],
      anyOf: [
        .title(is: "Non-compliance ICP Filing"),
        .body(contains: "aliyun.com/beian/beian-block?id="),
      ]),
    Signature(
      "alibaba.batit", provider: "alibaba", proves: .filingBlock, source: "B-10",
      seen: 2016...2024, statuses: [403],
      anyOf: [
        .title(is: "TestPage184"),
        .body(contains: "batit.aliyun.com/alww.html"),
      ]),
    Signature(
      "alibaba.batit-redirect", provider: "alibaba", proves: .filingBlock, source: "B-10",
      seen: 2022...2024, statuses: redirects,
      anyOf: [.location(startsWith: "http://batit.aliyun.com/alww.html")]),
    Signature(
      "tencent.webblock", provider: "tencent", proves: .filingBlock, source: "B-13",
      seen: 2022...2026, statuses: redirects,
      anyOf: [
        .location(startsWith: "https://dnspod.qcloud.com/static/webblock.html?d="),
        .location(startsWith: "http://dnspod.qcloud.com/static/webblock.html?d="),
      ]),
    Signature(
      "tencent.block", provider: "tencent", proves: .filingBlock, source: "B-14",
      seen: 2022...2022, statuses: redirects,
      anyOf: [
        .location(startsWith: "https://dnspod.qcloud.com/static/block.html?d="),
        .location(startsWith: "http://imgcache.qq.com/wss/beian/static/block.html"),
      ]),
    Signature(
      "tencent.block-frame", provider: "tencent", proves: .filingBlock, source: "B-14",
      seen: 2022...2022, statuses: [403],
      anyOf: [.body(contains: "http://imgcache.qq.com/wss/beian/static/block.html")]),
    Signature(
      "adm.huawei", provider: "huawei", proves: .filingBlock, source: "B-15", seen: reports,
      statuses: [403],
      anyOf: [
        .body(contains: "http://114.115.192.246:9080/error.html"),
        .body(contains: "http://114.115.192.242:9080/error.html"),
      ]),
    Signature(
      "adm.aws-china", provider: "aws-china", proves: .filingBlock, source: "B-16",
      seen: 2023...2023, statuses: [403],
      anyOf: [
        .titleContains("zhy54-HG100"),
        .body(contains: "http://203.93.170.219:9080/error.html"),
      ]),
    Signature(
      "adm", proves: .filingBlock, source: "B-17", seen: 2022...2022, statuses: [403],
      allOf: [.header("Server", startsWith: "ADM/")],
      anyOf: [.titleContains("非法阻断"), .body(contains: frameScript)]),
    Signature(
      "alibaba.beaver-template", provider: "alibaba", proves: .filingBlock, source: "B-05",
      seen: 2019...2026, statuses: [403], longestBody: SignaturePack.pageOfTheTemplate,
      allOf: [.header("Server", startsWith: "Beaver")] + SignaturePack.template),
    Signature(
      "alibaba.beaver", provider: "alibaba", proves: .filingBlock, certainty: .likely,
      source: "B-10", seen: 2019...2026, statuses: [403],
      allOf: [.header("Server", startsWith: "Beaver")]),
    Signature(
      "alibaba.framed-text", provider: "alibaba", proves: .filingBlock, certainty: .likely,
      source: "B-12", seen: reports, statuses: [403], allOf: [.body(contains: "该域名当前备案状态不符合访问要求")]),
    // The page without its server's header, as a proxy in front passes it on.
    Signature(
      "adm.page", proves: .filingBlock, certainty: .likely, source: "B-17", seen: 2022...2022,
      statuses: [403],
      anyOf: [.titleContains("非法阻断"), .body(contains: "220.231.20.138:9080/error.html")]),
    Signature(
      "ucloud", provider: "ucloud", proves: .filingBlock, certainty: .likely, source: "B-18",
      seen: 2022...2022, statuses: [403],
      anyOf: [
        .body(contains: "因该网站未进行备案或涉及发布违禁信息，违反工信部、公安部相关规定而无法访问"),
        .body(
          contains: "因该网站存在未备案或已备案未接入或涉及发布违禁信息等情况，违反工信部、公安部相关规定而无法访问"),
      ]),
    Signature(
      "azure-china", provider: "azure-china", proves: .filingBlock, certainty: .likely,
      source: "B-19", seen: 2022...2022, statuses: [403],
      allOf: [.title(is: "上海蓝云阻断页面")]),
    Signature(
      "azure-china.success", provider: "azure-china", proves: .filingBlock,
      certainty: .possible, source: "B-19", seen: 2022...2022, statuses: [200],
      longestBody: SignaturePack.pageOfTheTemplate, allOf: [.title(is: "上海蓝云阻断页面")]),
    Signature(
      "azure-china.frame", provider: "azure-china", proves: .filingBlock, certainty: .likely,
      source: "B-19", seen: 2022...2022, statuses: [403],
      allOf: [.body(contains: "http://42.159.191.244:5671/lan")]),
    Signature(
      "baidu.beian", provider: "baidu", proves: .filingBlock, certainty: .likely, source: "B-21",
      seen: nil,
      statuses: [403], allOf: [.titleContains("备案封禁提示")]),
  ]

  static let frameScript = "document.getElementById(\"mainFrame\").src="

  /// What every page of the one product has in it, whoever runs it (facts B-05).
  static let template: [Signature.Clause] = [
    .body(contains: "content=\"textml;charset=UTF-8\""), .body(contains: frameScript),
  ]
}
