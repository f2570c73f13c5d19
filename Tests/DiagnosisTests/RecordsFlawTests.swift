import Evidence
import Testing

@testable import Diagnosis

@Suite("The look at what is wrong with records")
struct RecordsFlawTests {
  typealias Records = RecordSignsTests

  struct Row: CustomTestStringConvertible {
    let testDescription: String
    let facts: [RecordFact]
    let expected: Set<RecordsFlaw.Kind>

    init(_ name: String, _ facts: [RecordFact], _ expected: Set<RecordsFlaw.Kind>) {
      testDescription = name
      self.facts = facts
      self.expected = expected
    }
  }

  private static let filed = Records.filed(Records.ago(days: 700))
  private static let active = Records.access(.active, since: Records.ago(days: 600))

  private static func numbered(
    _ number: String, _ service: RecordsDocument.Filing.Service? = .website
  ) -> RecordFact {
    var fact = filed
    fact.filing?.siteNumber = number
    fact.filing?.service = service
    return fact
  }

  private static func changed(
    _ fact: RecordFact, _ change: (inout RecordFact) -> Void
  ) -> RecordFact {
    var fact = fact
    change(&fact)
    return fact
  }

  private static let inTwoDays = Records.now.adding(seconds: 2 * 86_400)

  static let rows: [Row] = [
    Row("sound records have none", [filed, active], []),
    Row("nothing has none", [], []),
    Row("R-01: a sound number", [numbered("粤ICP备2026000001号-1"), active], []),
    Row("R-01: no number", [numbered("nonsense"), active], [.wrongNumber]),
    Row(
      "R-12: an app's suffix on a website's record, which so is no website's",
      [numbered("粤ICP备2026000001号-1A"), active], [.wrongService, .accessWithoutFiling]),
    Row(
      "R-12: an app's suffix where the record does not say what for",
      [numbered("粤ICP备2026000001号-1A", nil), Records.noAccess()], []),
    Row(
      "an entity's number says nothing of the service", [numbered("粤ICP备2026000001号"), active], []),
    Row(
      "the number in an access record is looked at too",
      [filed, changed(active) { $0.access?.siteNumber = "京公网安备 11010502030143号" }], [.wrongNumber]),
    Row(
      "dated in the future",
      [filed, changed(active) { $0.access?.since = inTwoDays }], [.futureDate]),
    Row(
      "a day ahead is a clock that runs fast",
      [
        filed,
        changed(active) {
          $0.access?.since = Records.now.adding(seconds: 86_400)
        },
      ], []),
    Row(
      "a filing approved in the future", [Records.filed(inTwoDays), active], [.futureDate]),
    Row(
      "an order of the future",
      [filed, active, Records.order(.change, .authorityReview, submitted: inTwoDays)],
      [.futureDate]),
    Row(
      "an order approved in the future",
      [filed, active, Records.order(.change, .approved, approved: inTwoDays)], [.futureDate]),
    Row(
      "P-28: presence relied upon for 180 days",
      [Records.filed(Records.ago(days: 700), asOf: Records.ago(days: 180)), active], []),
    Row(
      "P-28: and no longer",
      [Records.filed(Records.ago(days: 700), asOf: Records.ago(days: 181)), active], [.agedView]),
    Row("absence for 30", [Records.registry(.absent, asOf: Records.ago(days: 30))], []),
    Row(
      "absence for no longer", [Records.registry(.absent, asOf: Records.ago(days: 31))],
      [.agedView]),
    Row(
      "an old order is no old view",
      [filed, active, Records.order(.change, .rejected, asOf: Records.ago(days: 400))], []),
    Row(
      "a review of 30 days",
      [
        Records.registry(.absent),
        Records.order(.first, .authorityReview, submitted: Records.ago(days: 30)),
      ],
      []),
    Row(
      "P-13: a review of 31 days",
      [
        Records.registry(.absent),
        Records.order(.first, .providerReview, submitted: Records.ago(days: 31)),
      ],
      [.orderWithoutEnd]),
    Row(
      "a review not said since when, seen 31 days ago",
      [
        Records.registry(.absent),
        Records.order(.first, .authorityReview, asOf: Records.ago(days: 31)),
      ],
      [.orderWithoutEnd]),
    Row(
      "approved, not said when",
      [filed, active, Records.order(.transfer, .approved)], [.orderWithoutEnd]),
    Row(
      "drafts and rejections have no end to wait for",
      [
        filed, active, Records.order(.first, .draft, submitted: Records.ago(days: 90)),
        Records.order(.first, .rejected, submitted: Records.ago(days: 90)),
      ], []),
    Row("filed, and no access known", [filed], [.filingWithoutAccess]),
    Row("filed, and no access here", [filed, Records.noAccess()], [.filingWithoutAccess]),
    Row(
      "a cancelled access is none", [filed, Records.access(.cancelled)], [.filingWithoutAccess]),
    Row("a pending access is one", [filed, Records.access(.pending)], []),
    Row(
      "an app's filing needs no access",
      [Records.filed(Records.ago(days: 700), service: .app)], []),
    Row(
      "nor does a cancelled one",
      [Records.filed(Records.ago(days: 700), cancelled: Records.ago(days: 3))], []),
    Row("access, and no filing known", [active], [.accessWithoutFiling]),
    Row("access, and none there is", [active, Records.registry(.absent)], [.accessWithoutFiling]),
    Row(
      "access, and the filing is cancelled",
      [active, Records.filed(Records.ago(days: 700), cancelled: Records.ago(days: 3))],
      [.accessWithoutFiling]),
    Row(
      "R-29: one view says both", [filed, Records.registry(.absent), active], [.contradiction]),
    Row(
      "an older view says otherwise",
      [filed, Records.registry(.absent, asOf: Records.ago(days: 9)), active], [.contradiction]),
    Row(
      "an older view says the same",
      [filed, Records.filed(Records.ago(days: 700), asOf: Records.ago(days: 9)), active], []),
    Row(
      "two states of access at once", [filed, active, Records.access(.pending)],
      [.contradiction]),
  ]

