extension SignatureTests {
  /// The pages of small hosters and of machine rooms without a name.
  static let hosterPages: [Page] = [
    Page(
      name: "Runxun, as a redirect", status: 302,
      headers: ["Location": "http://www.runxun.com/weibeian.html"], expected: "runxun"),
    Page(
      name: "near miss: a redirect whose query names Runxun", status: 302,
      headers: ["Location": "https://example.cn/?u=http://www.runxun.com/weibeian.html"],
      misses: "runxun"),
    Page(
      name: "Runxun, as a frame", status: 403,
      body: "<frame src='http://www.runxun.com/weibeian.html'>", expected: "runxun.frame"),
    Page(
      name: "near miss: Runxun's frame with 200", status: 200,
      body: "<frame src='http://www.runxun.com/weibeian.html'>", misses: "runxun.frame"),
    Page(
      name: "dns.gd.cn, as a redirect", status: 302,
      headers: ["Location": "http://www.dns.gd.cn/index.html?url=example.cn"],
      expected: "dns-gd"),
    Page(
      name: "near miss: a redirect whose query names dns.gd.cn", status: 302,
      headers: ["Location": "https://example.cn/?u=http://www.dns.gd.cn/index.html?url=example.cn"],
      misses: "dns-gd"),
    Page(
      name: "dns.gd.cn, as a frame", status: 403,
      body: "<frame src='http://www.dns.gd.cn/index.html?url=example.cn'>",
      expected: "dns-gd.frame"),
    Page(
      name: "near miss: dns.gd.cn's frame with 200", status: 200,
      body: "<frame src='http://www.dns.gd.cn/index.html?url=example.cn'>",
      misses: "dns-gd.frame"),
    Page(
      name: "Edong, as a redirect", status: 302,
      headers: ["Location": "http://edong.com/block/error.html"], expected: "edong"),
    Page(
      name: "near miss: a redirect whose query names Edong", status: 302,
      headers: ["Location": "https://example.cn/?u=http://edong.com/block/error.html"],
      misses: "edong"),
    Page(
      name: "Edong, as a frame", status: 403,
      body: "<frame src='http://edong.com/block/error.html'>", expected: "edong.frame"),
    Page(
      name: "near miss: Edong's frame with 200", status: 200,
      body: "<frame src='http://edong.com/block/error.html'>", misses: "edong.frame"),
    Page(
      name: "Linktom, as a redirect", status: 302,
      headers: ["Location": "https://www.linktom.com/ba/ba.html"], expected: "linktom"),
    Page(
      name: "near miss: a redirect whose query names Linktom", status: 302,
      headers: ["Location": "https://example.cn/?u=https://www.linktom.com/ba/ba.html"],
      misses: "linktom"),
    Page(
      name: "Linktom, as a frame", status: 403,
      body: "<frame src='http://www.linktom.com/ba/ba.html'>", expected: "linktom.frame"),
    Page(
      name: "near miss: Linktom's frame with 200", status: 200,
      body: "<frame src='http://www.linktom.com/ba/ba.html'>", misses: "linktom.frame"),
    Page(
      name: "Biggeryun, as a redirect", status: 302,
      headers: ["Location": "http://activity.biggeryun.com/Intercept"], expected: "biggeryun"),
    Page(
      name: "near miss: a redirect whose query names Biggeryun", status: 302,
      headers: ["Location": "https://example.cn/?u=http://activity.biggeryun.com/Intercept"],
      misses: "biggeryun"),
    Page(
      name: "Biggeryun, as a frame", status: 403,
      body: "<frame src='http://activity.biggeryun.com/Intercept'>",
      expected: "biggeryun.frame"),
    Page(
      name: "near miss: Biggeryun's frame with 200", status: 200,
      body: "<frame src='http://activity.biggeryun.com/Intercept'>", misses: "biggeryun.frame"),
    Page(
      name: "a hoster known by its address, as a redirect", status: 302,
      headers: ["Location": "http://58.30.28.92/index.html"], expected: "hoster.address"),
    Page(
      name: "near miss: a redirect whose query names a hoster known by its address", status: 302,
      headers: ["Location": "https://example.cn/?u=http://58.30.28.92/index.html"],
      misses: "hoster.address"),
    Page(
      name: "a hoster known by its address, as a frame", status: 403,
      body: "<frame src='http://58.30.28.92/index.html'>", expected: "hoster.address-frame"),
    Page(
      name: "near miss: a hoster known by its address's frame with 200", status: 200,
      body: "<frame src='http://58.30.28.92/index.html'>", misses: "hoster.address-frame"),
    Page(
      name: "a machine room's title 网站未备案提示", status: 200, title: "网站未备案提示",
      expected: "idc.title"),
    Page(
      name: "a machine room's title 未备案等原因无法访问", status: 200, title: "未备案等原因无法访问",
      expected: "idc.title"),
    Page(
      name: "near miss: a title that continues", status: 200, title: "网站未备案提示怎么办",
      misses: "idc.title"),
    Page(
      name: "a machine room's sentence, 您好，该域名未备案，", status: 403,
      body: "<p>您好，该域名未备案，已被封停，请联系机房核实！！！！</p>", expected: "idc.phrase"),
    Page(
      name: "a machine room's sentence, 您好，该域名未备案，", status: 403,
      body: "<p>您好，该域名未备案，请联系机房核实！！！！</p>", expected: "idc.phrase"),
    Page(
      name: "a machine room's sentence, 您的域名因未取得工信", status: 403,
      body: "<p>您的域名因未取得工信部网站备案号，按照工信部33号令屏蔽访问</p>", expected: "idc.phrase"),
    Page(
      name: "a machine room's sentence, 本网站尚未进行备案", status: 403, body: "<p>本网站尚未进行备案</p>",
      expected: "idc.phrase"),
    Page(
      name: "near miss: the sentence quoted with 200", status: 200,
      body: "<p>您好，该域名未备案，请联系机房核实！！！！</p>", misses: "idc.phrase"),
    Page(
      name: "near miss: another sentence on unfiled names", status: 403,
      body: "<p>未备案的网站不得开通</p>", misses: "idc.phrase"),
    Page(
      name: "a machine room's list of reasons, the filing among them", status: 403,
      body: "<p>该网站暂时无法进行访问，可能由以下原因导致</p><li>未备案</li>", expected: "idc.mixed-filing"),
    Page(
      name: "a keyword or the filing", status: 403, body: "<p>页面包含敏感关键字词 或者 域名没有备案号！</p>",
      expected: "idc.mixed-filing"),
    Page(
      name: "near miss: the list with 200, read as no reason at all", status: 200,
      body: "<p>该网站暂时无法进行访问，可能由以下原因导致</p><li>未备案</li>", expected: "idc.unspecific",
      misses: "idc.mixed-filing"),
    Page(
      name: "near miss: the list above a filing number in the footer", status: 403,
      body: "<p>该网站暂时无法进行访问，可能由以下原因导致</p><p>备案号：粤ICP备2026000001号</p>",
      expected: "idc.unspecific", misses: "idc.mixed-filing"),
    Page(
      name: "a refusal without a reason, 温馨提示：该网站暂时无法", status: 200,
      body: "<p>温馨提示：该网站暂时无法访问，有可能是以下原因：</p>", expected: "idc.unspecific"),
    Page(
      name: "a refusal without a reason, 您的域名被屏蔽访问的原因", status: 200,
      body: "<p>您的域名被屏蔽访问的原因：</p>", expected: "idc.unspecific"),
    Page(
      name: "a refusal without a reason, 您访问的网站被机房安全管", status: 200,
      body: "<p>您访问的网站被机房安全管理系统拦截，有可能是以下原因造成</p>", expected: "idc.unspecific"),
    Page(
      name: "a refusal without a reason, 您访问的网站被屏蔽，有可", status: 200,
      body: "<p>您访问的网站被屏蔽，有可能是以下原因造成：</p>", expected: "idc.unspecific"),
    Page(
      name: "a refusal without a reason, 您的网站暂时无法访问", status: 200, body: "<p>您的网站暂时无法访问</p>",
      expected: "idc.unspecific"),
    Page(
      name: "a refusal without a reason, 很抱歉，该网页已被阻断", status: 200, body: "<p>很抱歉，该网页已被阻断</p>",
      expected: "idc.unspecific"),
    Page(
      name: "a refusal without a reason, by its title", status: 403, title: "东直门138阻断",
      expected: "idc.unspecific"),
    Page(
      name: "a refusal that promises access after filing, with 200", status: 200,
      body: "<p>重获备案号后，如何恢复访问</p>", expected: "idc.unspecific"),
    Page(
      name: "near miss: a site that says itself that it is closed", status: 200,
      body: "<p>该网站暂时无法进行访问</p>", misses: "idc.unspecific"),
    Page(
      name: "near miss: a long page with the sentence", status: 200, body: "<p>您的网站暂时无法访问</p>",
      bodyBytes: 30000, misses: "idc.unspecific"),
    Page(
      name: "JD Cloud", status: 403, title: "京东云拦截页面", expected: "jd.intercept"),
    Page(
      name: "near miss: an article on JD Cloud's page", status: 200, title: "京东云拦截页面",
      misses: "jd.intercept"),
  ]
}
