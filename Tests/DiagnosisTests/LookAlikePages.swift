extension SignatureTests {
  /// What refuses for another reason than the filing, and what only looks like it.
  static let lookAlikePages: [Page] = [
    Page(
      name: "anti-fraud centre", status: 200, body: "<div class=\"title\">国家反诈中心</div>",
      expected: "anti-fraud"),
    Page(
      name: "near miss: an article about the anti-fraud centre", status: 200,
      body: "<h1>国家反诈中心</h1>", bodyBytes: 20000, misses: "anti-fraud"),
    Page(
      name: "anti-fraud, a province's site", status: 302,
      headers: ["Location": "https://fz96110.example.gov.cn/warn?u=1"],
      expected: "anti-fraud.redirect"),
    Page(
      name: "near miss: a redirect with the number in its path", status: 302,
      headers: ["Location": "https://example.cn/news/96110.html"],
      misses: "anti-fraud.redirect"),
    Page(
      name: "a hoster's keyword filter", status: 200, body: "当前页面包含敏感关键字词，请与管理员联系!",
      expected: "keyword-filter"),
    Page(
      name: "near miss: the filter's words in another sentence", status: 200,
      body: "<p>当前页面包含敏感关键字词</p>", misses: "keyword-filter"),
    Page(
      name: "a warning of a malicious page", status: 200, title: "您正在访问恶意网页",
      expected: "malicious-page-warning"),
    Page(
      name: "near miss: an article on the warning", status: 200, title: "恶意网页",
      body: "您正在访问恶意网页", misses: "malicious-page-warning"),
    Page(
      name: "Alibaba WAF", status: 405, title: "405",
      body: "<a href=\"https://errors.aliyun.com\">potential threats</a>", bodyBytes: 9000,
      expected: "alibaba.waf"),
    Page(
      name: "near miss: a server's own 405", status: 405, title: "405 Not Allowed",
      misses: "alibaba.waf"),
    Page(
      name: "a site's firewall", status: 403, body: "<p>您的请求异常，已被网站管理员设置受限访问！</p>",
      expected: "site-firewall"),
    Page(
      name: "a site's firewall, dangerous content", status: 200, body: "<p>请求中含有危险内容，已被拦截</p>",
      expected: "site-firewall"),
    Page(
      name: "near miss: a page about the firewall", status: 200, body: "<p>请求中含有危险内容，已被拦截</p>",
      bodyBytes: 9000, misses: "site-firewall"),
    Page(
      name: "a rule of ESA", status: 307,
      headers: ["Server": "Tengine", "X-Tengine-Error": "denied by http_custom"],
      expected: "alibaba.esa-rule"),
    Page(
      name: "near miss: a redirect of Tengine's own", status: 307,
      headers: ["Server": "Tengine", "Location": "https://example.cn/"],
      misses: "alibaba.esa-rule"),
    Page(
      name: "Alibaba CDN denies by Referer ACL", status: 403,
      headers: ["Server": "Tengine", "x-tengine-error": "denied by Referer ACL"],
      expected: "alibaba.cdn-denied"),
    Page(
      name: "Alibaba CDN denies by req auth", status: 403,
      headers: ["Server": "Tengine", "x-tengine-error": "denied by req auth"],
      expected: "alibaba.cdn-denied"),
    Page(
      name: "Alibaba CDN denies by bot", status: 403,
      headers: ["Server": "Tengine", "x-tengine-error": "denied by bot"],
      expected: "alibaba.cdn-denied"),
    Page(
      name: "near miss: Tengine's own 403", status: 403, headers: ["Server": "Tengine"],
      title: "403 Forbidden", misses: "alibaba.cdn-denied"),
    Page(
      name: "a name that Alibaba CDN does not know", status: 403,
      headers: ["Server": "Tengine", "X-Tengine-Error": "non-existent domain"],
      expected: "alibaba.cdn-not-configured"),
    Page(
      name: "a name that Alibaba CDN does not know, in the body", status: 404,
      headers: ["Server": "Tengine"], body: "<p>non-existent domain</p>",
      expected: "alibaba.cdn-not-configured"),
    Page(
      name: "near miss: the words from another server", status: 404,
      headers: ["Server": "nginx"], body: "<p>non-existent domain</p>",
      misses: "alibaba.cdn-not-configured"),
    Page(
      name: "a name that Tencent CDN does not know", status: 514,
      headers: ["X-NWS-LOG-UUID": "123"], expected: "tencent.cdn-not-configured"),
    Page(
      name: "near miss: the site's own 404 behind Tencent CDN", status: 404,
      headers: ["X-NWS-LOG-UUID": "123"], title: "找不到页面", bodyBytes: 3000,
      misses: "tencent.cdn-not-configured"),
    Page(
      name: "frozen at Baidu's CDN", status: 403, headers: ["Server": "JSP3/2.0.14"],
      expected: "baidu.cdn-frozen"),
    Page(
      name: "near miss: a page that Baidu's CDN delivers", status: 200,
      headers: ["Server": "JSP3/2.0.14"], misses: "baidu.cdn-frozen"),
    Page(
      name: "Cloudflare refuses", status: 403,
      headers: ["Server": "cloudflare", "CF-RAY": "8a0-HKG"],
      title: "Attention Required! | Cloudflare", body: "Cloudflare Ray ID: 8a0", bodyBytes: 5000,
      expected: "cloudflare.denied"),
    Page(
      name: "near miss: the site's own 403 behind Cloudflare", status: 403,
      headers: ["Server": "cloudflare", "CF-RAY": "8a0-HKG"], title: "403 Forbidden",
      misses: "cloudflare.denied"),
    Page(
      name: "near miss: a filing page behind Cloudflare is the origin's", status: 403,
      headers: ["Server": "cloudflare", "CF-RAY": "8a0-HKG"], title: "Non-compliance ICP Filing",
      expected: "alibaba.beian-block", misses: "cloudflare.denied"),
    Page(
      name: "a panel's default page", status: 404, title: "没有找到站点", expected: "bt.no-site"),
    Page(
      name: "a panel's default page without its title", status: 200,
      body: "<p>您的请求在Web服务器中没有找到对应的站点！</p>", expected: "bt.no-site"),
    Page(
      name: "near miss: a panel's words in a sentence", status: 200, title: "为什么没有找到站点",
      misses: "bt.no-site"),
    Page(
      name: "a name for sale", status: 302,
      headers: ["Location": "https://www.hugedomains.com/domain_profile.cfm?d=example.com"],
      expected: "parking.for-sale"),
    Page(
      name: "near miss: a redirect to the dealer's front page", status: 302,
      headers: ["Location": "https://www.hugedomains.com/"], misses: "parking.for-sale"),
    Page(
      name: "a site that turns the visitor away", status: 403, title: "拒绝访问",
      expected: "site.refusal"),
    Page(
      name: "near miss: a title that says more", status: 403, title: "拒绝访问的原因",
      misses: "site.refusal"),
  ]
}
