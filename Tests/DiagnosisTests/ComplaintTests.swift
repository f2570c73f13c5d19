import Diagnosis
import Evidence
import Testing

/// What people complain of, and what it usually is (facts, section 6).
@Suite("The complaints")
struct ComplaintTests {
  typealias Records = RecordSignsTests

  struct Complaint: CustomTestStringConvertible {
    let words: String
    let seen: Seen
    let cause: CauseID
    let status: Status

    var testDescription: String { words }

    init(_ words: String, _ seen: Seen, _ cause: CauseID, _ status: Status) {
      self.words = words
      self.seen = seen
      self.cause = cause
      self.status = status
    }
  }

  @Test("come to what they usually are, and not to what they seem", arguments: complaints)
  func judges(_ complaint: Complaint) {
    let verdict = complaint.seen.verdict
    #expect(verdict.cause == complaint.cause, "\(verdict.rule)")
    #expect(verdict.status == complaint.status)
  }

  @Test("are all of the facts' complaints")
  func isWhole() {
    for number in 1...24 {
      let id = number < 10 ? "C-0\(number) " : "C-\(number) "
      #expect(Self.complaints.contains { $0.words.hasPrefix(id) }, "\(id)")
    }
  }

  @Test("C-08, C-09, C-11: a block names what else it brings about, and an open site nothing")
  func sideEffects() {
    let blocked = Seen.blocked(unfiled).verdict.sideEffects
    #expect(Set(blocked) == Set(SideEffect.allCases))
    let complaints = Set(blocked.flatMap(\.sources))
    #expect(complaints.isSuperset(of: ["C-05", "C-08", "C-09", "H-11"]))
    #expect(Seen.open(unfiled).verdict.sideEffects.isEmpty)
  }

  @Test("C-14 'must I file the subdomain?': names of one filing are judged alike")
  func subdomains() {
    let records = [filed, Records.noAccess()]
    for name in ["example.cn", "www.example.cn", "a.b.example.cn"] {
      let seen = Seen.blocked().with {
        $0.target.ascii = name
        $0.target.unicode = name
        $0.records = records
      }
      #expect(seen.verdict.cause == .notTransferred, "\(name)")
    }
  }

  static let unfiled = Records.registry(.absent)
  static let filed = Records.filed(Records.ago(days: 700))
  static let active = Records.access(.active, since: Records.ago(days: 600))
  private var unfiled: RecordFact { Self.unfiled }
  private var filed: RecordFact { Self.filed }

  private static let hongKong = Seen.place("47.52.0.1", .hongKong)
  private static let cloudflare = Seen.place("104.16.0.1", .elsewhere, "cloudflare")
  private static let edge = RecordFact(
    id: "records.8", view: .cdn, provider: "baidu", outcome: .found,
    cdn: RecordsDocument.CDNDomain(provider: "baidu", domain: "www.example.cn", area: .mainland))

