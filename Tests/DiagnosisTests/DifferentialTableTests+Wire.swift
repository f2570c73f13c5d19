import Diagnosis
import Evidence

extension DifferentialTableTests {
  private static let unfiled = Records.registry(.absent)
  private static let filed = Records.filed(Records.ago(days: 700))
  private static let active = Records.access(.active, since: Records.ago(days: 600))

  private static let edge = RecordFact(
    id: "records.8", view: .cdn, provider: "baidu", outcome: .found,
    cdn: RecordsDocument.CDNDomain(provider: "baidu", domain: "www.example.cn", area: .mainland))

  private static func instance(_ state: RecordsDocument.Instance.State) -> RecordFact {
    RecordFact(
      id: "records.9", view: .instances, outcome: .found,
      instance: RecordsDocument.Instance(
        provider: "alibaba", id: "i-1", addresses: [Seen.place("47.95.63.10").address],
        state: state))
  }

  private static func nameless(_ place: Place) -> Seen {
    Seen(
      target: Target(kind: .address, ascii: place.address.description), places: [place],
      records: [unfiled])
  }

  private static func unresolved(_ exchanges: DNSExchange...) -> Seen {
    Seen(dns: exchanges, places: [], records: [unfiled])
  }

  private static let hongKong = Seen.place("47.52.0.1", .hongKong)
  private static let frozen = Seen.Answer(status: 403, headers: ["Server": "JSP3/2.0.14"])

