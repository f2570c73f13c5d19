import Evidence
import Testing

@testable import Diagnosis

/// What would be if records were true that are not: `--assume`.
@Suite("The hypothetical verdict")
struct SuppositionTests {
  typealias Document = RecordsDocument

  /// What is assumed, in the words of a records document.
  enum Assumed: String, CaseIterable {
    case approved, approvedLongAgo, approvedToday, transferInReview, firstInReview
    case active, activeSince2020, accessCancelled, accessAbsent
    case filed, registryAbsent, registryCancelled

    /// The fact, at the provider where the site is, with dates relative to `now`.
    func fact(at provider: String?, _ now: Timestamp) -> RecordFact {
      func order(
        _ kind: Document.Order.Kind, _ state: Document.Order.State, daysAgo: Int64? = nil
      ) -> RecordFact {
        let approved = daysAgo.map { now.adding(seconds: -$0 * 86_400 - 7_200) }
        return RecordFact(
          id: "", view: .provider, provider: provider, asOf: now, outcome: .found,
          order: Document.Order(
            domain: "shop.cn", kind: kind, state: state, submittedAt: nil, approvedAt: approved))
      }
      func access(_ state: Document.Access.State, daysAgo: Int64? = nil) -> RecordFact {
        RecordFact(
          id: "", view: .provider, provider: provider, asOf: now, outcome: .found,
          access: Document.Access(
            domain: "shop.cn", state: state,
            since: daysAgo.map { now.adding(seconds: -$0 * 86_400) }))
      }
      func filing(cancelled: Bool = false) -> RecordFact {
        RecordFact(
          id: "", view: .registry, asOf: now, outcome: .found,
          filing: Document.Filing(
            domain: "shop.cn", approvedAt: now.adding(seconds: -86_400 * 300),
            cancelledAt: cancelled ? now.adding(seconds: 86_400 * 30) : nil))
      }
      switch self {
      case .approved: return order(.first, .approved)
      case .approvedLongAgo: return order(.first, .approved, daysAgo: 100)
      case .approvedToday: return order(.first, .approved, daysAgo: 0)
      case .transferInReview: return order(.transfer, .authorityReview)
      case .firstInReview: return order(.first, .authorityReview)
      case .active: return access(.active)
      case .activeSince2020: return access(.active, daysAgo: 2_000)
      case .accessCancelled: return access(.cancelled)
      case .accessAbsent:
        return RecordFact(
          id: "", view: .provider, provider: provider, asOf: now, outcome: .absent)
      case .filed: return filing()
      case .registryAbsent: return RecordFact(id: "", view: .registry, asOf: now, outcome: .absent)
      case .registryCancelled: return filing(cancelled: true)
      }
    }
  }

  private static func suppose(_ recorded: RecordedCase, _ assumed: [Assumed]) -> Judgement {
    var observation = recorded.observation
    let provider = observation.evidence.places.first?.provider
    let now = observation.startedAt
    observation.evidence.assume(assumed.map { $0.fact(at: provider, now) }, from: ["what-if.yaml"])
    return diagnose(observation, at: now)
  }

  struct Row: CustomTestStringConvertible {
    var recorded: String
    var assumed: [Assumed]
    var cause: CauseID
    var certainty = Certainty.likely

    init(
      _ recorded: String, _ assumed: [Assumed], _ cause: CauseID, _ certainty: Certainty = .likely
    ) {
      (self.recorded, self.assumed, self.cause, self.certainty) =
        (recorded, assumed, cause, certainty)
    }

    var testDescription: String {
      "\(recorded), if \(assumed.map(\.rawValue).joined(separator: " and "))"
    }
  }