  @Test("names what each row holds, and nothing else", arguments: rows)
  func names(_ row: Row) {
    let flaws = RecordsFlaw.flaws(of: "example.cn", row.facts, at: Records.now)
    #expect(Set(flaws.map(\.kind)) == row.expected, "\(flaws.map(\.text.en))")
    for flaw in flaws {
      #expect(flaw.domain == "example.cn")
      #expect(!flaw.text.en.isEmpty && flaw.text.zh.unicodeScalars.contains { $0.value > 0x2E80 })
      #expect(!flaw.records.isEmpty && Set(flaw.records).isSubset(of: Set(row.facts.map(\.id))))
    }
  }

  @Test("says which of two lacks it is: none at any provider asked, or nobody asked")
  func words() {
    func words(_ facts: RecordFact...) -> String {
      RecordsFlaw.flaws(of: "example.cn", facts, at: Records.now).map(\.text.en)
        .joined(separator: "; ")
    }
    #expect(words(Self.filed) == "filed, and nothing is known of its access at any provider")
    #expect(
      words(Self.filed, Records.noAccess())
        == "filed, and no provider of the records gives it access")
    #expect(
      words(Self.active) == "Alibaba Cloud's view shows access, and no website filing is known")
    #expect(
      words(Self.active, Records.registry(.absent))
        == "Alibaba Cloud's view shows access, and the registry has no filing")
    #expect(
      words(Records.registry(.absent, asOf: Records.ago(days: 31)))
        == "the registry's view is 31 days old, and relied upon for 30")
    #expect(
      words(Records.filed(Records.ago(days: 700), asOf: Records.ago(days: 200)), Self.active)
        == "the registry's view is 200 days old, and relied upon for 180")
  }

  @Test(
    "says how a number should be",
    arguments: [
      ("nonsense", "it looks like"), ("京公网安备 11010502030143号", "another register"),
      ("台ICP备12345678号", "no province has the sign 台"), ("ICP备12345678号", "the province's sign"),
      ("粤ICP备1234567号", "it has 7 digits"), ("粤ICP备2026000001号-1 and more", "something stands"),
    ])
  func numbers(_ number: String, _ words: String) throws {
    let flaws = RecordsFlaw.flaws(
      of: "example.cn", [Self.numbered(number), Self.active], at: Records.now)
    let flaw = try #require(flaws.first)
    #expect(flaws.count == 1 && flaw.text.en.contains(words), "\(flaw.text.en)")
  }
}

