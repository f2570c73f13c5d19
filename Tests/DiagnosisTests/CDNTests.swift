import Evidence
import Testing

@testable import Diagnosis

@Suite("A CDN in front")
struct CDNTests {
  /// Names of facts 4.7, and names that only look like them.
  static let names: [(name: String, provider: String?, kind: CDNNames.Kind?)] = [
    ("www.example.cn.w.kunlunca.com", "alibaba", .edge),
    ("x.kunluncan.com", "alibaba", .edge), ("x.w.kunlunso.cn", "alibaba", .edge),
    ("kunlunca.com.example.cn", nil, nil), ("notkunlunca.com", nil, nil),
    ("x.cdngslb.com", "alibaba", .edge), ("x.yundunwaf5.com", "alibaba", .edge),
    ("x.yundunwaf9.com", nil, nil), ("x.gtm-a1b7.com", "alibaba", .server),
    ("b.oss-cn-hangzhou.aliyuncs.com", "alibaba", .edge),
    ("lb.cn-hangzhou.alb.aliyuncs.com", "alibaba", .server),
    ("x.cdn.dnsv1.com.cn", "tencent", .edge), ("x.tdnsv15.com", "tencent", .edge),
    ("b.cos.ap-guangzhou.myqcloud.com", "tencent", .edge),
    ("lb.myqcloud.com", "tencent", .server), ("x.cdnhwcabc.cn", "huawei", .edge),
    ("b.obs.cn-north-4.myhuaweicloud.com", "huawei", .edge),
    ("x.a.bdydns.com", "baidu", .edge), ("X.VOLCGSLB.COM", "volcengine", .edge),
    ("x.jcloud-cdn.com", "jd", .edge), ("x.ksyuncdn.com", "kingsoft", .edge),
    ("x.qiniudns.com", "qiniu", .edge), ("x.b0.aicdn.com", "upyun", .edge),
    ("x.wscdns.com", "wangsu", .edge), ("x.bsgslb.cn", "baishan", .edge),
    ("x.ctadns.cn", "ctyun", .edge), ("www.ctyun.cn", "ctyun", .server),
    ("x.example.cn.cdn.cloudflare.net", "cloudflare", .edge), ("example.cn", nil, nil),
    ("x.dnsv1.com.", "tencent", .edge), ("kunluna.b.com", nil, nil), (".", nil, nil),
    ("", nil, nil),
  ]

  @Test("is known by the end of an alias, label by label", arguments: names)
  func byName(_ row: (name: String, provider: String?, kind: CDNNames.Kind?)) {
    let entry = CDNNames.entry(for: row.name)
    #expect(entry?.provider == row.provider)
    #expect(entry?.kind == row.kind)
    #expect(row.provider.map { Providers.provider($0) != nil } ?? true)
  }

  static let headers: [(field: String, value: String, provider: String?)] = [
    ("cf-ray", "8f0a-HKG", "cloudflare"), ("server", "cloudflare", "cloudflare"),
    ("X-NWS-LOG-UUID", "1", "tencent"), ("x-swift-cachetime", "0", "alibaba"),
    ("Via", "cache1.l2cn1[0,0,403-0,M]", "alibaba"), ("Server", "JSP3/2.0.14", "baidu"),
    ("X-Ws-Request-Id", "1", "wangsu"), ("Server", "Tengine", nil),
    ("Via", "1.1 cache.example.cn (squid)", nil), ("X-Cache", "HIT", nil),
  ]