  static let rows = [
    // The block of today is explained by today's records, and ends with them.
    Row("not-filed/establishes-not-filed", [.approved], .accessible),
    Row("not-filed/establishes-not-filed", [.approvedLongAgo], .accessible),
    Row("not-filed/establishes-not-filed", [.active], .accessible),
    Row("not-filed/establishes-not-filed", [.approvedToday], .notSynced),
    Row("not-filed/establishes-not-filed", [.firstInReview], .filingInReview),
    Row("not-filed/establishes-not-filed", [.filed], .notTransferred),
    Row("not-filed/establishes-not-filed", [.filed, .active], .accessible),
    Row("not-transferred/establishes-not-transferred", [.approved], .accessible),
    Row("not-transferred/establishes-not-transferred", [.activeSince2020], .accessible),
    Row("not-transferred/establishes-not-transferred", [.transferInReview], .notTransferred),
    Row("not-transferred/establishes-not-transferred", [.registryAbsent], .notFiled),
    Row("not-transferred/establishes-not-transferred", [.accessCancelled], .accessRemoved),
    Row("filing-cancelled/establishes-cancelled", [.approved], .accessible),
    Row("filing-cancelled/establishes-cancelled", [.filed, .active], .accessible),
    Row("access-removed/establishes-removed", [.activeSince2020], .accessible),
    Row("filing-in-review/establishes-in-review", [.approved], .accessible),
    Row("domain-replaced/establishes-replaced-old", [.approvedLongAgo], .accessible),
    // Not sure what the gateway goes by today, so not sure either that it would go by these.
    Row("blocked-undecided/establishes-undecided", [.filed, .active], .accessible, .possible),
    // The gateway does not go by these records today either.
    Row("blocked-despite-filing/establishes-despite", [.filed, .active], .blockedDespiteFiling),
    // Open, and it would not stay so.
    Row("accessible/establishes-accessible", [.registryAbsent], .atRisk),
    Row("accessible/establishes-accessible", [.registryCancelled], .atRisk),
    Row("accessible/establishes-accessible", [.accessAbsent], .atRisk),
    Row("at-risk/establishes-at-risk", [.approved], .accessible),
    // Records repair no server and no name.
    Row("dns-not-resolved/establishes-nowhere", [.approved], .dnsNotResolved),
    Row("server-unreachable/establishes-firewalled", [.active], .serverUnreachable),
  ]

  @Test("is the one that the assumed records would bring about", arguments: rows)
  func decides(_ row: Row) throws {
    let recorded = try #require(RecordedCase.all.first { $0.testDescription == row.recorded })
    let verdict = Self.suppose(recorded, row.assumed).verdict
    #expect(verdict.cause == row.cause, "\(verdict.rule)")
    #expect(verdict.certainty == row.certainty)
    #expect(verdict.hypothetical?.assumed == ["what-if.yaml"])
    #expect(verdict.hypothetical?.actual == recorded.expected)
    if row.cause == .notSynced { #expect(verdict.recheckAfter != nil) }
  }

  /// What today's records may say of a block.
  enum Today: CaseIterable {
    case absent, filedWithoutDate, contradictory

    func facts(_ now: Timestamp) -> [RecordFact] {
      let absent = Assumed.registryAbsent.fact(at: nil, now)
      let filed = RecordFact(
        id: "", view: .registry, asOf: now, outcome: .found,
        filing: Document.Filing(domain: "shop.cn"))
      let facts =
        switch self {
        case .absent: [absent]
        case .filedWithoutDate: [filed]
        case .contradictory: [filed, absent]
        }
      return facts.enumerated().map { number, fact in
        var fact = fact
        fact.id = "records.\(number)"
        return fact
      }
    }
  }

  @Test(
    "is as sure of a block's end as today's records are of its reason", arguments: Today.allCases)
  func explanation(_ today: Today) throws {
    var recorded = try #require(
      RecordedCase.all.first { $0.testDescription == "not-filed/establishes-not-filed" })
    recorded.observation.evidence.records = today.facts(recorded.observation.startedAt)
    let verdict = Self.suppose(recorded, [.filed, .active]).verdict
    #expect(verdict.cause == .accessible)
    #expect(verdict.certainty == (today == .absent ? .likely : .possible))
  }