@Suite("The overview of one domain's records")
struct RecordsOverviewTests {
  typealias Records = RecordSignsTests

  @Test("groups by who says it: the registry, each provider, the CDN")
  func groups() {
    let cdn = RecordFact(
      id: "c", view: .cdn, provider: "baidu", outcome: .found,
      cdn: RecordsDocument.CDNDomain(provider: "baidu", domain: "example.cn", area: .global))
    let nobody = RecordFact(id: "n", view: .provider, outcome: .absent)
    let instance = RecordFact(id: "i", view: .instances, outcome: .absent)
    let overview = RecordsOverview([
      cdn, Records.order(.first, .draft, at: "tencent"), Records.access(.active, at: "tencent"),
      Records.access(.active), Records.filed(nil), nobody, instance,
    ])
    #expect(
      overview.groups.map(\.subject) == [
        .registry, .access(provider: "alibaba"), .access(provider: "tencent"),
        .orders(provider: "tencent"), .cdn,
      ])
    #expect(overview.providers == ["alibaba", "tencent"])
    #expect(overview.group(.cdn)?.deciding == [cdn])
    #expect(overview.group(.orders(provider: "alibaba")) == nil)
    for group in overview.groups {
      #expect(!group.subject.label.en.isEmpty && !group.subject.label.zh.isEmpty)
    }
    let labels = overview.groups.map(\.subject.label.en)
    #expect(
      labels == [
        "the registry's view", "Alibaba Cloud's view", "Tencent Cloud's view",
        "Tencent Cloud's view", "the CDN's list",
      ])
  }

  @Test("lets the newest answers of a view decide, and all orders stand")
  func deciding() throws {
    let old = Records.registry(.absent, asOf: Records.ago(days: 9))
    let new = Records.filed(Records.ago(days: 700))
    let registry = try #require(RecordsOverview([old, new]).group(.registry))
    #expect(registry.deciding == [new] && registry.others == [old])
    #expect(registry.contradicting == [old.id] && registry.asOf == Records.now)
    #expect(registry.isFound && !registry.isAbsent)
    // An app's filing takes nothing from a website's (facts R-12).
    let website = Records.filed(Records.ago(days: 700), asOf: Records.ago(days: 9))
    let app = Records.filed(nil, service: .app)
    #expect(RecordsOverview([website, app]).group(.registry)?.deciding == [website])
    // Nor does one app's deny another's.
    let older = Records.filed(
      nil, asOf: Records.ago(days: 9), service: .app, cancelled: Records.now)
    let apps = try #require(RecordsOverview([older, app]).group(.registry))
    #expect(apps.deciding == [app] && apps.contradicting.isEmpty)
    let orders = [
      Records.order(.change, .approved, asOf: Records.ago(days: 9)),
      Records.order(.transfer, .authorityReview),
    ]
    let group = try #require(RecordsOverview(orders).group(.orders(provider: "alibaba")))
    #expect(group.deciding == orders && group.others.isEmpty && group.contradicting.isEmpty)
    let torn = [Records.access(.active), Records.access(.cancelled)]
    let access = try #require(RecordsOverview(torn).group(.access(provider: "alibaba")))
    #expect(access.contradicting == ["records.3"])
    let both = [Records.noAccess(), Records.access(.active)]
    let mixed = try #require(RecordsOverview(both).group(.access(provider: "alibaba")))
    #expect(mixed.contradicting == ["records.3", "records.4"] && mixed.isAbsent)
    let agreed = [Records.access(.active), Records.access(.active)]
    let calm = try #require(RecordsOverview(agreed).group(.access(provider: "alibaba")))
    #expect(calm.contradicting.isEmpty)
  }
}
