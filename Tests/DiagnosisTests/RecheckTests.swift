import Evidence
import Testing

@testable import Diagnosis

/// When to look again: only where time decides, and no sooner than it can have decided.
@Suite("The time to look again")
struct RecheckTests {
  /// 2026-07-09T08:00:00Z, a Thursday.
  private static let now = RecordSignsTests.now

  private static func at(_ text: String) throws -> Timestamp {
    try #require(Timestamp(rfc3339: text))
  }

  private static func subject(
    _ filing: Filing, wire: Wire = .filingBlock, place: PlaceFinding = .mainlandOfProvider
  ) -> Case {
    DecisionSpaceTests.subject(
      Situation(
        reach: .resolved, place: place, wire: wire, filing: filing, instance: .notCovered))
  }

  private static func order(
    _ state: RecordsDocument.Order.State, submitted: Timestamp?
  ) -> RecordsDocument.Order {
    RecordsDocument.Order(
      domain: "example.cn", kind: .first, state: state, submittedAt: submitted)
  }

  @Test(
    "is the first day on which a review may end, then every working day, until time is up (P-13)",
    arguments: [
      ("2026-07-08T08:00:00Z", true, "2026-07-14T08:00:00Z"),
      ("2026-07-03T08:00:00Z", true, "2026-07-10T08:00:00Z"),
      ("2026-07-01T08:00:00Z", true, "2026-07-10T08:00:00Z"),
      ("2026-07-09T07:00:00Z", false, "2026-07-10T07:00:00Z"),
      // Twenty-one working days ago, and one day fewer.
      ("2026-06-10T08:00:00Z", true, nil),
      ("2026-06-11T08:00:00Z", true, "2026-07-10T08:00:00Z"),
      // Submitted this moment.
      ("2026-07-09T08:00:00Z", true, "2026-07-15T08:00:00Z"),
      // Submitted tomorrow: a mistake.
      ("2026-07-10T09:00:00Z", true, "2026-07-10T08:00:00Z"),
      (nil, true, "2026-07-10T08:00:00Z"),
    ] as [(String?, Bool, String?)])
  func review(_ submitted: String?, _ isAtAuthority: Bool, _ expected: String?) throws {
    let order = Self.order(
      isAtAuthority ? .authorityReview : .providerReview,
      submitted: try submitted.map(Self.at))
    let expected = try expected.map(Self.at)
    for (cause, filing, wire) in [
      (Cause.filingInReview, Filing.inReview, Wire.filingBlock),
      (.notTransferred, .transferring, .filingBlock), (.atRisk, .inReview, .open),
      (.atRisk, .transferring, .open),
    ] {
      var subject = Self.subject(filing, wire: wire)
      subject.order = order
      let account = cause.account(subject)
      #expect(account.recheckAfter == expected, "\(cause.id)")
      #expect(account.sources.contains("P-13"))
    }
    var subject = Self.subject(.inReview)
    subject.order = order
    #expect(Cause.filingInReview.account(subject).remarks.isEmpty == (expected != nil))
  }

  @Test("counts working days in Beijing", arguments: [1, 2, 5, 6])
  func workingDays(_ count: Int) throws {
    // Friday evening in London is Saturday in Beijing.
    let friday = try Self.at("2026-07-10T17:00:00Z")
    let monday = try Self.at("2026-07-12T17:00:00Z")
    let expected = monday.adding(seconds: Int64(count - 1 + (count > 5 ? 2 : 0)) * 86_400)
    #expect(friday.adding(workingDays: count) == expected)
  }

