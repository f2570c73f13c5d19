import Evidence
import Testing

@testable import Diagnosis

/// Records that cannot both be so are shown with both sides; what merely came about later is not.
@Suite("A dispute between records")
struct RecordDisputeTests {
  private typealias Signs = RecordSignsTests

  private static func remarks(_ facts: [RecordFact]) -> [Text] {
    var facts = facts
    for index in facts.indices {
      facts[index].source = facts[index].view == .registry ? "MIIT query" : "console"
    }
    return RecordSigns(
      Evidence(records: facts), target: Target(kind: .domain, registrable: "example.cn"),
      provider: "alibaba", now: Signs.now
    ).disputes.map(\.remark)
  }

  @Test("names the registry that says cancelled and the provider that says active")
  func bothSides() {
    let cancelled = Signs.filed(
      Signs.ago(days: 700), asOf: Signs.ago(days: 1), cancelled: Signs.ago(days: 9))
    let remarks = Self.remarks([cancelled, Signs.access(.active)])
    #expect(
      remarks == [
        Text(
          en: "The records disagree: the registry says “filing cancelled” (MIIT query, as of "
            + "2026-07-08), but Alibaba Cloud says “access active” (console, as of 2026-07-09).",
          zh: "记录不一致：备案系统显示“备案已注销”（MIIT query，截至 2026-07-08），"
            + "而阿里云显示“接入有效”（console，截至 2026-07-09）。")
      ])
  }

  @Test("says which of two views of the same kind counts")
  func age() {
    let remarks = Self.remarks([
      Signs.registry(.absent), Signs.filed(Signs.ago(days: 700), asOf: Signs.ago(days: 30)),
    ])
    #expect(
      remarks.map(\.en) == [
        "The records disagree: the registry says “no filing” (MIIT query, as of 2026-07-09), an "
          + "older record says “filed” (MIIT query, as of 2026-06-09); the newer one counts."
      ])
    #expect(remarks.map(\.zh).first?.hasSuffix("；以较新者为准。") == true)
  }

  @Test(
    "is found between registry, access and orders",
    arguments: [
      [Signs.registry(.absent), Signs.access(.active)],
      [Signs.registry(.absent, asOf: Signs.ago(days: 60)), Signs.access(.active)],
      [Signs.registry(.absent), Signs.order(.first, .approved, approved: Signs.ago(days: 120))],
      [Signs.filed(Signs.ago(days: 700)), Signs.registry(.absent)],
      [Signs.access(.active), Signs.access(.cancelled)],
      [
        Signs.access(.active, since: Signs.ago(days: 700)),
        Signs.access(.cancelled, asOf: Signs.ago(days: 60)),
      ],
      [
        Signs.access(.active, since: Signs.ago(days: 700)),
        Signs.order(.cancelAccess, .approved, approved: Signs.ago(days: 20)),
      ],
      [
        Signs.filed(Signs.ago(days: 700)),
        Signs.order(.cancelSite, .approved, approved: Signs.ago(days: 20)),
      ],
      [
        Signs.access(.active, since: Signs.ago(days: 700)),
        Signs.order(
          .change, .approved, approved: Signs.ago(days: 20), replacedBy: "new.cn"),
      ],
    ])
  func found(_ facts: [RecordFact]) {
    #expect(Self.remarks(facts).count == 1)
    #expect(Self.remarks(facts.reversed()).count == 1)
  }

  @Test(
    "is not found where things have merely come about",
    arguments: [
      [],
      [Signs.filed(Signs.ago(days: 700)), Signs.access(.active)],
      // Filed since the registry was asked.
      [Signs.registry(.absent, asOf: Signs.ago(days: 30)), Signs.filed(Signs.ago(days: 5))],
      [
        Signs.access(.cancelled, since: Signs.ago(days: 9)),
        Signs.access(.active, asOf: Signs.ago(days: 60)),
      ],
      [Signs.access(.active), Signs.access(.pending, asOf: Signs.ago(days: 60))],
      // The registry was asked on the day of the cancellation, and lags (facts R-34).
      [
        Signs.filed(Signs.ago(days: 700), asOf: Signs.ago(days: 20)),
        Signs.order(.cancelSite, .approved, approved: Signs.ago(days: 20)),
      ],
      [
        Signs.access(.active, since: Signs.ago(days: 700), asOf: Signs.ago(days: 40)),
        Signs.order(.cancelAccess, .approved, approved: Signs.ago(days: 20)),
      ],
      // One filing ended, the next began.
      [
        Signs.filed(Signs.ago(days: 700), cancelled: Signs.ago(days: 300)),
        Signs.filed(Signs.ago(days: 200)),
      ],
      // Other people's access.
      [Signs.registry(.absent), Signs.access(.active, at: "tencent")],
    ])
  func notFound(_ facts: [RecordFact]) {
    #expect(Self.remarks(facts).isEmpty)
  }
}
