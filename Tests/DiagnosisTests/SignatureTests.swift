import Evidence
import Testing

@testable import Diagnosis

/// The pages of facts.md section 2 and their look-alikes, as an HTTP client sees them.
@Suite("The signature pack")
struct SignatureTests {
  struct Page: CustomTestStringConvertible {
    var name: String
    var status: Int
    var headers: [String: String] = [:]
    var title: String?
    var body = ""
    var bodyBytes: Int?
    /// The signature that must match; `nil` for a near miss.
    var expected: String?

    var testDescription: String { name }

    var exchange: HTTPExchange {
      HTTPExchange(
        id: "http.1", purpose: .target, scheme: .http,
        address: IPAddress(family: .v4, bits: 0x2F60_0001), port: 80, host: "example.cn",
        startedMs: 0, durationMs: 1, status: status,
        headers: headers.map { HTTPExchange.Header(name: $0.key, value: $0.value) },
        title: title, body: body, bodyBytes: bodyBytes ?? body.utf8.count)
    }
  }

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

  static let pages: [Page] = [
    Page(
      name: "Alibaba, new title", status: 403, headers: ["Server": "Beaver"],
      title: "Non-compliance ICP Filing", expected: "alibaba.beian-block"),
    Page(
      name: "Alibaba, new frame without the title", status: 403,
      body: framing("http://www.aliyun.com/beian/beian-block?id=00000000000123456789"),
      expected: "alibaba.beian-block"),
    Page(
      name: "near miss: an article that quotes the title, status 200", status: 200,
      title: "Non-compliance ICP Filing"),
    Page(
      name: "near miss: a long 403 page that quotes the frame's address", status: 403,
      body: framing("http://www.aliyun.com/beian/beian-block?id=1"), bodyBytes: 60_000),
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
    Page(name: "near miss: Beaver with 200", status: 200, headers: ["Server": "Beaver"]),
    Page(
      name: "near miss: nginx's own 403", status: 403, headers: ["Server": "nginx"],
      title: "403 Forbidden", body: "<title>403 Forbidden</title>"),
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
      ]),
    Page(
      name: "near miss: the landing page itself", status: 200,
      title: "该网站暂时无法访问"),
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
      headers: ["Server": "ADM/2.1.1"], title: "Forbidden", body: "no"),
    Page(
      name: "the template of an unknown box", status: 403,
      body: framing("http://192.0.2.1/x.html"), expected: "template"),
    Page(
      name: "near miss: the template with 200", status: 200,
      body: framing("http://192.0.2.1/x.html")),
    Page(
      name: "anti-fraud centre", status: 200,
      body: "<div class=\"title\">国家反诈中心</div>", expected: "anti-fraud"),
    Page(
      name: "near miss: an article about the anti-fraud centre", status: 200,
      body: "<h1>国家反诈中心</h1>", bodyBytes: 20_000),
    Page(
      name: "Alibaba WAF", status: 405, title: "405",
      body: "<a href=\"https://errors.aliyun.com\">potential threats</a>", bodyBytes: 9_000,
      expected: "alibaba.waf"),
    Page(name: "near miss: a server's own 405", status: 405, title: "405 Not Allowed"),
    Page(name: "a panel's default page", status: 404, title: "没有找到站点", expected: "bt.no-site"),
    Page(
      name: "near miss: a footer with a filing number", status: 403,
      body: "<a href=\"https://beian.miit.gov.cn/\">粤ICP备2026000001号-1</a>"),
  ]

  @Test("recognises each page and none of its near misses", arguments: pages)
  func recognises(_ page: Page) {
    #expect(SignaturePack.match(page.exchange)?.id == page.expected)
  }

  @Test("has a page for every signature, ids that are unique, and sources that exist")
  func isCovered() {
    let ids = SignaturePack.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(Set(Self.pages.compactMap(\.expected)) == Set(ids))
    for signature in SignaturePack.all {
      #expect(!signature.source.isEmpty)
      #expect(!signature.anyOf.isEmpty || !signature.allOf.isEmpty)
    }
  }
}
