import Diagnosis
import Evidence
import Testing

@testable import Diagnosis

/// A row of the published facts on block pages (B) and look-alikes (N), and where it is held.
struct FactRow: CustomTestStringConvertible {
  enum Coverage {
    /// The literal texts of the row, each in a page that a signature of the row recognises.
    case texts([String])
    /// Judged from more than a page: by a recorded case, as `cause/name`.
    case cases([String])
    /// Nothing that a program could look for.
    case nothing(because: String)
  }

  let id: String
  /// The finding that each of the row's pages comes to.
  var findings: Set<HTTPFinding> = []
  let coverage: Coverage

  var testDescription: String { id }

  static let all: [FactRow] = [
    FactRow(
      "B-01", [.filingPage, .filingPageLikely], pages: "TestPage184",
      "http://batit.aliyun.com/alww.html"),
    FactRow("B-02", [.filingPage], pages: "aliyun.com/beian/beian-block?id="),
    FactRow("B-03", [.filingPage], pages: "https://dnspod.qcloud.com/static/webblock.html?d="),
    FactRow("B-04", [.filingPage], pages: "zhy54-HG100-2非法阻断", "203.93.170.219:9080/error.html"),
    FactRow(
      "B-05", [.unattributedBlockPage, .filingPageLikely, .filingPage],
      pages: "content=\"textml;charset=UTF-8\"", "getElementById(\"mainFrame\").src="),
    FactRow(
      "B-10", [.filingPage, .filingPageLikely], pages: "Server: Beaver",
      "<title>TestPage184</title>", "http://batit.aliyun.com/alww.html"),
    FactRow(
      "B-11", [.filingPage], pages: "<title>Non-compliance ICP Filing</title>",
      "aliyun.com/beian/beian-block?id="),
    FactRow("B-12", [.filingPageLikely], pages: "该域名当前备案状态不符合访问要求"),
    FactRow("B-13", [.filingPage], pages: "https://dnspod.qcloud.com/static/webblock.html?d="),
    FactRow(
      "B-14", [.filingPage], pages: "https://dnspod.qcloud.com/static/block.html?d=",
      "http://imgcache.qq.com/wss/beian/static/block.html"),
    FactRow(
      "B-15", [.filingPage], pages: "非法阻断 2403", "http://114.115.192.246:9080/error.html",
      "http://114.115.192.242:9080/error.html"),
    FactRow(
      "B-16", [.filingPage], pages: "zhy54-HG100-2非法阻断",
      "http://203.93.170.219:9080/error.html"),
    FactRow(
      "B-17", [.filingPageOfUnknownProvider, .filingPageLikely, .originFilingPageLikely],
      pages: "Server: ADM/2.1.1", "220.231.20.138:9080/error.html", "<title>非法阻断</title>"),
    FactRow(
      "B-18", [.filingPageLikely],
      pages: "因该网站未进行备案或涉及发布违禁信息，违反工信部、公安部相关规定而无法访问",
      "因该网站存在未备案或已备案未接入或涉及发布违禁信息等情况，违反工信部、公安部相关规定而无法访问"),
    FactRow(
      "B-19", [.filingPageLikely, .filingPagePossible],
      pages: "<title>上海蓝云阻断页面</title>", "http://42.159.191.244:5671/lan"),
    FactRow("B-20", [.unattributedBlockPage], pages: "京东云拦截页面"),
    FactRow("B-21", [.filingPageLikely], pages: "备案封禁提示"),
    FactRow("B-22", nothing: "no text is known"),
    FactRow("B-23", [.filingPageLikely], pages: "http://www.runxun.com/weibeian.html"),
    FactRow(
      "B-24", [.filingPageLikely, .unattributedBlockPage],
      pages: "http://www.dns.gd.cn/index.html?url=", "http://edong.com/block/error.html",
      "https://www.linktom.com/ba/ba.html", "src='http://www.linktom.com/ba/ba.html",
      "http://activity.biggeryun.com/Intercept", "http://58.30.28.92/index.html"),
    FactRow(
      "B-25", [.filingPageLikely, .filingPagePossible],
      pages: "<title>网站未备案提示</title>", "<title>未备案等原因无法访问</title>",
      "您好，该域名未备案，已被封停，请联系机房核实！！！！", "您好，该域名未备案，请联系机房核实！！！！",
      "您的域名因未取得工信部网站备案号，按照工信部33号令屏蔽访问", "本网站尚未进行备案"),
    FactRow(
      "B-26", [.filingPageLikely, .unattributedBlockPage],
      pages: "页面包含敏感关键字词 或者 域名没有备案号！", "该网站暂时无法进行访问，可能由以下原因导致",
      "温馨提示：该网站暂时无法访问，有可能是以下原因：", "您的域名被屏蔽访问的原因：",
      "重获备案号后，如何恢复访问"),
    FactRow(
      "B-27", [.unattributedBlockPage],
      pages: "您访问的网站被机房安全管理系统拦截，有可能是以下原因造成",
      "<p>您访问的网站被屏蔽，有可能是以下原因造成：</p>", "您的网站暂时无法访问",
      "<title>东直门138阻断</title>", "很抱歉，该网页已被阻断"),
    FactRow("B-28", nothing: "no text is known"),
    FactRow(
      "N-01", [.wafPage], pages: "<title>405</title>", "errors.aliyun.com",
      "potential threats to the server's security"),
    FactRow("N-02", [.cdnRefusal], pages: "denied by http_custom"),
    FactRow(
      "N-03", [.cdnRefusal], pages: "denied by Referer ACL", "denied by req auth",
      "denied by bot"),
    FactRow("N-04", [.cdnRefusal], pages: "non-existent domain", "X-NWS-LOG-UUID"),
    FactRow("N-05", [.cdnRefusal], pages: "Server: JSP3/2.0.14"),
    FactRow("N-06", cases: "cdn-not-filed/near-miss-overseas-area-only.cdn-refusal"),
    FactRow(
      "N-07", [.panelDefault], pages: "<title>没有找到站点</title>",
      "<div class=\"title\">没有找到站点</div>", "您的请求在Web服务器中没有找到对应的站点"),
    FactRow(
      "N-08", [.wafPage, .contentPage, .serverError], pages: "<title>拒绝访问</title>",
      "<title>禁止访问</title>", "您的请求异常，已被网站管理员设置受限访问！",
      "请求中含有危险内容，已被拦截", "您正在访问恶意网页"),
    FactRow("N-09", [.contentPage], pages: "当前页面包含敏感关键字词，请与管理员联系!"),
    FactRow("N-10", [.contentPage], pages: "<div class=\"title\">国家反诈中心</div>", "96110"),
    FactRow("N-11", nothing: "no text is known; the records tell (registry restricted)"),
    FactRow("N-12", cases: "dns-not-resolved/establishes-nowhere"),
    FactRow(
      "N-13", [.registrarHold], pages: "<title>Contact Verification Suspension Page</title>"),
    FactRow("N-14", [.parked], pages: "https://www.hugedomains.com/domain_profile.cfm?d="),
    FactRow("N-15", cases: "cross-border/establishes-reset-abroad"),
    FactRow("N-16", nothing: "a home line looks like a closed port (N-17)"),
    FactRow("N-17", cases: "server-unreachable/establishes-firewalled"),
    FactRow("N-18", cases: "server-unreachable/establishes-exhausted"),
    FactRow("N-19", [.cdnRefusal], pages: "CF-RAY"),
    FactRow("N-20", cases: "server-refuses/establishes-own-403"),
    FactRow("N-21", cases: "certificate/establishes-wrong-name"),
    FactRow("N-22", nothing: "one digit off shows in the place alone (dns-elsewhere)"),
    FactRow("N-23", [.localProxyPage], pages: "Charles Error Report", "(Privoxy@localhost)"),
    FactRow("N-24", cases: "not-filed/near-miss-article-quotes-the-page.accessible"),
    FactRow("N-25", cases: "blocked-undecided/near-miss-site-says-so-itself.undetermined"),
    FactRow("N-26", cases: "instance-inactive/establishes-stopped"),
  ]