  /// Rows that the wire, the address or the DNS decides.
  static let wireRows: [Row] = [
    Row(
      "T-04 the name does not exist", unresolved(Seen.dns(.dnsNXDomain)),
      .dnsNotResolved, .unreachable, .confirmed),
    Row(
      "T-04 the name has no address",
      unresolved(Seen.dns(.dnsNoData), Seen.dns(.dnsNoData, type: "AAAA")),
      .dnsNotResolved, .unreachable, .confirmed),
    Row(
      "T-04 its name servers fail", unresolved(Seen.dns(.dnsServFail)),
      .dnsNotResolved, .unreachable, .confirmed),
    Row(
      "T-04 it resolves elsewhere than to the provider of its access",
      .open(filed, active).with { $0.places = [hongKong] }, .dnsElsewhere, .atRisk, .likely),
    Row(
      "T-04, near miss: it resolves to the instance, over an alias",
      .open(filed, active).with {
        $0.dns = [
          Seen.dns(answers: [("CNAME", "lb.other.cn"), ("A", "47.95.63.10")])
        ]
      }, .accessible, .ok, .confirmed),
    Row(
      "T-04a held by the registrar",
      unresolved(
        Seen.dns(.dnsNXDomain),
        Seen.dns(
          role: .parent, authority: [("example.cn", "EXPIRENS3.hichina.com")])),
      .dnsNotResolved, .unreachable, .confirmed),
    Row(
      "T-04a, near miss: another registrar's own servers, and it opens",
      .open(unfiled).with {
        $0.dns = [
          Seen.dns(answers: [("A", "47.95.63.10")]),
          Seen.dns(role: .parent, authority: [("example.cn", "dns3.hichina.com")]),
        ]
      }, .atRisk, .atRisk, .confirmed),
    Row(
      "T-14 Hong Kong", .open(unfiled).with { $0.places = [hongKong] }, .notRequired, .ok,
      .confirmed),
    Row(
      "T-14, near miss: a block page there: the place is wrong, or something stands in front",
      .blocked(unfiled).with { $0.places = [hongKong] }, .notFiled, .blocked, .likely),
    Row("T-15 no name at all", nameless(Seen.place("47.95.63.10")), .ipOnly, .atRisk, .confirmed),
    Row("T-15, near miss: in Hong Kong", nameless(hongKong), .notRequired, .ok, .confirmed),
    Row(
      "T-16 a mainland CDN, unfiled",
      .open(unfiled, edge).with {
        $0.plain = [frozen]
        $0.places = [Seen.place("47.95.63.10", .mainland, "baidu")]
      }, .cdnNotFiled, .blocked, .likely),
    Row(
      "T-16, near miss: the same CDN, and the name is filed",
      .open(filed, edge).with {
        $0.plain = [frozen]
        $0.places = [Seen.place("47.95.63.10", .mainland, "baidu")]
      }, .cdnRefusal, .unreachable, .likely),
    Row(
      "T-17 the origin's block page through Cloudflare",
      .open(unfiled).with {
        $0.plain = [
          Seen.Answer(
            status: 403, headers: ["Server": "cloudflare"], title: "Non-compliance ICP Filing")
        ]
        $0.places = [Seen.place("104.16.0.1", .elsewhere, "cloudflare")]
      }, .notFiled, .blocked, .confirmed),
    Row(
      "T-17, near miss: Cloudflare's own 403",
      .open(unfiled).with {
        $0.plain = [
          Seen.Answer(
            status: 403, headers: ["Server": "cloudflare", "CF-RAY": "8a0-HKG"],
            title: "Attention Required! | Cloudflare")
        ]
        $0.places = [Seen.place("104.16.0.1", .elsewhere, "cloudflare")]
      }, .cdnRefusal, .unreachable, .likely),
    Row("T-18 opens, and is not filed", .open(unfiled), .atRisk, .atRisk, .confirmed),
    Row(
      "T-18 opens, filed, and no access here", .open(filed, Records.noAccess()),
      .atRisk, .atRisk, .confirmed),
    Row("T-18, near miss: filed and active", .open(filed, active), .accessible, .ok, .confirmed),
    Row(
      "T-19 the site's own 502", .open(unfiled).with { $0.plain = [.own(502)] },
      .serverRefuses, .unreachable, .likely),
    Row(
      "T-19 404 under this name, a site under every other",
      .open(unfiled).with {
        $0.plain = [.own(404)]
        $0.plainControl = [.site]
      }, .serverRefuses, .unreachable, .likely),
    Row(
      "T-19 another name's certificate, handshake complete",
      .open(unfiled).with {
        $0.plain = [.leads(to: "https://www.example.cn/")]
        $0.hello = [Seen.Hello(version: "TLSv1.3", coversName: false)]
      }, .certificate, .unreachable, .confirmed),
    Row(
      "T-19, near miss: a 403 of 'Server: Beaver' with an unknown page",
      .open(unfiled).with {
        $0.plain = [Seen.Answer(status: 403, headers: ["Server": "Beaver"], title: "New")]
      }, .notFiled, .blocked, .likely),
    Row(
      "T-20 connections refused",
      .open(unfiled).with {
        $0.plain = [.fails(.connectRefused)]
        $0.hello = [.fails(.connectRefused)]
      }, .serverUnreachable, .unreachable, .likely),
    Row(
      "T-20 connections time out",
      .open(unfiled).with {
        $0.plain = [.fails(.connectTimeout)]
        $0.hello = [.fails(.connectTimeout)]
      }, .serverUnreachable, .unreachable, .likely),
    Row(
      "T-20 the instance is stopped",
      .open(unfiled, instance(.stopped)).with {
        $0.plain = [.fails(.connectTimeout)]
        $0.hello = [.fails(.connectTimeout)]
      }, .instanceInactive, .unreachable, .confirmed),
    Row(
      "T-20, near miss: 443 times out, 80 shows the page (C-21)",
      .blocked(unfiled).with { $0.hello = [.fails(.connectTimeout)] },
      .notFiled, .blocked, .confirmed),
    Row(
      "T-21 reset on the way abroad",
      .open(unfiled).with {
        $0.places = [hongKong]
        $0.plain = [.fails(.reset)]
        $0.plainControl = [.site]
        $0.hello = [.fails(.reset)]
      }, .crossBorder, .unreachable, .possible),
    Row(
      "T-21, near miss: reset for every name, in the mainland",
      .open(unfiled).with {
        $0.plain = [.fails(.reset)]
        $0.plainControl = [.fails(.reset)]
        $0.hello = [.fails(.reset)]
        $0.helloControl = [.fails(.reset)]
      }, .serverUnreachable, .unreachable, .likely),
    Row(
      "T-22 the provider's firewall",
      .open(unfiled).with {
        $0.plain = [Seen.Answer(status: 405, body: "<a href=https://errors.aliyun.com/>")]
      }, .waf, .unreachable, .likely),
    Row(
      "T-22, near miss: a 405 of the site's own",
      .open(unfiled).with { $0.plain = [.own(405)] }, .serverRefuses, .unreachable, .likely),
    Row(
      "T-23 a local proxy's addresses (C-18)",
      .open(unfiled).with { $0.places = [Seen.place("198.18.0.7", .unknown, nil)] },
      .vantageUnusable, .undetermined, .confirmed),
    Row(
      "T-23, near miss: a private address",
      .open(unfiled).with {
        $0.places = [Seen.place("10.0.0.7", .unknown, nil)]
        $0.plain = []
        $0.hello = []
      }, .dnsNotResolved, .unreachable, .likely),
    Row(
      "T-25 filed again, and the CDN still freezes it (C-16)",
      .open(filed, edge).with {
        $0.plain = [frozen]
        $0.dns = [Seen.dns(answers: [("CNAME", "x.a.bdydns.com"), ("A", "47.95.63.10")])]
      }, .cdnRefusal, .unreachable, .likely),
    Row(
      "T-25, near miss: a 404 that the same CDN passes on",
      .open(filed, edge).with {
        $0.plain = [Seen.Answer(status: 404, headers: ["Server": "JSP3/2.0.14"])]
      }, .serverRefuses, .unreachable, .likely),
    Row(
      "T-26 the anti-fraud centre's page",
      .open(filed, active).with {
        $0.plain = [
          Seen.Answer(status: 200, body: "<div class=\"title\">国家反诈中心</div>")
        ]
      }, .contentBlock, .blocked, .likely),
    Row(
      "T-26, near miss: an article about the anti-fraud centre",
      .open(unfiled).with {
        $0.plain = [Seen.Answer(status: 200, body: "<h1>国家反诈中心</h1>")]
      }, .atRisk, .atRisk, .confirmed),
    Row(
      "T-27 connects, and not an octet comes",
      .open(unfiled).with {
        $0.plain = [.fails(.timeout)]
        $0.plainControl = [.fails(.timeout)]
        $0.hello = [.fails(.timeout)]
        $0.helloControl = [.fails(.timeout)]
      }, .serverUnreachable, .unreachable, .likely),
    Row(
      "T-27, near miss: not an octet under this name, and a page under another",
      .open(unfiled).with {
        $0.plain = [.fails(.timeout)]
        $0.plainControl = [.site]
        $0.hello = [.fails(.timeout)]
      }, .undetermined, .undetermined, .possible),
  ]
}
