import Evidence
import Testing

@testable import Diagnosis

@Suite("The reading of HTTP")
struct HTTPSignTests {
  private static func finding(_ change: (inout Seen) -> Void) -> HTTPFinding {
    Seen.open().with(change).judgement.findings.http
  }

  private static func finding(_ answer: Seen.Answer) -> HTTPFinding {
    finding {
      $0.plain = [answer]
      $0.hello = []
    }
  }

  @Test(
    "takes any answer of the server's for an answer, and an error for an error (Q-25)",
    arguments: [
      (200, .ok), (204, .ok), (299, .ok), (401, .ok), (300, .ok), (399, .ok), (403, .forbidden),
      (400, .serverError), (402, .serverError), (404, .serverError), (500, .serverError),
      (199, .serverError),
    ] as [(Int, HTTPFinding)])
  func statuses(_ status: Int, _ expected: HTTPFinding) {
    #expect(Self.finding(.own(status)) == expected)
  }

  @Test(
    "tells the ways to fail apart",
    arguments: [
      (.connectRefused, .refused), (.connectTimeout, .silent), (.connectUnreachable, .silent),
      (.timeout, .unanswered), (.reset, .reset), (.eof, .reset), (.httpMalformed, .malformed),
      (.tooLarge, .malformed), (.local, .notProbed),
    ] as [(Failure, HTTPFinding)])
  func failures(_ failure: Failure, _ expected: HTTPFinding) {
    #expect(Self.finding(.fails(failure)) == expected)
  }

  @Test("takes a success without a page for an answer, unless it hangs before it (N-18)")
  func drips() {
    var drip = Seen.Answer(status: 200, failure: .timeout)
    #expect(Self.finding(drip) == .unanswered)
    drip.body = "<"
    #expect(Self.finding(drip) == .ok)
    #expect(Self.finding(Seen.Answer(status: 200, failure: .reset)) == .ok)
    #expect(Self.finding(Seen.Answer(status: 200)) == .ok)
  }

  /// A page of each kind, in the order of their weight.
  static let pages: [(Seen.Answer, HTTPFinding)] = [
    (Seen.Answer(status: 503, title: "Charles Error Report"), .localProxyPage),
    (.block, .filingPage),
    (Seen.Answer(status: 403, headers: ["Server": "Beaver"]), .filingPageLikely),
    (Seen.Answer(status: 200, body: "<div class=\"title\">国家反诈中心</div>"), .contentPage),
    (Seen.Answer(status: 200, title: "网站未备案提示"), .filingPagePossible),
    (page(proving: .unattributedBlock), .unattributedBlockPage),
    (Seen.Answer(status: 405, body: "errors.aliyun.com"), .wafPage),
    (Seen.Answer(status: 403, headers: ["X-Tengine-Error": "denied by x"]), .cdnRefusal),
    (Seen.Answer(status: 404, title: "没有找到站点"), .panelDefault),
    (Seen.Answer(status: 403, title: "拒绝访问"), .serverError),
  ]

  /// A recorded page that proves this.
  private static func page(proving proof: Signature.Proof) -> Seen.Answer {
    let ids = SignaturePack.all.filter { $0.proves == proof }.map(\.id)
    let page = SignaturePage.all.first { page in page.expected.map(ids.contains) ?? false }
    let exchange = page?.exchange
    return Seen.Answer(
      status: exchange?.status,
      headers: Dictionary(
        (exchange?.headers ?? []).map { ($0.name, $0.value) },
        uniquingKeysWith: { first, _ in first }),
      title: exchange?.title, body: exchange?.body ?? "")
  }

  @Test("says of each known page what it proves, the weightiest first", arguments: pages.indices)
  func knownPages(_ index: Int) {
    #expect(Self.finding(Self.pages[index].0) == Self.pages[index].1)
    for later in Self.pages.indices where later > index {
      let both = [Self.pages[later].0, Self.pages[index].0]
      #expect(Self.finding { $0.plain = both } == Self.pages[index].1)
      #expect(Self.finding { $0.plain = both.reversed() } == Self.pages[index].1)
    }
  }

