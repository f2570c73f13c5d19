import Diagnosis
import Evidence

extension Scene {
  static let hostile: Scene = {
    var scene = undecided
    scene.name = "hostile"
    let bidi = "\u{202E}nc.elpmaxe\u{202C}"
    scene.judgement.observation.evidence.http[0].title =
      "\u{1B}]8;;http://evil.example/\u{7}click\u{1B}]8;;\u{7}\u{1B}[2J\u{1B}[1;31mOK\u{1B}[0m"
      + "\r\n\u{9B}H\(bidi)\u{200B}\u{200D}" + String(repeating: "A", count: 300)
    scene.judgement.observation.evidence.http[0].headers = [
      .init(name: "Server", value: "\u{1B}P$q\"p\u{1B}\\x\u{0}\u{8}\u{8}y\tz")
    ]
    scene.judgement.observation.evidence.dns[0].answers[0].data = "1.2.3.4\u{1B}[A"
    scene.judgement.observation.evidence.dns[1].extendedErrors = [
      .init(code: 22, text: "no\u{7}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}pe\u{1B}]0;title")
    ]
    scene.judgement.observation.evidence.records[0].source = "\u{2066}MIIT\u{2069}"
    scene.judgement.observation.evidence.records[0].reason = "a\nb\u{85}c\u{2028}d"
    scene.judgement.observation.target.unicode = "example.cn\u{1B}[31m"
    scene.judgement.verdict.remarks = [
      Text(
        en: "The server says \u{1B}[7m\(bidi).", zh: "服务器自称\u{1B}[7m\(bidi)。")
    ]
    scene.judgement.verdict.remedy[0].command = "icpdiag records add \u{1B}[8mexample.cn"
    return scene
  }()

  static let accessible = Scene(
    name: "accessible",
    judgement: Judgement(
      observation: Observation(
        input: "www.example.com", index: 3,
        target: Target(
          kind: .domain, ascii: "www.example.com", unicode: "www.example.com",
          registrable: "example.com"),
        startedAt: .sample, durationS: 0.103, evidence: .open),
      findings: .open,
      verdict: Verdict(
        cause: .accessible, status: .ok, documented: false, certainty: .likely,
        rule: "open.mainland",
        summary: Text(
          en: "www.example.com opens; nothing in the evidence speaks against it.",
          zh: "www.example.com 可正常访问，证据中没有不利之处。"),
        remarks: [
          Text(
            en: "No record of access at Alibaba Cloud was at hand.", zh: "没有阿里云的接入记录可供核对。")
        ],
        because: ["http.1", "http.2", "tls.1", "records.1"], sources: ["D-02"])))

  static let notRequired: Scene = {
    var scene = accessible
    scene.name = "not-required"
    scene.judgement.observation.evidence.places = [
      Place(id: "place.1", address: .hongKong, area: .hongKong, provider: "alibaba"),
      Place(id: "place.2", address: .overseas6, area: .elsewhere, country: "US"),
    ]
    scene.judgement.observation.evidence.records = []
    scene.judgement.findings.place = .outside
    scene.judgement.verdict = Verdict(
      cause: .notRequired, status: .ok, documented: true, certainty: .confirmed,
      rule: "place.outside",
      summary: Text(
        en: "Every address is outside mainland China: no filing is needed.",
        zh: "所有地址都在中国内地以外，无需备案。"),
      because: ["place.1", "place.2"], sources: ["D-03"])
    return scene
  }()

  static let unresolved = Scene(
    name: "dns-not-resolved",
    judgement: Judgement(
      observation: Observation(
        input: "gone.example.cn", index: 4,
        target: Target(
          kind: .domain, ascii: "gone.example.cn", unicode: "gone.example.cn",
          registrable: "example.cn"),
        startedAt: .sample, durationS: 5.004, evidence: .unresolved),
      findings: Findings(
        target: .domain, vantage: .sound, dns: .broken, place: .unknown, http: .notProbed,
        differential: .undecided, https: .notProbed, registry: .notCovered,
        access: .notCovered, order: .notCovered, instance: .notCovered),
      verdict: Verdict(
        cause: .dnsNotResolved, status: .unreachable, documented: true, certainty: .confirmed,
        rule: "dns.broken",
        summary: Text(
          en: "The name servers of example.cn do not answer for it.",
          zh: "example.cn 的域名服务器不为其作答。"),
        because: ["dns.1", "dns.4"],
        alternatives: [
          .init(
            cause: .vantageUnusable, certainty: .possible,
            needs: Text(
              en: "The answer of a second resolver.", zh: "另一台递归服务器的应答。"))
        ],
        remedy: [
          .init(
            Text(
              en: "Check the zone at ns1.example.cn.", zh: "检查 ns1.example.cn 上的区域配置。"))
        ],
        sources: ["D-13"])))

  static let invalid = Scene(
    name: "invalid-target",
    judgement: Judgement(
      observation: Observation(
        input: "not a domain\u{1B}[31m!", index: 5,
        target: Target(kind: .invalid, problem: .forbiddenCharacter), startedAt: .sample,
        durationS: 0, evidence: Evidence()),
      findings: Findings(
        target: .invalid, vantage: .sound, dns: .notAsked, place: .unknown, http: .notProbed,
        differential: .none, https: .notProbed, registry: .notCovered, access: .notCovered,
        order: .notCovered, instance: .notCovered),
      verdict: Verdict(
        cause: .invalidTarget, status: .error, documented: false, certainty: .confirmed,
        rule: "target.invalid",
        summary: Text(
          en: "A host name cannot hold a space.", zh: "主机名中不能有空格。"),
        remedy: [
          .init(
            Text(
              en: "Write a domain, a URL or an IP address.", zh: "请输入域名、网址或 IP 地址。"))
        ])))
}

