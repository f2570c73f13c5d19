extension SignaturePack {
  /// Pages that close a name for what it shows or is taken to show.
  static let contentBlocks: [Signature] = [
    Signature(
      "anti-fraud", proves: .contentBlock, source: "N-10", seen: 2021...2024,
      statuses: [200, 403], anyOf: [.body(contains: "<div class=\"title\">国家反诈中心</div>")]),
    Signature(
      "anti-fraud.redirect", proves: .contentBlock, certainty: .likely, source: "N-10",
      seen: 2021...2024, statuses: redirects, allOf: [.locationHost(contains: "96110")]),
    Signature(
      "keyword-filter", proves: .contentBlock, certainty: .likely, source: "N-09",
      seen: 2022...2022, statuses: [200, 403],
      allOf: [.body(contains: "当前页面包含敏感关键字词，请与管理员联系!")]),
    Signature(
      "malicious-page-warning", proves: .contentBlock, certainty: .likely, source: "N-08",
      seen: 2022...2022, statuses: [200, 403], anyOf: [.titleContains("您正在访问恶意网页")]),
  ]

  /// Firewalls that look at the request.
  static let firewalls: [Signature] = [
    Signature(
      "alibaba.waf", provider: "alibaba", proves: .waf, source: "N-01", seen: reports,
      statuses: [405],
      longestBody: .max,
      anyOf: [
        .body(contains: "errors.aliyun.com"),
        .body(contains: "potential threats to the server's security"),
      ]),
    Signature(
      "site-firewall", proves: .waf, certainty: .likely, source: "N-08", seen: 2022...2022,
      statuses: [200, 403, 405],
      anyOf: [
        .body(contains: "您的请求异常，已被网站管理员设置受限访问！"),
        .body(contains: "请求中含有危险内容，已被拦截"),
      ]),
  ]

  /// Refusals of a CDN's own edges; what an edge passes on from the origin is told before.
  static let cdnRefusals: [Signature] = [
    Signature(
      "alibaba.esa-rule", provider: "alibaba", proves: .cdnRefusal, source: "N-02", seen: reports,
      statuses: [307, 403], longestBody: .max,
      allOf: [.header("X-Tengine-Error", startsWith: "denied by http_custom")]),
    Signature(
      "alibaba.cdn-denied", provider: "alibaba", proves: .cdnRefusal, source: "N-03", seen: reports,
      statuses: [403], longestBody: .max,
      allOf: [.header("X-Tengine-Error", startsWith: "denied by ")]),
    Signature(
      "alibaba.cdn-not-configured", provider: "alibaba", proves: .cdnRefusal,
      certainty: .likely, source: "N-04", seen: nil, statuses: [403, 404],
      allOf: [.header("Server", startsWith: "Tengine")],
      anyOf: [
        .header("X-Tengine-Error", startsWith: "non-existent domain"),
        .body(contains: "non-existent domain"),
      ]),
    // The field stands on every answer of the CDN: a longer page is the origin's own 404.
    Signature(
      "tencent.cdn-not-configured", provider: "tencent", proves: .cdnRefusal,
      certainty: .likely, source: "N-04", seen: nil, statuses: [404, 514], longestBody: 512,
      allOf: [.header("X-NWS-LOG-UUID", startsWith: "")]),
    Signature(
      "baidu.cdn-frozen", provider: "baidu", proves: .cdnRefusal, certainty: .likely,
      source: "N-05", seen: 2024...2024, statuses: [403], longestBody: 1_024,
      allOf: [.header("Server", startsWith: "JSP3/")]),
    // `cf-ray` stands on every answer: only Cloudflare's own pages name themselves.
    Signature(
      "cloudflare.denied", provider: "cloudflare", proves: .cdnRefusal, certainty: .likely,
      source: "N-19", seen: reports, statuses: [403], longestBody: .max,
      allOf: [.header("cf-ray", startsWith: ""), .header("Server", startsWith: "cloudflare")],
      anyOf: [
        .title(is: "Attention Required! | Cloudflare"), .title(is: "Just a moment..."),
        .body(contains: "Cloudflare Ray ID"), .body(contains: "error code: 10"),
      ]),
  ]

  /// Pages that stand where no site does, and refusals of the site's own software.
  static let placeholders: [Signature] = [
    Signature(
      "bt.no-site", proves: .panelDefault, source: "N-07", seen: 2022...2024,
      statuses: [200, 404],
      anyOf: [
        .title(is: "没有找到站点"), .body(contains: "<div class=\"title\">没有找到站点</div>"),
        .body(contains: "您的请求在Web服务器中没有找到对应的站点"),
      ]),
    Signature(
      "parking.for-sale", proves: .parked, certainty: .likely, source: "N-14", seen: reports,
      statuses: redirects,
      anyOf: [
        .location(startsWith: "https://www.hugedomains.com/domain_profile.cfm?d="),
        .location(startsWith: "https://www.afternic.com/forsale/"),
      ]),
    Signature(
      "registrar.contact-verification", proves: .registrarHold, source: "N-13",
      seen: 2014...2026, statuses: [200, 403],
      anyOf: [
        .title(is: "Contact Verification Suspension Page"),
        .body(
          contains: "suspended due to non-completion of an ICANN-mandated contact verification"),
      ]),
    Signature(
      "local-proxy.charles", proves: .localProxy, source: "N-23", seen: nil,
      statuses: [502, 503, 504],
      allOf: [.title(is: "Charles Error Report")]),
    Signature(
      "local-proxy.privoxy", proves: .localProxy, source: "N-23", seen: nil,
      statuses: [400, 403, 404, 502, 503, 504],
      anyOf: [.titleContains("(Privoxy@localhost)"), .titleContains("(Privoxy@127.0.0.1)")]),
    Signature(
      "site.refusal", proves: .siteRefusal, certainty: .likely, source: "N-08",
      seen: 2022...2022, statuses: [200, 403],
      anyOf: [.title(is: "拒绝访问"), .title(is: "禁止访问")]),
  ]
}