  @Test("takes of two pages of equal weight the one that came first")
  func equalWeight() {
    let address = Seen.place("47.95.63.10").address
    let pages = [Seen.Answer.block, .tencentBlock].map { $0.exchange("http.1", address) }
    #expect(HTTPReading(pages, port: nil).signature?.provider == "alibaba")
    #expect(HTTPReading(pages.reversed(), port: nil).signature?.provider == "tencent")
  }

  @Test("knows a filing page of nobody's by its own name, and a parked name (B-17, N-14)")
  func further() {
    let nobody = Seen.Answer(
      status: 403, headers: ["Server": "ADM/2.1.1"], title: "非法阻断222")
    #expect(Self.finding(nobody) == .filingPageOfUnknownProvider)
    let parked = Seen.Answer.leads(to: "https://www.afternic.com/forsale/example.cn")
    #expect(Self.finding(parked) == .parked)
  }

  @Test("takes of several samples the one that was answered")
  func samples() {
    #expect(Self.finding { $0.plain = [.fails(.reset), .site] } == .ok)
    #expect(Self.finding { $0.plain = [.own(500), .site] } == .serverError)
  }

  @Test("sends nobody to HTTPS but who is sent to this very name")
  func ownHTTPS() {
    func finding(_ location: String) -> HTTPFinding {
      Self.finding {
        $0.plain = [.leads(to: location)]
        $0.hello = []
      }
    }
    for own in [
      "https://www.example.cn", "HTTPS://WWW.Example.cn:443/a", "https://www.example.cn?a",
    ] {
      #expect(finding(own) == .redirectOnly, "\(own)")
    }
    for other in [
      "https://example.cn/", "http://www.example.cn/b", "/https://www.example.cn/",
      "https://www.example.cn.evil.cn/", "https://other.cn/#https://www.example.cn",
    ] {
      #expect(finding(other) == .ok, "\(other)")
    }
  }

  @Test("does not count what other purposes were asked for")
  func purposes() {
    #expect(
      Self.finding {
        $0.plain = []
        $0.plainControl = [.block]
        $0.hello = []
      } == .notProbed)
  }

  @Test("lets HTTPS speak where plain HTTP has no answer, except where it cut the name off")
  func secure() {
    func finding(_ plain: Seen.Answer?, _ secure: Seen.Answer) -> HTTPFinding {
      Self.finding {
        $0.plain = plain.map { [$0] } ?? []
        $0.secure = secure
      }
    }
    #expect(finding(nil, .site) == .ok)
    #expect(finding(.own(500), .site) == .httpsOnly)
    #expect(finding(.own(500), .own(404)) == .serverError)
    #expect(finding(.own(403), .own(500)) == .forbidden)
    #expect(finding(.fails(.reset), .site) == .reset)
    #expect(finding(.fails(.connectTimeout), .own(500)) == .silent)
    let onward = Seen.Answer.leads(to: "https://www.example.cn/")
    #expect(finding(onward, .site) == .httpsOnly)
    #expect(finding(onward, .own(403)) == .forbidden)
    #expect(finding(onward, onward) == .httpsOnly)
    // What the CDN cannot shake hands with does not open over HTTPS, whatever port 80 does.
    let unshaken = Seen.Answer(status: 525, headers: ["CF-RAY": "1"])
    #expect(finding(.site, unshaken) == .originHandshake)
  }
}

@Suite("The reading of several signs of one address")
struct AddressSignTests {
  private static func findings(_ change: (inout Seen) -> Void) -> Findings {
    Seen.open().with(change).judgement.findings
  }