  @Test("is known by header fields that no web server sends of itself", arguments: headers)
  func byHeader(_ row: (field: String, value: String, provider: String?)) throws {
    let page = try #require(
      HTTPExchange(answer: "HTTP/1.1 403 Forbidden\n\(row.field): \(row.value)\n\n"))
    #expect(CDNHeaders.provider(of: Listed(page)) == row.provider)
  }

  private static func finding(_ status: Int, _ header: String, body: String = "") throws
    -> HTTPFinding
  {
    let page = try #require(HTTPExchange(answer: "HTTP/1.1 \(status) X\n\(header)\n\n\(body)"))
    return HTTPReading([page], port: nil).sign.value
  }

  @Test("reports the origin's trouble in codes that nobody else gives")
  func reportsTrouble() throws {
    let rows: [(Int, HTTPFinding)] = [
      (403, .cdnForbidden), (404, .serverError), (500, .serverError), (502, .originError),
      (504, .originError), (520, .originError), (521, .originUnreachable),
      (522, .originUnreachable), (523, .originUnreachable), (524, .originUnreachable),
      (525, .originHandshake), (526, .originError), (530, .originError),
    ]
    for (status, expected) in rows {
      let through = try Self.finding(status, "CF-RAY: 1")
      #expect(through == expected, "\(status)")
      let own = try Self.finding(status, "Server: nginx")
      #expect(own == (status == 403 ? .forbidden : .serverError), "\(status)")
    }
  }

  @Test("is named as each language names it where it reports the origin's trouble")
  func namesTheCDN() {
    func summary(_ headers: [String: String]) -> Text {
      Seen.open().with {
        $0.plain = [Seen.Answer(status: 502, headers: headers)]
        $0.hello = []
      }.verdict.summary
    }
    let chinese = summary(["EagleId": "1"])
    #expect(chinese.en.hasPrefix("Alibaba Cloud in front of www.example.cn reports"))
    #expect(chinese.zh.hasPrefix("www.example.cn 前置的阿里云报告源站应答异常（502）"))
    // Latin letters stand apart from Chinese ones.
    #expect(summary(["CF-RAY": "1"]).zh.hasPrefix("www.example.cn 前置的 Cloudflare 报告"))
  }

  @Test("passes the origin's page on, and has its own page answered by a gateway at the edge")
  func passesOn() throws {
    let page = "<title>Non-compliance ICP Filing</title>"
    let passed = try Self.finding(403, "CF-RAY: 1", body: page)
    #expect(passed == .originFilingPage)
    let direct = try Self.finding(403, "Server: Beaver", body: page)
    #expect(direct == .filingPage)
    let answer = try #require(HTTPExchange(answer: "HTTP/1.1 403 X\nServer: Beaver\n\n\(page)"))
    #expect(HTTPReading([answer], port: nil, cdn: "alibaba").sign.value == .filingPage)
    let wrapped = try #require(HTTPExchange(answer: "HTTP/1.1 403 X\nServer: Tengine\n\n\(page)"))
    #expect(HTTPReading([wrapped], port: nil, cdn: "alibaba").sign.value == .originFilingPage)
  }

  private static func place(
    _ area: Place.Area, alias: String?, record: String? = nil, role: DNSExchange.Role = .resolver
  ) throws -> PlaceFinding {
    let address = IPAddress(family: .v4, bits: 0x2F60_0001)
    var evidence = Evidence()
    evidence.places = [Place(id: "place.1", address: address, area: area, provider: "alibaba")]
    var lookUp = DNSExchange(
      id: "dns.1", role: role, server: "192.0.2.53:53", transport: .udp,
      name: "www.example.cn", type: "A", startedMs: 0, durationMs: 1)
    if let alias {
      lookUp.answers = [
        DNSExchange.Record(name: "www.example.cn", type: "CNAME", ttlS: 60, data: alias)
      ]
    }
    evidence.dns = [lookUp]
    if let area = record.flatMap(RecordsDocument.CDNDomain.Area.init) {
      evidence.records = [
        RecordFact(
          id: "records.1", view: .cdn, provider: "alibaba", outcome: .found,
          cdn: RecordsDocument.CDNDomain(
            provider: "alibaba", domain: "www.example.cn", area: area))
      ]
    }
    let target = Target(kind: .domain, ascii: "www.example.cn", registrable: "example.cn")
    return AddressSigns(address, in: Sight(target, evidence), provider: nil).placeSign.value
  }

  @Test("puts the address at an edge, and the area is the address's and the owner's to say")
  func placesTheEdge() throws {
    let alias = "www.example.cn.w.kunlunca.com"
    let rows: [(Place.Area, String?, String?, PlaceFinding)] = [
      (.mainland, alias, nil, .mainlandCDN), (.hongKong, alias, nil, .outsideCDN),
      (.unknown, alias, nil, .unknown), (.mainland, nil, nil, .mainlandOfProvider),
      (.mainland, "lb.cn-hangzhou.alb.aliyuncs.com", nil, .mainlandOfProvider),
      (.mainland, alias, "overseas", .mainlandOfProvider), (.mainland, nil, "global", .mainlandCDN),
      (.elsewhere, alias, "overseas", .outsideCDN), (.elsewhere, nil, nil, .outside),
    ]
    for (area, alias, record, expected) in rows {
      let place = try Self.place(area, alias: alias, record: record)
      #expect(place == expected, "\(area) \(alias ?? "") \(record ?? "")")
    }
    // Visitors follow the aliases that resolvers give.
    let unseen = try Self.place(.mainland, alias: alias, role: .authoritative)
    #expect(unseen == .mainlandOfProvider)
  }
}
