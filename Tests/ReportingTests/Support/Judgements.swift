import Diagnosis
import Evidence

/// Judged targets for the snapshots: as real as their kind, written by hand.
struct Scene: Sendable {
  var name: String
  var judgement: Judgement

  static let all: [Scene] = [
    notFiled, notTransferred, undecided, hostile, accessible, notRequired, unresolved, invalid,
  ]
}

extension Scene: CustomStringConvertible {
  var description: String { name }
}

extension IPAddress {
  static let beijing = IPAddress(family: .v4, bits: 0x2F5F_3F0A)
  static let beijing2 = IPAddress(family: .v4, bits: 0x2F5F_3F0B)
  static let hongKong = IPAddress(family: .v4, bits: 0x2F4C_0001)
  static let overseas6 = IPAddress(
    family: .v6, bits: 0x2606_4700_0000_0000 << 64 | 0x6812_1a78)
}

extension Findings {
  /// A name blocked on a mainland address, with records to be filled in.
  static let blocked = Findings(
    target: .domain, vantage: .sound, dns: .resolved, place: .mainlandOfProvider,
    http: .filingPage, differential: .nameKeyed, https: .nameKeyedReset, registry: .notCovered,
    access: .notCovered, order: .notCovered, instance: .notCovered)

  static let open = Findings(
    target: .domain, vantage: .sound, dns: .resolved, place: .mainlandOfProvider, http: .ok,
    differential: .none, https: .ok, registry: .websiteFiledSettled, access: .active,
    order: .notCovered, instance: .notCovered)
}

extension Evidence {
  /// A name at an Alibaba Cloud address whose gateway answers for it.
  static func blocked(name: String, title: String = "Non-compliance ICP Filing") -> Evidence {
    Evidence(
      dns: [
        DNSExchange(
          id: "dns.1", role: .resolver, server: "223.5.5.5:53", transport: .udp, name: name,
          type: "A", startedMs: 0, durationMs: 12.25, rcode: "NOERROR",
          answers: [.init(name: name, type: "A", ttlS: 600, data: "47.95.63.10")]),
        DNSExchange(
          id: "dns.2", role: .resolver, server: "223.5.5.5:53", transport: .udp, name: name,
          type: "AAAA", startedMs: 0, durationMs: 13.5, failure: .dnsNoData, rcode: "NOERROR"),
      ],
      places: [
        Place(
          id: "place.1", address: .beijing, area: .mainland, country: "CN", provider: "alibaba",
          region: "cn-beijing", sources: ["built-in"])
      ],
      http: [
        HTTPExchange(
          id: "http.1", purpose: .target, scheme: .http, address: .beijing, port: 80, host: name,
          startedMs: 13, durationMs: 31.4, connectMs: 15, status: 403, reason: "Forbidden",
          version: "1.1", headers: [.init(name: "Server", value: "Beaver")], title: title,
          bodyBytes: 612),
        HTTPExchange(
          id: "http.2", purpose: .controlName, scheme: .http, address: .beijing, port: 80,
          host: "k3v9x2.invalid", startedMs: 13, durationMs: 29, connectMs: 15, status: 200,
          version: "1.1", headers: [.init(name: "Server", value: "nginx")], title: "Welcome",
          bodyBytes: 5_120),
      ],
      tls: [
        TLSHandshake(
          id: "tls.1", purpose: .target, address: .beijing, port: 443, sni: name, startedMs: 13,
          durationMs: 18, connectMs: 15, failure: .reset),
        TLSHandshake(
          id: "tls.2", purpose: .controlName, address: .beijing, port: 443,
          sni: "k3v9x2.invalid", startedMs: 13, durationMs: 40, connectMs: 15,
          version: "TLSv1.3", cipher: "TLS_AES_128_GCM_SHA256"),
      ],
      vantage: Vantage(resolvers: ["223.5.5.5:53"], hasIPv4Route: true, hasIPv6Route: false))
  }
}

extension Scene {
  static let notFiled = Scene(
    name: "not-filed",
    judgement: Judgement(
      observation: Observation(
        input: "http://www.example.cn/", index: 0,
        target: Target(
          kind: .domain, ascii: "www.example.cn", unicode: "www.example.cn",
          registrable: "example.cn"),
        startedAt: .sample, durationS: 0.086,
        evidence: Evidence.blocked(name: "www.example.cn").with([
          RecordFact(
            id: "records.1", view: .registry, source: "MIIT query", asOf: .sample,
            outcome: .absent),
          RecordFact(id: "records.2", view: .provider, provider: "alibaba", outcome: .notCovered),
        ])),
      findings: Findings.blocked.with(registry: .absent),
      verdict: Verdict(
        cause: .notFiled, status: .blocked, documented: true, certainty: .confirmed,
        rule: "block.registry-absent",
        summary: Text(
          en: "No ICP filing exists for example.cn; Alibaba Cloud's gateway answers in place of"
            + " your server.",
          zh: "example.cn 没有 ICP 备案，阿里云的网关代替你的服务器作了应答。"),
        because: ["http.1", "tls.1", "records.1"],
        ruledOut: [
          .init(
            cause: .notSynced,
            because: Text(
              en: "No order was approved in the last 48 hours.", zh: "最近 48 小时内没有获批的备案订单。")),
          .init(
            cause: .serverUnreachable,
            because: Text(
              en: "The same address answers 200 under another name.",
              zh: "同一地址用别的域名访问返回 200。")),
        ],
        remedy: [
          .init(
            Text(
              en: "File through Alibaba Cloud's filing system; the first filing takes 1 to 20"
                + " working days after the provider's own review.",
              zh: "在阿里云备案系统提交首次备案；服务商初审之后，管局审核通常需要 1 至 20 个工作日。"),
            url: "https://beian.aliyun.com/"),
          .init(
            Text(
              en: "Meanwhile, point the name outside the mainland or close the site.",
              zh: "在此期间，将域名解析到中国内地以外，或关闭网站。")),
        ],
        sources: ["D-01", "D-10", "N-20"],
        sideEffects: [.acmeHTTP01Fails, .localhostLooksFine])))