  @Test("minds no failed handshake of a port that answers in plain text")
  func plainPort() {
    for failure in [Failure.tlsNotTLS, .timeout, .reset] {
      func https(port: Int?, _ answer: Seen.Answer?) -> HTTPSFinding {
        Self.findings {
          $0.target.port = port
          $0.port = answer.map { (8080, $0) }
          var hello = Seen.Hello.fails(failure)
          hello.port = port ?? 443
          $0.hello = [hello]
        }.https
      }
      #expect(https(port: 8080, .site) == .notProbed)
      #expect(https(port: nil, nil) != .notProbed)
    }
    // Whether other names fail there as well is no matter.
    let wide = Self.findings {
      $0.target.port = 8080
      $0.port = (8080, .site)
      var hello = Seen.Hello.fails(.reset)
      hello.port = 8080
      ($0.hello, $0.helloControl) = ([hello], [hello])
    }
    #expect(wide.https == .notProbed)
    let alert = Self.findings {
      $0.target.port = 8080
      $0.port = (8080, .site)
      var hello = Seen.Hello.fails(.tlsAlert)
      hello.port = 8080
      $0.hello = [hello]
    }
    #expect(alert.https == .alert)
    // Port 443 is for HTTPS, whatever else it says.
    let standard = Self.findings {
      $0.target.port = 443
      $0.plain = []
      $0.port = (443, .site)
      $0.hello = [.fails(.tlsNotTLS)]
    }
    #expect(standard.https == .plaintextPage)
  }

  @Test("meets the handshake behind a redirect, where the name is not refused before")
  func secureHop() {
    func findings(
      _ hop: Seen.Hello, first: Seen.Hello = .passes, controls: [Seen.Hello] = [],
      answer: Seen.Answer? = nil, host: String = "shop.example.cn"
    ) -> Findings {
      let seen = Seen.open().with {
        $0.plain = [.leads(to: "https://shop.example.cn/")]
        $0.hello = [first]
        $0.helloControl = controls
      }
      var observation = seen.observation
      let address = Seen.place("47.95.63.11").address
      observation.evidence.tls.append(hop.handshake("tls.hop", address, .redirect))
      let answer = answer ?? (hop.failure.map(Seen.Answer.fails) ?? .site)
      var exchange = answer.exchange("http.hop", address, .redirect, scheme: .https, host: host)
      exchange.via = "http.47.95.63.10.0"
      exchange.tls = "tls.hop"
      observation.evidence.http.append(exchange)
      return diagnose(observation, at: RecordSignsTests.now).findings
    }
    let passes = findings(.passes)
    #expect(passes.http == .httpsOnly && passes.https == .ok)
    let alert = findings(.fails(.tlsAlert))
    #expect(alert.http == .httpsOnly && alert.https == .alert)
    let stranger = Seen.Hello(version: "TLSv1.3", coversName: false)
    #expect(findings(stranger).https == .certificate)
    // An error page under a good handshake stays what it is.
    #expect(findings(.passes, answer: .own(500)).http == .serverError)
    let refused = findings(.fails(.tlsAlert), first: .fails(.reset), controls: [.passes])
    #expect(refused.https == .nameKeyedReset)
    // What another domain does is not this one's.
    #expect(findings(.fails(.tlsAlert), host: "other.cn").https == .ok)
  }

  @Test("meets the certificate before a circle of redirects")
  func circle() {
    func finding(_ hello: Seen.Hello, scheme: HTTPExchange.Scheme) -> HTTPFinding {
      var observation = Seen.open().with {
        $0.plain = []
        $0.hello = [hello]
      }.observation
      let address = Seen.place("47.95.63.10").address
      var exchange = Seen.Answer.leads(to: "/a").exchange("http.1", address, scheme: scheme)
      exchange.notFollowed = .loop
      observation.evidence.http = [exchange]
      return diagnose(observation, at: RecordSignsTests.now).findings.http
    }
    let stranger = Seen.Hello(version: "TLSv1.3", coversName: false)
    #expect(finding(stranger, scheme: .https) == .httpsOnly)
    #expect(finding(stranger, scheme: .http) == .redirectLoop)
    #expect(finding(.passes, scheme: .https) == .redirectLoop)
  }
}

