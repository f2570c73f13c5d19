import Evidence
import Testing

@testable import Diagnosis

/// What records come to, one row each: the views as they would stand in a document.
@Suite("The reading of the records")
struct RecordSignsTests {
  typealias Document = RecordsDocument

  /// 2026-07-09T08:00:00Z.
  static let now = Timestamp(secondsSinceEpoch: 1_783_584_000)

  static func ago(days: Int64 = 0, hours: Int64 = 0) -> Timestamp {
    now.adding(seconds: -(days * 24 + hours) * 3_600)
  }

  struct Row: CustomTestStringConvertible {
    var testDescription: String
    var facts: [RecordFact]
    var expected: Filing

    init(_ name: String, _ facts: [RecordFact], _ expected: Filing) {
      testDescription = name
      self.facts = facts
      self.expected = expected
    }
  }

  static func filed(
    _ approved: Timestamp?, asOf: Timestamp = now, service: Document.Filing.Service = .website,
    cancelled: Timestamp? = nil
  ) -> RecordFact {
    RecordFact(
      id: "records.1", view: .registry, asOf: asOf, outcome: .found,
      filing: Document.Filing(
        domain: "example.cn", service: service, approvedAt: approved, cancelledAt: cancelled))
  }

  static func registry(_ outcome: RecordFact.Outcome, asOf: Timestamp = now) -> RecordFact {
    RecordFact(id: "records.2", view: .registry, asOf: asOf, outcome: outcome)
  }

  static func access(
    _ state: Document.Access.State, since: Timestamp? = nil, asOf: Timestamp = now,
    at provider: String = "alibaba"
  ) -> RecordFact {
    RecordFact(
      id: "records.3", view: .provider, provider: provider, asOf: asOf, outcome: .found,
      access: Document.Access(domain: "example.cn", state: state, since: since))
  }

  static func noAccess(asOf: Timestamp = now) -> RecordFact {
    RecordFact(id: "records.4", view: .provider, provider: "alibaba", asOf: asOf, outcome: .absent)
  }

  static func order(
    _ kind: Document.Order.Kind, _ state: Document.Order.State, approved: Timestamp? = nil,
    submitted: Timestamp? = nil, replacedBy: String? = nil, asOf: Timestamp = now,
    at provider: String = "alibaba"
  ) -> RecordFact {
    RecordFact(
      id: "records.5", view: .provider, provider: provider, asOf: asOf, outcome: .found,
      order: Document.Order(
        domain: "example.cn", kind: kind, state: state, submittedAt: submitted,
        approvedAt: approved, replacedBy: replacedBy))
  }