  @Test("is the end of the sync where a filing was granted these days (P-14), and no other time")
  func sync() {
    let approved = Self.now.adding(seconds: -10 * 3_600)
    for (cause, filing, wire) in [
      (Cause.notTransferred, Filing.elsewhereRecently, Wire.filingBlock),
      (.blockedUndecided, .recentUnknown, .filingBlock),
      (.blockedDespiteFiling, .settledUndated, .filingBlock),
      (.atRisk, .elsewhereRecently, .open),
    ] {
      var subject = Self.subject(filing, wire: wire)
      subject.filing = RecordsDocument.Filing(domain: "example.cn", approvedAt: approved)
      #expect(cause.account(subject).recheckAfter == nil, "\(cause.id)")
      subject.findings.registry = .websiteFiledRecently
      #expect(
        cause.account(subject).recheckAfter == approved.adding(seconds: 48 * 3_600), "\(cause.id)")
      subject.provider = "baidu"
      #expect(
        cause.account(subject).recheckAfter == approved.adding(seconds: 24 * 3_600), "\(cause.id)")
      // The end of Baidu's, to the second, and long past it.
      for hours: Int64 in [24, 48] {
        subject.filing?.approvedAt = Self.now.adding(seconds: -hours * 3_600)
        #expect(cause.account(subject).recheckAfter == nil, "\(cause.id)")
      }
    }
    var settled = Self.subject(.settled)
    settled.findings.registry = .websiteFiledRecently
    settled.filing = RecordsDocument.Filing(domain: "example.cn", approvedAt: approved)
    #expect(Cause.blockedDespiteFiling.account(settled).recheckAfter == nil)
  }

  @Test("is two days after a new filing at a CDN, whatever the provider's own sync (P-09)")
  func cdn() {
    let approved = Self.now.adding(seconds: -10 * 3_600)
    for (cause, wire) in [
      (Cause.cdnRefusal, Wire.cdnRefusal), (.blockedDespiteFiling, .filingBlock),
    ] {
      var subject = Self.subject(.settledUndated, wire: wire, place: .mainlandCDN)
      subject.provider = "baidu"
      subject.filing = RecordsDocument.Filing(domain: "example.cn", approvedAt: approved)
      #expect(cause.account(subject).recheckAfter == nil)
      subject.findings.registry = .websiteFiledRecently
      #expect(cause.account(subject).recheckAfter == approved.adding(seconds: 48 * 3_600))
    }
  }

  private static func exchange(
    _ role: DNSExchange.Role, answers: [UInt32] = [], soa: (ttl: UInt32, data: String)? = nil
  ) -> DNSExchange {
    DNSExchange(
      id: "dns.1", role: role, server: "", transport: .udp, name: "www.example.cn", type: "A",
      startedMs: 0, durationMs: 0,
      answers: answers.map {
        DNSExchange.Record(name: "www.example.cn", type: "A", ttlS: $0, data: "203.0.113.9")
      },
      authority: soa.map {
        [DNSExchange.Record(name: "example.cn", type: "SOA", ttlS: $0.ttl, data: $0.data)]
      } ?? [])
  }

  @Test(
    "is when resolvers will have forgotten what they answered (RFC 2308, P-16)",
    arguments: [
      ([exchange(.resolver, answers: [60, 600])], 600),
      ([exchange(.resolver, answers: [60]), exchange(.control, answers: [900])], 60),
      // A denial of an IPv6 address says nothing of the IPv4 address.
      (
        [exchange(.resolver, answers: [60]), exchange(.resolver, soa: (600, "a. b. 1 2 3 4 500"))],
        60
      ),
      ([exchange(.resolver, soa: (600, "a. b. 1 2 3 4 30"))], 30),
      ([exchange(.resolver, soa: (20, "a. b. 1 2 3 4 30"))], 20),
      ([exchange(.resolver, soa: (600, "a. b. soon"))], nil),
      // No SOA record: not said for how long.
      ([Seen.dns(.dnsNXDomain, authority: [("example.cn", "ns1.example.cn")])], nil),
      ([exchange(.resolver, answers: [.max])], 172_800),
      ([exchange(.resolver, answers: [0])], nil),
      ([exchange(.authoritative, soa: (600, "a. b. 1 2 3 4 30"))], nil),
      ([], nil),
    ] as [([DNSExchange], Int64?)])
  func dns(_ exchanges: [DNSExchange], _ seconds: Int64?) {
    for (cause, reach) in [
      (Cause.dnsNotResolved, Reach.unresolved), (.dnsElsewhere, .resolved),
    ] {
      var subject = Self.subject(.unknown, wire: .open, place: .mainlandElsewhere)
      subject.situation.reach = reach
      subject.dns = exchanges
      let account = cause.account(subject)
      #expect(account.recheckAfter == seconds.map { subject.now.adding(seconds: $0) })
      #expect(account.sources.contains("P-16") == (seconds != nil))
    }
  }

  @Test("is the end of the sync under way, and no moment that has passed")
  func syncUnderWay() {
    for (filing, hours, expected) in [
      (.syncing, 0, 24), (.syncing, 23, 1), (.syncing, 24, nil), (.syncOverdue, 25, 23),
      (.syncOverdue, 48, nil),
    ] as [(Filing, Int64, Int64?)] {
      var subject = Self.subject(filing)
      subject.order = RecordsDocument.Order(
        domain: "example.cn", kind: .first, state: .approved,
        approvedAt: Self.now.adding(seconds: -hours * 3_600))
      #expect(
        Cause.notSynced.account(subject).recheckAfter
          == expected.map { Self.now.adding(seconds: $0 * 3_600) }, "\(hours)")
    }
    #expect(Cause.notSynced.account(Self.subject(.syncing)).recheckAfter == nil)
  }

  @Test("cites the lag of the public query where that is behind an approval (R-34)")
  func lag() {
    var subject = Self.subject(.syncing)
    #expect(!Cause.notSynced.account(subject).sources.contains("R-34"))
    subject.citations.registry = ["records.1"]
    #expect(Cause.notSynced.account(subject).sources.contains("R-34"))
  }
}
