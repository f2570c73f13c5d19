extension SignatureTests {
  static let template = """
    <html>
    <head>
    <meta http-equiv="Content-Type" content="textml;charset=UTF-8" />
    <script>document.getElementById("mainFrame").src= "PAGE";</script>
    </head></html>
    """

  static func framing(_ url: String) -> String {
    let parts = template.split(separator: "PAGE", maxSplits: 1, omittingEmptySubsequences: false)
    return parts.joined(separator: url)
  }

  /// The pages of clouds and hosters, and what only looks like them.
  static let gatewayPages: [Page] = [
    Page(
      name: "Alibaba, new title", status: 403, headers: ["Server": "Beaver"],
      title: "Non-compliance ICP Filing", expected: "alibaba.beian-block"),
    Page(
      name: "Alibaba, new frame without the title", status: 403,
      body: framing("http://www.aliyun.com/beian/beian-block?id=00000000000123456789"),
      expected: "alibaba.beian-block"),
    Page(
      name: "near miss: an article that quotes the title, status 200", status: 200,
      title: "Non-compliance ICP Filing", misses: "alibaba.beian-block"),
    Page(
      name: "near miss: a long 403 page that quotes the frame's address", status: 403,
      body: framing("http://www.aliyun.com/beian/beian-block?id=1"), bodyBytes: 60_000,
      misses: "alibaba.beian-block"),
    Page(
      name: "Alibaba, old title", status: 403, headers: ["Server": "Beaver"],
      title: "TestPage184", expected: "alibaba.batit"),
    Page(
      name: "Alibaba, old address as a redirect", status: 302,
      headers: ["Location": "http://batit.aliyun.com/alww.html?id=0123456789"],
      expected: "alibaba.batit-redirect"),
    Page(
      name: "Alibaba, the header alone", status: 403, headers: ["server": "Beaver"],
      expected: "alibaba.beaver"),
    Page(
      name: "near miss: Beaver with 200", status: 200, headers: ["Server": "Beaver"],
      misses: "alibaba.beaver"),
    Page(
      name: "near miss: nginx's own 403", status: 403, headers: ["Server": "nginx"],
      title: "403 Forbidden", body: "<title>403 Forbidden</title>", misses: "alibaba.beaver"),
    Page(
      name: "Tencent", status: 302,
      headers: ["Location": "https://dnspod.qcloud.com/static/webblock.html?d=example.cn"],
      expected: "tencent.webblock"),
    Page(
      name: "Tencent, older", status: 302,
      headers: ["location": "https://dnspod.qcloud.com/static/block.html?d=example.cn"],
      expected: "tencent.block"),
    Page(
      name: "Tencent, oldest", status: 403,
      body: "<iframe src=\"http://imgcache.qq.com/wss/beian/static/block.html\">",
      expected: "tencent.block-frame"),
    Page(
      name: "near miss: a redirect whose query names the block page", status: 302,
      headers: [
        "Location": "https://example.cn/?u=https://dnspod.qcloud.com/static/webblock.html?d=x"
      ], misses: "tencent.webblock"),
    Page(
      name: "near miss: the landing page itself", status: 200,
      title: "该网站暂时无法访问", misses: "tencent.webblock"),
    Page(
      name: "ADM at Huawei", status: 403, headers: ["Server": "ADM/2.1.1"],
      title: "非法阻断 2403", body: framing("http://114.115.192.246:9080/error.html"),
      expected: "adm.huawei"),
    Page(
      name: "ADM at AWS China", status: 403, headers: ["Server": "ADM/2.1.1"],
      title: "zhy54-HG100-2非法阻断", body: framing("http://203.93.170.219:9080/error.html"),
      expected: "adm.aws-china"),
    Page(
      name: "ADM elsewhere", status: 403, headers: ["Server": "ADM/2.1.1"],
      title: "非法阻断", body: framing("http://220.231.20.138:9080/error.html"), expected: "adm"),
    Page(
      name: "near miss: ADM's header on a plain 403", status: 403,
      headers: ["Server": "ADM/2.1.1"], title: "Forbidden", body: "no", misses: "adm"),
    Page(
      name: "the template of an unknown box", status: 403,
      body: framing("http://192.0.2.1/x.html"), expected: "template"),
    Page(
      name: "near miss: the template with 200", status: 200,
      body: framing("http://192.0.2.1/x.html"), misses: "template"),
    Page(
      name: "near miss: the old title on a page of the site", status: 200, title: "TestPage184",
      misses: "alibaba.batit"),
    Page(
      name: "near miss: a redirect whose query names the old address", status: 302,
      headers: ["Location": "http://example.cn/?u=http://batit.aliyun.com/alww.html"],
      misses: "alibaba.batit-redirect"),
    Page(
      name: "near miss: another page of that host", status: 302,
      headers: ["Location": "https://dnspod.qcloud.com/static/index.html?d=example.cn"],
      misses: "tencent.block"),
    Page(
      name: "near miss: an article that quotes the oldest frame", status: 200,
      body: "<iframe src=\"http://imgcache.qq.com/wss/beian/static/block.html\">",
      misses: "tencent.block-frame"),
    Page(
      name: "near miss: another page of the address at Huawei", status: 403,
      body: "<a href=\"http://114.115.192.246:9080/index.html\">", misses: "adm.huawei"),
    Page(
      name: "near miss: an article on the box at AWS China", status: 200,
      title: "What is zhy54-HG100-2?", misses: "adm.aws-china"),
    Page(
      name: "Alibaba, the framed text itself", status: 403, headers: ["Server": "nginx"],
      body: "<h1>域名暂时无法访问</h1><p>该域名当前备案状态不符合访问要求</p>",
      expected: "alibaba.framed-text"),
    Page(
      name: "near miss: the framed text with 200", status: 200,
      body: "<p>该域名当前备案状态不符合访问要求</p>", misses: "alibaba.framed-text"),
    Page(
      name: "ADM's page behind a proxy", status: 403, headers: ["Server": "cloudflare"],
      title: "非法阻断", expected: "adm.page"),
    Page(
      name: "near miss: an article on ADM's page", status: 200, title: "非法阻断",
      misses: "adm.page"),
    Page(
      name: "UCloud", status: 403,
      body: "<p>因该网站未进行备案或涉及发布违禁信息，违反工信部、公安部相关规定而无法访问</p>",
      expected: "ucloud"),
    Page(
      name: "UCloud, longer", status: 403,
      body: "<p>因该网站存在未备案或已备案未接入或涉及发布违禁信息等情况，违反工信部、公安部相关规定而无法访问</p>",
      expected: "ucloud"),
    Page(
      name: "near miss: UCloud's sentence with 200", status: 200,
      body: "<p>因该网站未进行备案或涉及发布违禁信息，违反工信部、公安部相关规定而无法访问</p>", misses: "ucloud"),
    Page(
      name: "Azure China", status: 200, title: "上海蓝云阻断页面", expected: "azure-china"),
    Page(
      name: "near miss: a title about Azure China's page", status: 200,
      title: "上海蓝云阻断页面是什么", misses: "azure-china"),
    Page(
      name: "Azure China, the frame alone", status: 403,
      body: "<iframe src=\"http://42.159.191.244:5671/lan\">", expected: "azure-china.frame"),
    Page(
      name: "near miss: Azure China's frame with 200", status: 200,
      body: "<iframe src=\"http://42.159.191.244:5671/lan\">", misses: "azure-china.frame"),
    Page(
      name: "Baidu", status: 403, title: "备案封禁提示", expected: "baidu.beian"),
    Page(
      name: "near miss: a documentation page on Baidu's notice", status: 200,
      title: "备案封禁提示", misses: "baidu.beian"),
    Page(
      name: "near miss: a footer with a filing number", status: 403,
      body: "<a href=\"https://beian.miit.gov.cn/\">粤ICP备2026000001号-1</a>",
      misses: "idc.phrase"),
  ]
}