  static let rows: [Row] = [
    Row("nothing", [], .unknown),
    Row("failed look-up", [registry(.failed)], .unknown),
    Row("absent today", [registry(.absent)], .missing),
    Row("absent a year ago", [registry(.absent, asOf: ago(days: 365))], .missingStale),
    Row(
      "absent, and a newer look-up failed",
      [registry(.absent, asOf: ago(days: 2)), registry(.failed)], .missingStale),
    Row("filed long ago, no access here", [filed(ago(days: 700)), noAccess()], .elsewhere),
    Row("filed long ago, access unknown", [filed(ago(days: 700))], .elsewhereLikely),
    Row(
      "filed long ago, no access by an old view",
      [filed(ago(days: 700)), noAccess(asOf: ago(days: 90))], .elsewhereLikely),
    Row("filed today, no access here", [filed(ago(hours: 3)), noAccess()], .elsewhereRecently),
    Row(
      "filed after the provider's view was made",
      [filed(ago(hours: 3)), noAccess(asOf: ago(days: 8))], .recentUnknown),
    Row("filed, not said since when", [filed(nil)], .recentUnknown),
    Row(
      "filed and active", [filed(ago(days: 700)), access(.active, since: ago(days: 600))],
      .settled),
    Row(
      "changed today, active since long: a change moves the registry's date (R-28)",
      [filed(ago(hours: 10)), access(.active, since: ago(days: 2_000))], .settledUndated),
    Row("active, registry unknown", [access(.active, since: ago(days: 600))], .settledUndated),
    Row(
      "active three hours ago", [filed(ago(days: 9)), access(.active, since: ago(hours: 3))],
      .syncing),
    Row("pending since three hours", [access(.pending, since: ago(hours: 3))], .syncing),
    Row("pending since thirty hours", [access(.pending, since: ago(hours: 30))], .syncOverdue),
    Row(
      "pending since a month", [filed(ago(days: 700)), access(.pending, since: ago(days: 30))],
      .elsewhereLikely),
    Row(
      "first order approved today", [order(.first, .approved, approved: ago(hours: 3))], .syncing),
    Row(
      "and the public query still empty (R-34)",
      [order(.first, .approved, approved: ago(hours: 3)), registry(.absent)], .syncing),
    Row(
      "approved 30 hours ago", [order(.transfer, .approved, approved: ago(hours: 30))],
      .syncOverdue),
    Row(
      "approved 49 hours ago, filed",
      [order(.transfer, .approved, approved: ago(hours: 49)), filed(ago(days: 700))],
      .settledUndated),
    Row(
      "approved in March, absent now",
      [order(.first, .approved, approved: ago(days: 120)), registry(.absent)], .contradictory),
    Row(
      "approved in March, absent before that",
      [
        order(.first, .approved, approved: ago(days: 120)), registry(.absent, asOf: ago(days: 130)),
      ],
      .unknown),
    Row("approved in 2028", [filed(now.adding(seconds: 50_000_000)), noAccess()], .elsewhere),
    Row(
      "a view of 2036 does not count",
      [registry(.absent, asOf: now.adding(seconds: 300_000_000)), filed(ago(days: 700))],
      .elsewhereLikely),
    Row(
      "first in review", [order(.first, .authorityReview, submitted: ago(days: 6))], .inReview),
    Row(
      "a review of an old view, active since by a newer one",
      [
        order(.first, .authorityReview, submitted: ago(days: 800), asOf: ago(days: 790)),
        filed(ago(days: 780)), access(.active, since: ago(days: 770)),
      ], .settled),
    Row(
      "cancelled as a site in 2022, filed anew in 2024",
      [
        order(.cancelSite, .approved, approved: ago(days: 1_500)), filed(ago(days: 700)),
        access(.active, since: ago(days: 690)),
      ], .settled),
    Row(
      "access cancelled in 2022, active since 2024",
      [
        order(.cancelAccess, .approved, approved: ago(days: 1_500)), filed(ago(days: 2_000)),
        access(.active, since: ago(days: 690)),
      ], .settled),
    Row(
      "replaced in 2020, filed anew in 2023",
      [
        order(.change, .approved, approved: ago(days: 2_200), replacedBy: "new.cn"),
        filed(ago(days: 1_000)), access(.active, since: ago(days: 990)),
      ], .settled),
    Row(
      "replaced", [order(.change, .approved, approved: ago(days: 5), replacedBy: "new.cn")],
      .replaced),
    Row(
      "access cancelled, transferred anew today",
      [
        filed(ago(days: 700)), access(.cancelled, since: ago(days: 20), asOf: ago(days: 2)),
        order(.transfer, .approved, approved: ago(hours: 3)),
      ], .syncing),
    Row(
      "approved today, and a change rejected after that",
      [
        order(.first, .approved, approved: ago(hours: 3)),
        order(.change, .rejected, submitted: ago(hours: 1)),
      ], .syncing),
    Row(
      "claimed today", [filed(ago(days: 700)), order(.claim, .approved, approved: now)],
      .elsewhereLikely),
    Row(
      "access cancelled", [filed(ago(days: 700)), access(.cancelled, since: ago(days: 20))],
      .accessRemoved),
    Row(
      "access cancelled, and no filing either", [registry(.absent), access(.cancelled)], .missing),
    Row("active, and no filing", [registry(.absent), access(.active)], .contradictory),
    Row(
      "filed long ago, and a newer look-up that says no more than filed",
      [filed(ago(days: 700), asOf: ago(days: 3)), filed(nil)], .elsewhereLikely),
    Row(
      "restricted, and a newer look-up that says no more than filed",
      [
        RecordFact(
          id: "records.1", view: .registry, asOf: ago(days: 3), outcome: .found,
          filing: Document.Filing(domain: "example.cn", restricted: true)), filed(nil),
      ], .restricted),
    Row(
      "filed long ago, absent since, and filed anew",
      [
        filed(ago(days: 700), asOf: ago(days: 3)), registry(.absent, asOf: ago(days: 2)),
        filed(nil),
      ], .recentUnknown),
    Row(
      "found, and a stored report does not say what",
      [RecordFact(id: "records.1", view: .registry, asOf: now, outcome: .found)], .unknown),
    Row("only an app, by its kind", [filed(ago(days: 9), service: .app)], .appOnly),
    Row(
      "a website, and an app found after it",
      [filed(ago(days: 700), asOf: ago(days: 2)), filed(ago(days: 9), service: .app), noAccess()],
      .elsewhere),
    Row(
      "no website, and an app found in the same look-up or after it",
      [registry(.absent), filed(ago(days: 9), service: .miniProgram)], .appOnly),
    Row(
      "an app, and no filing at all in a later look-up",
      [filed(ago(days: 9), asOf: ago(days: 2), service: .app), registry(.absent)], .missing),
    Row(
      "an app found, and the look-up of the website failed with it",
      [registry(.failed), filed(ago(days: 9), service: .app)], .unknown),
    Row(
      "an app's number that calls itself a website's (R-12)",
      [
        RecordFact(
          id: "records.1", view: .registry, asOf: now, outcome: .found,
          filing: Document.Filing(
            domain: "example.cn", siteNumber: "粤ICP备2026000001号-1X", service: .website,
            approvedAt: ago(days: 700)))
      ], .appOnly),
    Row(
      "present and absent at the same time", [filed(ago(days: 700)), registry(.absent)],
      .contradictory),
    Row(
      "active and cancelled at the same time",
      [filed(ago(days: 700)), access(.active), access(.cancelled)], .contradictory),
    Row("an app's filing", [filed(ago(days: 90), service: .app)], .appOnly),
    Row(
      "an app's filing, cancelled", [filed(ago(days: 90), service: .app, cancelled: ago(days: 1))],
      .cancelled),
    Row(
      "to be cancelled next week",
      [filed(ago(days: 700), cancelled: now.adding(seconds: 600_000)), noAccess()], .elsewhere),
    Row(
      "access and orders of another provider say nothing here",
      [
        filed(ago(days: 700)), access(.active, at: "tencent"),
        order(.cancelAccess, .approved, approved: now, at: "tencent"),
      ], .elsewhereLikely),
  ]

