internal import Evidence

/// The known pages, the more certain before the less.
package enum SignaturePack {
  /// The pack's version: the day of the last change.
  package static let version = "2026-11-22"

  package static let all: [Signature] = [
    Signature(
      "alibaba.beian-block", provider: "alibaba", proves: .filingBlock, source: "B-11",
      statuses: [403],
      anyOf: [
        .title(is: "Non-compliance ICP Filing"),
        .body(contains: "aliyun.com/beian/beian-block?id="),
      ]),
    Signature(
      "alibaba.batit", provider: "alibaba", proves: .filingBlock, source: "B-10", statuses: [403],
      anyOf: [
        .title(is: "TestPage184"),
        .body(contains: "batit.aliyun.com/alww.html"),
      ]),
    Signature(
      "alibaba.batit-redirect", provider: "alibaba", proves: .filingBlock, source: "B-10",
      statuses: redirects, anyOf: [.location(startsWith: "http://batit.aliyun.com/alww.html")]),
    Signature(
      "tencent.webblock", provider: "tencent", proves: .filingBlock, source: "B-13",
      statuses: redirects,
      anyOf: [
        .location(startsWith: "https://dnspod.qcloud.com/static/webblock.html?d="),
        .location(startsWith: "http://dnspod.qcloud.com/static/webblock.html?d="),
      ]),
    Signature(
      "tencent.block", provider: "tencent", proves: .filingBlock, source: "B-14",
      statuses: redirects,
      anyOf: [
        .location(startsWith: "https://dnspod.qcloud.com/static/block.html?d="),
        .location(startsWith: "http://imgcache.qq.com/wss/beian/static/block.html"),
      ]),
    Signature(
      "tencent.block-frame", provider: "tencent", proves: .filingBlock, source: "B-14",
      statuses: [403],
      anyOf: [.body(contains: "http://imgcache.qq.com/wss/beian/static/block.html")]),
    Signature(
      "adm.huawei", provider: "huawei", proves: .filingBlock, source: "B-15", statuses: [403],
      anyOf: [
        .body(contains: "http://114.115.192.246:9080/error.html"),
        .body(contains: "http://114.115.192.242:9080/error.html"),
      ]),
    Signature(
      "adm.aws-china", provider: "aws-china", proves: .filingBlock, source: "B-16",
      statuses: [403],
      anyOf: [
        .titleContains("zhy54-HG100"),
        .body(contains: "http://203.93.170.219:9080/error.html"),
      ]),
    Signature(
      "adm", provider: nil, proves: .filingBlock, source: "B-17", statuses: [403],
      allOf: [.server(startsWith: "ADM/")],
      anyOf: [.titleContains("非法阻断"), .body(contains: frameScript)]),
    Signature(
      "alibaba.beaver", provider: "alibaba", proves: .filingBlock, certainty: .likely,
      source: "B-10", statuses: [403], allOf: [.server(startsWith: "Beaver")]),
    Signature(
      "template", provider: nil, proves: .unattributedBlock, certainty: .likely, source: "B-05",
      statuses: [403], longestBody: 1_024,
      allOf: [.body(contains: "content=\"textml;charset=UTF-8\""), .body(contains: frameScript)]),
    Signature(
      "anti-fraud", provider: nil, proves: .contentBlock, source: "N-10", statuses: [200, 403],
      anyOf: [.body(contains: "<div class=\"title\">国家反诈中心</div>")]),
    Signature(
      "alibaba.waf", provider: "alibaba", proves: .waf, source: "N-01", statuses: [405],
      longestBody: .max, anyOf: [.body(contains: "errors.aliyun.com")]),
    Signature(
      "bt.no-site", provider: nil, proves: .panelDefault, source: "N-07", statuses: [200, 404],
      anyOf: [.title(is: "没有找到站点")]),
  ]

  private static let redirects: Set<Int> = [301, 302, 303, 307, 308]
  private static let frameScript = "document.getElementById(\"mainFrame\").src="

  /// The first signature that `exchange` matches.
  static func match(_ exchange: HTTPExchange) -> Signature? {
    all.first { $0.matches(exchange) }
  }
}