@Suite("The reading of redirect chains")
struct ChainTests {
  private static let address = Seen.place("47.95.63.10").address

  private static func hop(
    _ id: String, via: String?, host: String, _ answer: Seen.Answer,
    purpose: ProbePurpose = .redirect
  ) -> HTTPExchange {
    var exchange = answer.exchange(id, address, via == nil ? .target : purpose, host: host)
    exchange.via = via
    return exchange
  }

  private static func finding(_ exchanges: HTTPExchange..., site: String? = "example.cn")
    -> HTTPFinding
  {
    HTTPReading(exchanges, port: nil, among: exchanges, site: site).sign.value
  }

  private static let start = hop("1", via: nil, host: "example.cn", .leads(to: "http://x/"))

  @Test("takes a block of the site's own domain for its own, and another's for another's (Q-23)")
  func blocks() {
    #expect(
      Self.finding(Self.start, Self.hop("2", via: "1", host: "www.example.cn", .block))
        == .filingPage)
    #expect(
      Self.finding(Self.start, Self.hop("2", via: "1", host: "WWW.example.cn:8080", .block))
        == .filingPage)
    #expect(
      Self.finding(Self.start, Self.hop("2", via: "1", host: "other.cn", .block)) == .leadsToBlock)
    #expect(
      Self.finding(Self.start, Self.hop("2", via: "1", host: "x.cn", .block), site: nil)
        == .leadsToBlock)
    // A firewall's page on another domain is no block of anybody's.
    let firewall = Seen.Answer(status: 405, body: "errors.aliyun.com")
    #expect(Self.finding(Self.start, Self.hop("2", via: "1", host: "other.cn", firewall)) == .ok)
  }

  @Test("knows a block of each kind on another domain", arguments: HTTPSignTests.pages.indices)
  func kinds(_ index: Int) {
    let (page, kind) = HTTPSignTests.pages[index]
    let isBlock =
      switch kind {
      case .filingPage, .filingPageLikely, .filingPagePossible, .contentPage,
        .unattributedBlockPage:
        true
      default: false
      }
    let finding = Self.finding(Self.start, Self.hop("2", via: "1", host: "other.cn", page))
    #expect(finding == (isBlock ? .leadsToBlock : .ok))
  }

  @Test("names the same one of two blocked domains, whatever the order of the answers")
  func twoBlocks() {
    let starts = ["1", "2"].map {
      Self.hop($0, via: nil, host: "example.cn", .leads(to: "http://x/"))
    }
    let hops = [
      Self.hop("3", via: "1", host: "one.cn", .block),
      Self.hop("4", via: "2", host: "two.cn", .block),
    ]
    for exchanges in [starts + hops, (starts + hops).reversed()] {
      let reading = HTTPReading(exchanges, port: nil, among: exchanges, site: "example.cn")
      #expect(reading.exchange?.host == "one.cn")
    }
  }

  @Test("follows the first of two answers that claim one redirect")
  func doubled() {
    let first = Self.hop("2", via: "1", host: "www.example.cn", .own(500))
    let second = Self.hop("3", via: "1", host: "www.example.cn", .site)
    #expect(Self.finding(Self.start, first, second) == .serverError)
  }

  @Test("calls a chain endless by its end alone")
  func endless() {
    func finding(_ reason: HTTPExchange.NotFollowed?) -> HTTPFinding {
      var last = Self.hop("2", via: "1", host: "example.cn", .leads(to: "/b"))
      last.notFollowed = reason
      return Self.finding(Self.start, last)
    }
    #expect(finding(.loop) == .redirectLoop)
    #expect(finding(.tooMany) == .redirectLoop)
    for reason in HTTPExchange.NotFollowed.allCases where reason != .loop && reason != .tooMany {
      #expect(finding(reason) == .ok)
    }
    #expect(finding(nil) == .ok)
  }
}