  private static func filing(_ facts: [RecordFact], provider: String?) -> Filing {
    let signs = RecordSigns(
      Evidence(records: facts), target: Target(kind: .domain, registrable: "example.cn"),
      provider: provider, now: now)
    return Filing(
      registry: signs.registry.value, access: signs.access.value, order: signs.order.value)
  }

  private static func signs(_ facts: [RecordFact], entity: String? = nil) -> RecordSigns {
    RecordSigns(
      Evidence(request: Evidence.Request(entity: entity), records: facts),
      target: Target(kind: .domain, registrable: "example.cn"), provider: "alibaba", now: now)
  }

  @Test(
    "tells the operator's own filing from a previous owner's, however the name is written",
    arguments: [
      ("示例（北京）科技有限公司", "示例(北京) 科技有限公司", true),
      ("Example Co., Ltd.", "EXAMPLE CO.,LTD.", true), ("Ｅｘａｍｐｌｅ", "example", true),
      ("示例科技有限公司", "示例商贸有限公司", false), ("示例", "示例（北京）", false),
      (" ", "示例商贸有限公司", true), ("示例科技有限公司", "", true),
    ])
  func entities(_ asked: String, _ filed: String, _ isSame: Bool) {
    var fact = Self.filed(Self.ago(days: 700))
    fact.filing?.entityName = filed
    let finding = Self.signs([fact], entity: asked).registry.value
    #expect(finding == (isSame ? .websiteFiledSettled : .filedByAnother))
    #expect(Self.signs([fact]).registry.value == .websiteFiledSettled)
  }

  @Test("keeps of what older answers say of a filing the newest, and nothing of another number's")
  func completion() {
    func filed(
      _ holder: String?, number: String? = nil, approved: Timestamp? = nil, daysAgo: Int64 = 0
    ) -> RecordFact {
      var fact = Self.filed(approved, asOf: Self.ago(days: daysAgo))
      fact.id = "records.\(daysAgo)"
      fact.filing?.entityName = holder
      fact.filing?.siteNumber = number
      return fact
    }
    let older = [
      filed("示例商贸", approved: Self.ago(days: 700), daysAgo: 10), filed("示例科技", daysAgo: 5),
    ]
    for known in [older, older.reversed()] {
      let signs = Self.signs([filed(nil)] + known)
      #expect(signs.filing?.entityName == "示例科技")
      #expect(signs.filing?.approvedAt == Self.ago(days: 700))
      #expect(signs.registry.because == ["records.0", "records.5", "records.10"])
    }
    func holder(_ newest: String?, _ known: String?) -> String? {
      Self.signs([filed(nil, number: newest), filed("示例科技", number: known, daysAgo: 5)])
        .filing?.entityName
    }
    let number = "粤ICP备2026000001号-1"
    #expect(holder(number, number) == "示例科技")
    #expect(holder(number, "粤ICP备2026000001号-2") == "示例科技")
    #expect(holder(number, "粤ICP备2026000002号-1") == nil)
    #expect(holder(number, nil) == "示例科技" && holder(nil, number) == "示例科技")
    #expect(holder(number, "nonsense") == "示例科技" && holder("nonsense", number) == "示例科技")
    // Of two of one moment the one that stands first; none of the moment of an absence.
    let twins = [filed("示例科技", daysAgo: 5), filed("示例商贸", daysAgo: 5)]
    #expect(Self.signs([filed(nil)] + twins).filing?.entityName == "示例科技")
    let absence = Self.registry(.absent, asOf: Self.ago(days: 5))
    #expect(Self.signs([filed(nil), absence, twins[0]]).filing?.entityName == nil)
    // What says nothing new is not cited.
    let same = Self.signs([filed("示例科技"), filed("示例科技", daysAgo: 5)])
    #expect(same.registry.because == ["records.0"])
  }