  static let complaints: [Complaint] = [
    Complaint(
      "C-01 'filed, still blocked': no access here", .blocked(filed, Records.noAccess()),
      .notTransferred, .blocked),
    Complaint(
      "C-01 'filed, still blocked': since yesterday",
      .blocked(filed, Records.access(.active, since: Records.ago(hours: 20))),
      .notSynced, .blocked),
    Complaint(
      "C-01 'filed, still blocked': the filing is an app's",
      .blocked(Records.filed(Records.ago(days: 700), service: .miniProgram)),
      .appFilingOnly, .blocked),
    Complaint(
      "C-01 'filed, still blocked': the filing is that of another name", .blocked(unfiled),
      .notFiled, .blocked),
    Complaint(
      "C-02 'HTTPS is reset, so the certificate is broken'",
      .blocked(unfiled).with {
        $0.target.port = 443
        $0.plain = []
        $0.plainControl = []
      }, .notFiled, .blocked),
    Complaint(
      "C-02, near miss: the certificate is broken",
      .open(unfiled).with {
        $0.target.port = 443
        $0.plain = []
        $0.hello = [.fails(.certificate)]
      }, .certificate, .unreachable),
    Complaint(
      "C-03 '403 over HTTP and HTTPS fine, so it is nginx'",
      .open(unfiled).with {
        $0.plain = [.block]
        $0.secure = .site
      }, .notFiled, .blocked),
    Complaint(
      "C-03, near miss: 403 over both, and nginx it is",
      .open(unfiled).with {
        $0.plain = [.own(403)]
        $0.secure = .own(403)
      }, .serverRefuses, .unreachable),
    Complaint(
      "C-04 'works by address, not by name': the gateway", .blocked(unfiled),
      .notFiled, .blocked),
    Complaint(
      "C-04, near miss: the server's own configuration",
      .open(unfiled).with {
        $0.plain = [.own(404)]
        $0.plainControl = [.site]
      }, .serverRefuses, .unreachable),
    Complaint(
      "C-05 'works on 8080': not by name",
      .blocked(unfiled).with { $0.port = (8080, .block) }, .notFiled, .blocked),
    Complaint(
      "C-05 'works on 8080': by address",
      Seen(
        target: Target(kind: .address, ascii: "47.95.63.10", port: 8080),
        port: (8080, .site), records: [unfiled]), .ipOnly, .atRisk),
    Complaint(
      "C-05, near miss: it does by name, and no gateway minds",
      .open(unfiled).with {
        $0.target.port = 8080
        $0.plain = [.fails(.connectRefused)]
        $0.port = (8080, .site)
      }, .atRisk, .atRisk),
    Complaint(
      "C-06 'the carrier hijacked my name': the page is the provider's", .blocked(unfiled),
      .notFiled, .blocked),
    Complaint(
      "C-07 'DNSPod thinks my domain is unsafe': that is the filing page",
      .blocked(by: .tencentBlock, unfiled), .notFiled, .blocked),
    Complaint(
      "C-08 'fine on the server, and nothing in its log'", .blocked(unfiled),
      .notFiled, .blocked),
    Complaint(
      "C-09 'the log shows 301, the client sees 403': the injected page counts",
      .blocked(unfiled).with { $0.plain = [.leads(to: "/home"), .block] },
      .notFiled, .blocked),
    Complaint(
      "C-10 '403 since I moved to Cloudflare': the origin's page through it",
      .open(unfiled).with {
        $0.places = [cloudflare]
        $0.plain = [
          Seen.Answer(
            status: 403, headers: ["Server": "cloudflare", "CF-RAY": "8a0-HKG"],
            title: "Non-compliance ICP Filing")
        ]
      }, .notFiled, .blocked),
    Complaint(
      "C-10 '525 since I moved to Cloudflare': the origin's TLS or a gateway before it",
      .open(unfiled).with {
        $0.places = [cloudflare]
        $0.plain = [Seen.Answer(status: 525, headers: ["Server": "cloudflare"])]
      }, .undetermined, .undetermined),
    Complaint(
      "C-11 'certbot fails over HTTP'", .blocked(unfiled).with { $0.hello = [.passes] },
      .notFiled, .blocked),
    Complaint(
      "C-12 'it worked once': one block page among answers is a block",
      .blocked(unfiled).with { $0.plain = [.site, .site, .block] }, .notFiled, .blocked),
    Complaint("C-13 'www works, the apex does not': www", .open(unfiled), .atRisk, .atRisk),
    Complaint(
      "C-13 'www works, the apex does not': the apex",
      .blocked(unfiled).with { $0.target.ascii = "example.cn" }, .notFiled, .blocked),
    Complaint(
      "C-14 'must I file the subdomain?': access is what is missing",
      .blocked(filed, Records.noAccess()), .notTransferred, .blocked),
    Complaint(
      "C-15 'the CDN says not filed': approved three hours ago",
      .open(Records.filed(Records.ago(hours: 3)), edge).with {
        $0.plain = [Seen.Answer(status: 403, headers: ["Server": "JSP3/2.0.14"])]
      }, .cdnRefusal, .unreachable),
    Complaint(
      "C-15, near miss: the CDN is right",
      .open(unfiled, edge).with {
        $0.plain = [Seen.Answer(status: 403, headers: ["Server": "JSP3/2.0.14"])]
      }, .cdnNotFiled, .blocked),
    Complaint(
      "C-16 'the CDN still refuses after filing again'",
      .open(filed, edge).with {
        $0.plain = [Seen.Answer(status: 403, headers: ["Server": "JSP3/2.0.14"])]
      }, .cdnRefusal, .unreachable),
    Complaint(
      "C-17 'a Hong Kong server is still blocked': the old address is still there",
      .blocked(unfiled).with { $0.places = [hongKong, Seen.place("47.95.63.10")] },
      .notFiled, .blocked),
    Complaint(
      "C-17, near miss: the old address is gone", .open(unfiled).with { $0.places = [hongKong] },
      .notRequired, .ok),
    Complaint(
      "C-18 'it resolves to 198.18.0.7': a local proxy",
      .open(unfiled).with { $0.places = [Seen.place("198.18.0.7", .unknown, nil)] },
      .vantageUnusable, .undetermined),
    Complaint(
      "C-19 'the footer has a number, so it is filed'",
      .open(unfiled).with {
        $0.plain = [Seen.Answer(status: 200, body: "粤ICP备2026000001号-1")]
      }, .atRisk, .atRisk),
    Complaint(
      "C-20 'blocked': only the security group, for whatever name",
      .open(unfiled).with {
        $0.plain = [.fails(.connectTimeout)]
        $0.plainControl = [.fails(.connectTimeout)]
        $0.hello = [.fails(.connectTimeout)]
      }, .serverUnreachable, .unreachable),
    Complaint(
      "C-21 '443 times out and 80 shows the page': two faults, the block first",
      .blocked(unfiled).with { $0.hello = [.fails(.connectTimeout)] }, .notFiled, .blocked),
    Complaint(
      "C-22 'dead after years': the number is cancelled",
      .blocked(Records.filed(Records.ago(days: 2_000), cancelled: Records.ago(days: 5))),
      .filingCancelled, .blocked),
    Complaint(
      "C-22 'dead after years': the domain has expired",
      Seen(
        dns: [
          Seen.dns(.dnsNXDomain),
          Seen.dns(role: .parent, authority: [("example.cn", "expirens3.hichina.com")]),
        ], places: []), .dnsNotResolved, .unreachable),
    Complaint(
      "C-23 'my CDN's check says 403': a load balancer in the mainland answers",
      .open(unfiled).with {
        $0.plain = [Seen.Answer(status: 403, headers: ["Server": "Beaver"])]
      }, .notFiled, .blocked),
    Complaint("C-24 'I cannot log in': nothing opens", .blocked(unfiled), .notFiled, .blocked),
  ]
}
