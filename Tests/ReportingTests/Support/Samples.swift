import Evidence
import Testing

extension Timestamp {
  /// 2026-08-22T03:10:00Z.
  static let sample = Timestamp(secondsSinceEpoch: 1_787_368_200)
}

extension IPAddress {
  static let sampleV4 = IPAddress(family: .v4, bits: 0x2F5F_3F0A)
  static let sampleV6 = IPAddress(family: .v6, bits: 0x2001_0DB8 << 96 | 1)
}

extension Observation {
  /// With every optional set, and with every one unset.
  static let samples: [Observation] = [.full, .bare]

  static let full = Observation(
    input: "http://www.例子.cn:8080/", index: 3, meta: "row 3\ttext", target: .full,
    startedAt: .sample, durationS: 0.42,
    evidence: Evidence(
      request: Evidence.Request(
        provider: "alibaba", now: .sample, at: [.sampleV4], entity: "示例科技有限公司",
        assumed: ["order-approved.yaml"]),
      dns: [.full, .bare],
      places: [.full, .bare],
      http: [.full, .bare], tls: [.full, .bare], records: [.full, .bare],
      vantage: Vantage(
        resolvers: ["223.5.5.5:53"], proxyVariables: ["https_proxy"], hasIPv4Route: true,
        hasIPv6Route: false)))

  static let bare = Observation(
    input: "", index: 0, target: Target(kind: .invalid), startedAt: .sample, durationS: 0,
    evidence: Evidence())
}

extension Target {
  static let full = Target(
    kind: .domain, ascii: "www.xn--fsqu00a.cn", unicode: "www.例子.cn",
    registrable: "xn--fsqu00a.cn", port: 8080, problem: .specialUse)
}

extension DNSExchange {
  static let full = DNSExchange(
    id: "dns.1", role: .authoritative, server: "223.5.5.5:53", serverName: "ns1.example.cn",
    transport: .tcp, name: "example.cn", type: "AAAA", clientSubnet: "114.114.114.0/24",
    startedMs: 1.5, durationMs: 12.25, failure: .dnsNXDomain, rcode: "NXDOMAIN",
    isAuthoritative: true, isContested: true,
    answers: [Record(name: "example.cn", type: "A", ttlS: .max, data: "47.95.63.10")],
    authority: [Record(name: "cn", type: "SOA", ttlS: 0, data: "a.dns.cn. root.cnnic.cn. 1")],
    extendedErrors: [ExtendedError(code: 22, text: "\u{1B}[31mno\u{7}")])

  static let bare = DNSExchange(
    id: "dns.2", role: .control, server: "", transport: .udp, name: ".", type: "NS",
    startedMs: 0, durationMs: 0)
}

extension Place {
  static let full = Place(
    id: "place.1", address: .sampleV4, area: .mainland, country: "CN", provider: "alibaba",
    region: "cn-beijing", sources: ["user", "built-in"], isUserDefined: true)
  static let bare = Place(id: "place.2", address: .sampleV6, area: .unknown)
}

extension HTTPExchange {
  static let full = HTTPExchange(
    id: "http.1", purpose: .controlName, scheme: .https, address: .sampleV6, port: 443,
    host: "example.cn", path: "/a?b=\"c\"", tls: "tls.1", via: "http.0", notFollowed: .loop,
    startedMs: 14.125, durationMs: 31.0625,
    connectMs: 9.5, failure: .reset, status: 403, reason: "Forbidden", version: "1.1",
    headers: [Header(name: "Server", value: "Beaver")], hasBareLineFeeds: true,
    title: "Non-compliance ICP Filing", body: "<html>\r\n\u{0}\u{2028}", charset: "gbk",
    filingNumbers: ["京ICP备00000000号"], bodyBytes: 7,
    isResetAfterAnswer: true)
  static let bare = HTTPExchange(
    id: "http.2", purpose: .target, scheme: .http, address: .sampleV4, port: 80, host: "",
    startedMs: 0, durationMs: 0)
}

extension TLSHandshake {
  static let full = TLSHandshake(
    id: "tls.1", purpose: .controlAddress, address: .sampleV4, port: 443, sni: "example.cn",
    offered: "TLSv1.2", startedMs: 14, durationMs: 20, connectMs: 9, failure: .certificate,
    version: "TLSv1.3",
    cipher: "TLS_AES_128_GCM_SHA256", alert: 40, certificate: .full)
  static let bare = TLSHandshake(
    id: "tls.2", purpose: .target, address: .sampleV4, port: 443, sni: nil, startedMs: 0,
    durationMs: 0,
    certificate: Certificate(
      subject: "", issuer: "", names: [], notBefore: nil, notAfter: nil, coversName: false,
      isTrusted: nil, problem: nil))
}

extension TLSHandshake.Certificate {
  static let full = TLSHandshake.Certificate(
    subject: "CN=example.cn", issuer: "CN=Some CA", names: ["example.cn", "*.example.cn"],
    notBefore: .sample, notAfter: .sample.adding(seconds: 86_400), coversName: true,
    isTrusted: false, problem: "certificate has expired")
}

extension RecordFact {
  static let full = RecordFact(
    id: "records.1", view: .provider, provider: "alibaba", source: "console export",
    asOf: .sample, outcome: .failed, reason: "rate limited", filing: .full, access: .full,
    order: .full, instance: .full, cdn: .full, isAssumed: true)
  static let bare = RecordFact(id: "records.2", view: .registry, outcome: .notCovered)
}

extension RecordsDocument.Filing {
  static let full = RecordsDocument.Filing(
    domain: "example.cn", siteNumber: "粤ICP备2026000001号-1", service: .miniProgram,
    entityName: "某公司", entityNature: "企业", approvedAt: .sample, restricted: true,
    cancelledAt: .sample)
}

extension RecordsDocument.Access {
  static let full = RecordsDocument.Access(
    domain: "example.cn", state: .pending, siteNumber: "粤ICP备2026000001号-1", since: .sample)
}

extension RecordsDocument.Order {
  static let full = RecordsDocument.Order(
    domain: "example.cn", kind: .change, state: .approved, submittedAt: .sample,
    approvedAt: .sample, replacedBy: "new.cn")
}

extension RecordsDocument.Instance {
  static let full = RecordsDocument.Instance(
    provider: "alibaba", id: "i-1", region: "cn-hangzhou", addresses: [.sampleV4, .sampleV6],
    state: .stopped, expiresAt: .sample, locked: "financial", charge: "prepaid")
}

extension RecordsDocument.CDNDomain {
  static let full = RecordsDocument.CDNDomain(
    provider: "alibaba", domain: "www.example.cn", area: .global)
}

extension RecordsDocument {
  static let samples: [RecordsDocument] = [
    RecordsDocument(),
    RecordsDocument(
      views: [
        View(
          view: .provider, provider: "alibaba", source: "console", asOf: .sample, complete: false,
          filings: [.full, Filing(domain: "b.cn")], access: [.full], orders: [.full],
          absent: ["c.cn"], failed: [FailedLookup(domain: "d.cn", reason: "no")]),
        View(view: .registry, asOf: .sample),
      ],
      instances: [.full, Instance(provider: "tencent", id: "i-2", addresses: [])], cdn: [.full]),
  ]
}

extension Observation: CustomTestStringConvertible {
  package var testDescription: String { input.isEmpty ? "the bare one" : input }
}