  @Test("takes the operator's own filing where the registry shows two")
  func ownFilingFirst() {
    var (other, own) = (Self.filed(Self.ago(days: 900)), Self.filed(Self.ago(days: 700)))
    other.filing?.entityName = "示例商贸"
    own.filing?.entityName = "示例科技"
    #expect(Self.signs([other, own], entity: "示例科技").filing?.entityName == "示例科技")
  }

  @Test(
    "calls what it rests on old after 30 days of absence or review, and 180 days of presence",
    arguments: [
      ([filed(ago(days: 700), asOf: ago(days: 179)), noAccess()], nil),
      (
        [filed(ago(days: 700), asOf: ago(days: 181)), noAccess()], ago(days: 181)
      ),
      ([registry(.absent, asOf: ago(days: 29))], nil),
      ([registry(.absent, asOf: ago(days: 31))], ago(days: 31)),
      (
        [
          filed(ago(days: 700)), access(.active, since: ago(days: 600), asOf: ago(days: 181)),
        ], ago(days: 181)
      ),
      (
        [order(.first, .authorityReview, submitted: ago(days: 40), asOf: ago(days: 31))],
        ago(days: 31)
      ),
      (
        [order(.cancelSite, .approved, approved: ago(days: 40), asOf: ago(days: 31))],
        ago(days: 31)
      ),
      (
        [
          filed(ago(days: 700), asOf: ago(days: 181), cancelled: ago(days: 200)),
          order(.cancelSite, .approved, approved: ago(days: 210), asOf: ago(days: 205)),
        ], ago(days: 181)
      ),
      (
        [order(.cancelAccess, .approved, approved: ago(days: 40), asOf: ago(days: 31))],
        ago(days: 31)
      ),
      ([access(.cancelled, asOf: ago(days: 180))], nil),
      ([access(.cancelled, asOf: ago(days: 181))], ago(days: 181)),
      // Of no matter for what the registry alone settles.
      ([registry(.absent), noAccess(asOf: ago(days: 400))], nil),
    ] as [([RecordFact], Timestamp?)])
  func ages(_ facts: [RecordFact], _ agedSince: Timestamp?) {
    let signs = Self.signs(facts)
    let filing = Filing(
      registry: signs.registry.value, access: signs.access.value, order: signs.order.value)
    #expect(signs.agedSince(filing) == agedSince)
  }

  @Test("knows how long each provider's sync may take, and by which source")
  func windows() {
    for provider in Providers.all.map(\.id) + [nil] {
      let window = SyncWindow.window(of: provider)
      #expect(0 < window.normal && window.normal <= window.latest)
      #expect(Documents.document(window.source) != nil)
    }
    #expect(SyncWindow.window(of: "tencent").normal == 6 * 3_600)
    #expect(SyncWindow.window(of: "volcengine") == .standard)
  }

  @Test("comes to what each row says, whatever the order of the records", arguments: rows)
  func reads(_ row: Row) {
    #expect(Self.filing(row.facts, provider: "alibaba") == row.expected)
    #expect(Self.filing(row.facts.reversed(), provider: "alibaba") == row.expected)
  }

  @Test("knows nothing of access when it is not known whose", arguments: rows)
  func needsProvider(_ row: Row) {
    let registryOnly = row.facts.filter { $0.view == .registry }
    #expect(
      Self.filing(row.facts, provider: nil) == Self.filing(registryOnly, provider: "alibaba"))
  }
}