  init(_ id: String, _ findings: Set<HTTPFinding>, pages: String...) {
    self.id = id
    self.findings = findings
    coverage = .texts(pages)
  }

  init(_ id: String, cases: String...) {
    self.id = id
    coverage = .cases(cases)
  }

  init(_ id: String, nothing reason: String) {
    self.id = id
    coverage = .nothing(because: reason)
  }

  /// The row whose signatures the row's own text is held by: the byte captures are of other rows.
  var source: String {
    ["B-01": "B-10", "B-02": "B-11", "B-03": "B-13", "B-04": "B-16"][id] ?? id
  }
}

@Suite("The published rows on block pages and look-alikes")
struct FactRowTests {
  @Test("are all here")
  func isWhole() {
    let numbers = (1...5).map { "B-0\($0)" } + (10...28).map { "B-\($0)" }
    let lookAlikes = (1...26).map { $0 < 10 ? "N-0\($0)" : "N-\($0)" }
    #expect(FactRow.all.map(\.id) == numbers + lookAlikes)
  }

  @Test(
    "are recognised by every text that they name, and come to what they say", arguments: FactRow.all
  )
  func isHeld(_ row: FactRow) {
    switch row.coverage {
    case .texts(let texts):
      let sources = [row.source] + (row.id == "B-26" ? ["B-27"] : [])
      let ids = Set(SignaturePack.all.filter { sources.contains($0.source) }.map(\.id))
      let pages = SignaturePage.all.filter { !$0.isNearMiss && ids.contains($0.signature) }
      for text in texts {
        let found = pages.contains { $0.text.lowercased().contains(text.lowercased()) }
        #expect(found, "\(text)")
      }
      for page in pages {
        let finding = HTTPReading([page.exchange], port: nil).sign.value
        #expect(row.findings.contains(finding), "\(page) is \(finding)")
      }
    case .cases(let names):
      for name in names {
        #expect(RecordedCase.all.contains { $0.testDescription == name }, "\(name)")
      }
    case .nothing(let reason):
      #expect(!reason.isEmpty)
    }
  }
}