extension Evidence {
  static let open: Evidence = {
    let name = "www.example.com"
    func answer(_ exchange: String, _ type: String, _ addresses: [String]) -> DNSExchange {
      DNSExchange(
        id: exchange, role: .resolver, server: "223.5.5.5:53", transport: .udp, name: name,
        type: type, startedMs: 0, durationMs: 9, rcode: "NOERROR",
        answers: [
          .init(name: name, type: "CNAME", ttlS: 300, data: "www.example.com.w.kunlunar.com")
        ]
          + addresses.map {
            .init(name: "www.example.com.w.kunlunar.com", type: type, ttlS: 60, data: $0)
          })
    }
    return Evidence(
      dns: [
        answer("dns.1", "A", ["47.95.63.10", "47.95.63.11"]),
        answer("dns.2", "AAAA", ["2400:3200::1"]),
      ],
      places: [
        Place(
          id: "place.1", address: .beijing, area: .mainland, provider: "alibaba",
          region: "cn-beijing"),
        Place(
          id: "place.2", address: .beijing2, area: .mainland, provider: "alibaba",
          region: "cn-beijing"),
      ],
      http: [
        HTTPExchange(
          id: "http.1", purpose: .target, scheme: .http, address: .beijing, port: 80, host: name,
          startedMs: 10, durationMs: 22, connectMs: 10, status: 301,
          headers: [.init(name: "Location", value: "https://www.example.com/")]),
        HTTPExchange(
          id: "http.3", purpose: .target, scheme: .http, address: .beijing2, port: 80,
          host: name, startedMs: 10, durationMs: 22, connectMs: 10, status: 301,
          headers: [.init(name: "Location", value: "https://www.example.com/")]),
        HTTPExchange(
          id: "http.2", purpose: .target, scheme: .https, address: .beijing, port: 443,
          host: name, tls: "tls.1", startedMs: 32, durationMs: 41, status: 200,
          headers: [.init(name: "Server", value: "nginx")], title: "Example 示例站点",
          bodyBytes: 18_221),
      ],
      tls: [
        TLSHandshake(
          id: "tls.1", purpose: .target, address: .beijing, port: 443, sni: name, startedMs: 32,
          durationMs: 25, connectMs: 10, version: "TLSv1.3", cipher: "TLS_AES_128_GCM_SHA256",
          certificate: .init(
            subject: "CN=www.example.com", issuer: "CN=R11,O=Let's Encrypt", names: [name],
            notBefore: .sample, notAfter: .sample.adding(seconds: 90 * 86_400), coversName: true,
            isTrusted: true, problem: nil))
      ],
      records: [
        RecordFact(
          id: "records.1", view: .registry, source: "MIIT query", asOf: .sample, outcome: .found,
          filing: .init(
            domain: "example.com", siteNumber: "京ICP备05000001号-2", service: .website,
            approvedAt: .sample.adding(seconds: -1_000 * 86_400))),
        RecordFact(id: "records.2", view: .provider, provider: "alibaba", outcome: .notCovered),
      ],
      vantage: Vantage(
        resolvers: ["223.5.5.5:53"], proxyVariables: ["https_proxy"], hasIPv4Route: true))
  }()

  static let unresolved: Evidence = {
    let name = "gone.example.cn"
    return Evidence(
      dns: [
        DNSExchange(
          id: "dns.1", role: .resolver, server: "223.5.5.5:53", transport: .udp, name: name,
          type: "A", startedMs: 0, durationMs: 812, failure: .dnsServFail, rcode: "SERVFAIL",
          extendedErrors: [.init(code: 22, text: "no reachable authority at delegation")]),
        DNSExchange(
          id: "dns.2", role: .resolver, server: "223.5.5.5:53", transport: .udp, name: name,
          type: "AAAA", startedMs: 0, durationMs: 812, failure: .dnsServFail, rcode: "SERVFAIL"),
        DNSExchange(
          id: "dns.3", role: .parent, server: "203.119.25.1:53", serverName: "a.dns.cn",
          transport: .udp, name: "example.cn", type: "NS", startedMs: 813, durationMs: 30,
          rcode: "NOERROR",
          authority: [
            .init(name: "example.cn", type: "NS", ttlS: 86_400, data: "ns1.example.cn"),
            .init(name: "example.cn", type: "NS", ttlS: 86_400, data: "ns2.example.cn"),
          ]),
        DNSExchange(
          id: "dns.4", role: .authoritative, server: "203.0.113.53:53",
          serverName: "ns1.example.cn", transport: .udp, name: name, type: "A", startedMs: 844,
          durationMs: 3_000, failure: .dnsTimeout),
        DNSExchange(
          id: "dns.5", role: .control, server: "223.5.5.5:53", transport: .udp, name: ".",
          type: "NS", startedMs: 813, durationMs: 10, rcode: "NOERROR"),
      ],
      records: [RecordFact(id: "records.1", view: .registry, outcome: .notCovered)],
      vantage: Vantage(
        resolvers: ["223.5.5.5:53"], proxyVariables: ["https_proxy"], hasIPv4Route: true))
  }()
}