  static let notTransferred = Scene(
    name: "not-transferred",
    judgement: Judgement(
      observation: Observation(
        input: "www.例子.cn", index: 1, meta: "row 2",
        target: Target(
          kind: .domain, ascii: "www.xn--fsqu00a.cn", unicode: "www.例子.cn",
          registrable: "xn--fsqu00a.cn"),
        startedAt: .sample, durationS: 0.42,
        evidence: Evidence.blocked(name: "www.xn--fsqu00a.cn").with([
          RecordFact(
            id: "records.1", view: .registry, source: "MIIT query", asOf: .sample,
            outcome: .found,
            filing: .init(
              domain: "xn--fsqu00a.cn", siteNumber: "粤ICP备2026000001号-1", service: .website,
              entityName: "某某科技有限公司", entityNature: "企业",
              approvedAt: .sample.adding(seconds: -90 * 86_400), restricted: false)),
          RecordFact(
            id: "records.2", view: .provider, provider: "alibaba", source: "console export",
            asOf: .sample, outcome: .absent),
        ])),
      findings: Findings.blocked.with(registry: .websiteFiledSettled, access: .absent),
      verdict: Verdict(
        cause: .notTransferred, status: .blocked, documented: true, certainty: .confirmed,
        rule: "block.access-absent",
        summary: Text(
          en: "例子.cn is filed as 粤ICP备2026000001号-1, but Alibaba Cloud holds no access record"
            + " for it.",
          zh: "例子.cn 已备案（粤ICP备2026000001号-1），但阿里云没有该域名的接入记录。"),
        remarks: [
          Text(
            en: "Both of 2 samples met the block page.", zh: "2 次采样均返回拦截页。")
        ],
        because: ["http.1", "records.1", "records.2"],
        ruledOut: [
          .init(
            cause: .notFiled,
            because: Text(en: "The registry shows a filing.", zh: "登记信息中有该域名的备案。"))
        ],
        remedy: [
          .init(
            Text(
              en: "Add the access at Alibaba Cloud (“transfer of a filing”).",
              zh: "在阿里云提交“接入备案”。"),
            url: "https://beian.aliyun.com/")
        ],
        sources: ["D-11"], sideEffects: [.acmeHTTP01Fails],
        recheckAfter: .sample.adding(seconds: 86_400))))

  static let undecided = Scene(
    name: "blocked-undecided",
    judgement: Judgement(
      observation: Observation(
        input: "example.cn", index: 2,
        target: Target(
          kind: .domain, ascii: "example.cn", unicode: "example.cn", registrable: "example.cn"),
        startedAt: .sample, durationS: 0.12,
        evidence: Evidence.blocked(name: "example.cn").with([
          RecordFact(
            id: "records.1", view: .registry, source: "MIIT query", asOf: .sample,
            outcome: .failed, reason: "rate limited"),
          RecordFact(id: "records.2", view: .provider, provider: "alibaba", outcome: .notCovered),
        ])),
      findings: Findings.blocked.with(registry: .failed),
      verdict: Verdict(
        cause: .blockedUndecided, status: .blocked, documented: true, certainty: .confirmed,
        rule: "block.records-missing",
        summary: Text(
          en: "example.cn is blocked for its filing; the records at hand cannot tell why.",
          zh: "example.cn 因备案问题被阻断；现有记录无法判断具体原因。"),
        because: ["http.1", "tls.1"],
        alternatives: [
          .init(
            cause: .notFiled, certainty: .possible,
            needs: Text(
              en: "A registry record of example.cn that says absent.",
              zh: "登记信息中确认没有 example.cn。")),
          .init(
            cause: .notTransferred, certainty: .possible,
            needs: Text(
              en: "A registry record that shows a filing, and none of access at Alibaba Cloud.",
              zh: "登记信息显示已备案，而阿里云没有接入记录。")),
        ],
        remedy: [
          .init(
            Text(
              en: "Look example.cn up at the MIIT and note what it says.",
              zh: "在工信部备案系统查询 example.cn，并记下结果。"),
            url: "https://beian.miit.gov.cn/#/Integrated/index",
            command: "icpdiag records add example.cn --filed 粤ICP备2026000001号-1"),
          .init(
            Text(en: "If there is no filing:", zh: "若没有备案："),
            command: "icpdiag records add example.cn --absent"),
        ],
        sources: ["D-10", "D-11"])))
}

extension Evidence {
  func with(_ records: [RecordFact]) -> Evidence {
    var copy = self
    copy.records = records
    return copy
  }
}

extension Findings {
  func with(registry: RegistryFinding, access: AccessFinding = .notCovered) -> Findings {
    var copy = self
    copy.registry = registry
    copy.access = access
    return copy
  }
}