  @Test(
    "is not sure of a block's end before the gateways of two providers",
    arguments: Place.Area.allCases)
  func gateways(_ area: Place.Area) throws {
    var recorded = try #require(
      RecordedCase.all.first { $0.testDescription == "not-filed/establishes-not-filed" })
    let second = try #require(IPAddress("198.51.100.7"))
    let answer = try #require(
      recorded.observation.evidence.dns.firstIndex { $0.answers.contains { $0.type == "A" } })
    var record = try #require(
      recorded.observation.evidence.dns[answer].answers.first { $0.type == "A" })
    record.data = second.description
    recorded.observation.evidence.dns[answer].answers.append(record)
    var place = try #require(recorded.observation.evidence.places.first)
    (place.id, place.address, place.provider, place.area) = ("places.9", second, "tencent", area)
    recorded.observation.evidence.places.append(place)
    let verdict = Self.suppose(recorded, [.filed, .active]).verdict
    #expect(verdict.cause == .accessible)
    #expect(verdict.certainty == (area == .mainland ? .possible : .likely))
  }

  @Test("is marked, likely at most, and asks no provider anything", arguments: RecordedCase.all)
  func isMarked(_ recorded: RecordedCase) {
    let plain = diagnose(recorded.observation, at: recorded.observation.startedAt)
    #expect(plain.verdict.hypothetical == nil)
    for assumed in Assumed.allCases {
      let judgement = Self.suppose(recorded, [assumed])
      let verdict = judgement.verdict
      #expect(verdict.hypothetical?.actual == plain.verdict.cause)
      #expect(verdict.certainty < .confirmed)
      #expect(verdict.request == nil)
      #expect(verdict.remarks.first?.en.contains("Hypothetical: what-if.yaml") == true)
      #expect(verdict.remarks.first?.zh.contains("假设性结论：以 what-if.yaml") == true)
      let evidence = judgement.observation.evidence
      #expect(evidence.records.count { $0.isAssumed } == 1)
      #expect(Set(verdict.because).isSubset(of: evidence.ids))
      #expect(!verdict.remarks.contains { $0.en.contains("dated in the future") })
    }
  }

  @Test("is marked where a stored report does not say whose the assumed records are")
  func nameless() throws {
    let recorded = try #require(RecordedCase.all.first)
    var observation = recorded.observation
    let now = observation.startedAt
    observation.evidence.assume([Assumed.active.fact(at: "alibaba", now)], from: ["a.yaml"])
    observation.evidence.request.assumed = nil
    let verdict = diagnose(observation, at: now).verdict
    #expect(verdict.hypothetical?.assumed == [])
    #expect(verdict.remarks.first?.en.hasPrefix("Hypothetical: what is assumed is taken") == true)
    #expect(verdict.remarks.first?.zh.hasPrefix("假设性结论：以 所作假设 中的记录为真") == true)
  }

  @Test("is none where what was assumed speaks of other domains", arguments: RecordedCase.all)
  func idle(_ recorded: RecordedCase) {
    let plain = diagnose(recorded.observation, at: recorded.observation.startedAt).verdict
    var verdict = Self.suppose(recorded, []).verdict
    let remark = verdict.remarks.removeFirst()
    #expect(remark.en.contains("says nothing of"))
    #expect(verdict == plain)
  }

  @Test("says of an address outside the mainland that it needs no filing, open or not")
  func outside() throws {
    let name = "cross-border/establishes-reset-abroad"
    var observation = try #require(RecordedCase.all.first { $0.testDescription == name })
      .observation
    let address = try #require(observation.evidence.places.first?.address)
    #expect(diagnose(observation, at: observation.startedAt).verdict.hypothetical == nil)
    observation.evidence.request.at = [address]
    let verdict = diagnose(observation, at: observation.startedAt).verdict
    #expect(verdict.hypothetical == Verdict.Hypothesis(assumed: [], at: [address], actual: nil))
    #expect(verdict.remarks.contains { $0.en.hasPrefix("No ICP filing is needed there") })
    #expect(verdict.remarks.contains { $0.zh.contains("无需 ICP 备案") })
  }
}
