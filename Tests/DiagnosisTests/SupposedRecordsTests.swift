import Evidence
import Testing

@testable import Diagnosis

/// What remains of the records at hand beside those that are assumed.
@Suite("The records as they are supposed")
struct SupposedRecordsTests {
  typealias Records = RecordSignsTests
  typealias Document = RecordsDocument

  private static func instance(
    _ state: Document.Instance.State, _ outcome: RecordFact.Outcome = .found
  ) -> RecordFact {
    RecordFact(
      id: "", view: .instances, outcome: outcome,
      instance: Document.Instance(provider: "alibaba", id: "i-1", addresses: [], state: state))
  }

  private static func cdn(_ area: Document.CDNDomain.Area) -> RecordFact {
    RecordFact(
      id: "", view: .cdn, outcome: .found,
      cdn: Document.CDNDomain(provider: "alibaba", domain: "www.example.cn", area: area))
  }

  private static func supposed(_ known: [RecordFact], _ assumed: [RecordFact]) -> [RecordFact] {
    func named(_ facts: [RecordFact], _ letter: String, isAssumed: Bool) -> [RecordFact] {
      facts.enumerated().map { number, fact in
        var fact = fact
        fact.id = "\(letter)\(number)"
        fact.isAssumed = isAssumed
        return fact
      }
    }
    let facts =
      named(known, "known", isAssumed: false) + named(assumed, "assumed", isAssumed: true)
    return SupposedRecords(facts, at: Records.now).facts
  }

  struct Row: CustomTestStringConvertible {
    var testDescription: String
    var known: [RecordFact]
    var assumed: [RecordFact]
    var expected: [String]

    init(
      _ name: String, _ known: [RecordFact], _ assumed: [RecordFact], _ expected: [String]
    ) {
      (testDescription, self.known, self.assumed, self.expected) = (name, known, assumed, expected)
    }
  }

  private static let filed = Records.filed(Records.ago(days: 700))
  private static let review = Records.order(.first, .authorityReview)
  private static func order(_ kind: Document.Order.Kind) -> RecordFact {
    Records.order(kind, .approved, approved: Records.ago(days: 9))
  }

  static let rows = [
    Row(
      "an instance", [instance(.running), cdn(.global)], [instance(.stopped)],
      ["known1", "assumed0"]),
    Row("no instance", [instance(.running)], [instance(.stopped, .absent)], ["assumed0"]),
    Row(
      "an instance that was not looked up", [instance(.running)],
      [instance(.stopped, .notCovered)], ["known0", "assumed0"]),
    Row(
      "a CDN", [cdn(.global), instance(.running)], [cdn(.overseas)], ["known1", "assumed0"]),
    Row("a filing, and it was cancelled", [order(.cancelSite)], [filed], ["assumed0"]),
    Row("a filing, and all of them were", [order(.cancelEntity)], [filed], ["assumed0"]),
    Row(
      "a filing, and another domain was put in place of it",
      [Records.order(.change, .approved, replacedBy: "new.cn")], [filed], ["assumed0"]),
    Row("a filing, and it was changed", [order(.change)], [filed], ["known0", "assumed0"]),
    Row(
      "a filing, and its access was cancelled", [order(.cancelAccess)], [filed],
      ["known0", "assumed0"]),
    Row(
      "a filing, and its cancellation was rejected", [Records.order(.cancelSite, .rejected)],
      [filed], ["known0", "assumed0"]),
    Row(
      "no filing: there is no access to it, and no order for one",
      [Records.access(.active), review, instance(.running)], [Records.registry(.absent)],
      ["known2", "assumed0"]),
    Row(
      "a filing to be cancelled, as if it were",
      [Records.access(.active)], [Records.filed(nil, cancelled: Records.now.adding(seconds: 9))],
      ["assumed0"]),
    Row(
      "a filing that was not looked up", [filed], [Records.registry(.notCovered)],
      ["known0", "assumed0"]),
    Row(
      "an order approved: it brings a filing and access", [Records.noAccess(), review],
      [order(.first)], ["assumed0", "assumed0", "assumed0"]),
    Row(
      "a transfer approved, and the filing is known", [filed, Records.noAccess()],
      [order(.transfer)], ["known0", "assumed0", "assumed0"]),
    Row(
      "a change approved: it brings neither", [Records.access(.active), review], [order(.change)],
      ["known0", "assumed0"]),
    Row(
      "an order not yet approved", [Records.noAccess()], [review], ["known0", "assumed0"]),
    Row(
      "access, and the registry had none", [Records.registry(.absent), Records.noAccess()],
      [Records.access(.active)], ["assumed0", "assumed0"]),
    Row(
      "access cancelled: it goes by no filing", [Records.registry(.absent)],
      [Records.access(.cancelled)], ["known0", "assumed0"]),
    Row(
      "access and an order beside it: the order brings no other", [Records.noAccess()],
      [Records.access(.pending), order(.first)], ["assumed0", "assumed1", "assumed0"]),
    Row(
      "access at one provider and an order approved at another", [Records.noAccess(), filed],
      [Records.access(.active, at: "tencent"), order(.first)],
      ["known1", "assumed0", "assumed1", "assumed1"]),
    Row(
      "access that was not looked up", [Records.access(.active)],
      [RecordFact(id: "", view: .provider, provider: "alibaba", outcome: .notCovered)],
      ["known0", "assumed0"]),
    Row(
      "access at one provider", [Records.access(.active, at: "tencent"), filed],
      [Records.access(.active)], ["known0", "known1", "assumed0"]),
  ]

  @Test("keep what is not spoken of", arguments: rows)
  func keep(_ row: Row) {
    #expect(Self.supposed(row.known, row.assumed).map(\.id) == row.expected)
  }

  @Test("are as of now, an inventory as of its day", arguments: RecordFact.View.allCases)
  func areOfNow(_ view: RecordFact.View) {
    let then = Records.ago(days: 400)
    let assumed = RecordFact(
      id: "", view: view, provider: "alibaba", asOf: then, outcome: .absent)
    let isRecord = view == .registry || view == .provider
    #expect(Self.supposed([], [assumed]).map(\.asOf) == [isRecord ? Records.now : then])
  }

  @Test("date what an approved order brings by its approval, and a transfer's filing not at all")
  func dates() {
    let approved = Records.ago(days: 9)
    for kind in [Document.Order.Kind.first, .addWebsite, .transfer] {
      let facts = Self.supposed([], [Self.order(kind)])
      #expect(facts.compactMap(\.access).map(\.since) == [approved])
      #expect(facts.compactMap(\.access).map(\.state) == [.active])
      let filings = facts.compactMap(\.filing)
      #expect(filings.map(\.approvedAt) == [kind == .transfer ? nil : approved])
      #expect(facts.allSatisfy { $0.isAssumed && $0.asOf == Records.now })
    }
    var access = Records.access(.active, since: Records.now.adding(seconds: 9))
    access.access?.siteNumber = "粤ICP备2026000001号-1"
    let facts = Self.supposed([], [access])
    #expect(facts.compactMap(\.filing?.siteNumber) == ["粤ICP备2026000001号-1"])
    #expect(facts.compactMap(\.filing?.approvedAt).isEmpty)
    // What is to come is taken as come.
    #expect(facts.compactMap(\.access?.since) == [Records.now])
  }
}
