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
    "quotes what each of the two says",
    arguments: [
      (
        [
          Signs.access(.active, since: Signs.ago(days: 90)),
          Signs.noAccess(asOf: Signs.ago(days: 9)),
        ],
        "Alibaba Cloud says “access active” (console, as of 2026-07-09), an older record says "
          + "“no access” (console, as of 2026-06-30); the newer one counts."
      ),
      (
        [Signs.access(.active), Signs.access(.pending)],
        "Alibaba Cloud says “access active” (console, as of 2026-07-09), but Alibaba Cloud says "
          + "“access pending” (console, as of 2026-07-09)."
      ),
      (
        [Signs.filed(Signs.ago(days: 700)), undated(cancelled: Signs.ago(days: 9))],
        "the registry says “filed” (MIIT query, as of 2026-07-09), an older record says “filing "
          + "cancelled” (MIIT query); the newer one counts."
      ),
      (
        [
          Signs.access(.active, since: Signs.ago(days: 700)),
          Signs.order(.cancelAccess, .approved, approved: Signs.ago(days: 20)),
        ],
        "Alibaba Cloud says “access cancelled by order” (console, as of 2026-07-09), but Alibaba "
          + "Cloud says “access active” (console, as of 2026-07-09)."
      ),
      (
        [
          Signs.access(.active, since: Signs.ago(days: 700)),
          Signs.order(.change, .approved, approved: Signs.ago(days: 20), replacedBy: "new.cn"),
        ],
        "Alibaba Cloud says “domain replaced” (console, as of 2026-07-09), but Alibaba Cloud says "
          + "“access active” (console, as of 2026-07-09)."
      ),
      // What was to be cancelled when the registry was asked is so by now.
      (
        [
          Signs.filed(
            Signs.ago(days: 700), asOf: Signs.ago(days: 9), cancelled: Signs.ago(days: 5)),
          Signs.access(.active),
        ],
        "the registry says “filed until 2026-07-04” (MIIT query, as of 2026-06-30), but Alibaba "
          + "Cloud says “access active” (console, as of 2026-07-09)."
      ),
      (
        [
          Signs.filed(Signs.ago(days: 700), cancelled: Signs.ago(days: 9)),
          Signs.filed(Signs.ago(days: 700), asOf: Signs.ago(days: 5)),
        ],
        "the registry says “filing cancelled” (MIIT query, as of 2026-07-09), an older record "
          + "says “filed” (MIIT query, as of 2026-07-04); the newer one counts."
      ),
    ] as [([RecordFact], String)])
  func claims(_ facts: [RecordFact], _ expected: String) {
    #expect(Self.remarks(facts).map(\.en) == ["The records disagree: " + expected])
  }

  private static func undated(cancelled: Timestamp) -> RecordFact {
    var fact = Signs.filed(Signs.ago(days: 700), cancelled: cancelled)
    fact.asOf = nil
    return fact
  }

  @Test("has no brackets where a record says neither its source nor its day")
  func nameless() {
    let dispute = RecordDispute(
      one: Signs.filed(nil), other: Self.undated(cancelled: Signs.now), isSettledByAge: true)
    #expect(
      dispute.remark.en
        == "The records disagree: the registry says “filed” (as of 2026-07-09), an older record "
        + "says “filing cancelled”; the newer one counts.")
    #expect(dispute.remark.zh.contains("显示“备案已注销”；"))
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
    "is there from the moment on that both cannot be so",
    arguments: [
      // An access that was seen when it was being cancelled.
      ([access(asOf: 20), order(.cancelAccess, 20)], 0),
      ([access(asOf: 19), order(.cancelAccess, 20)], 1),
      // A filing that the query shows a day after its cancellation (facts R-34).
      ([filed(asOf: 19), order(.cancelSite, 20)], 0),
      ([filed(asOf: 18), order(.cancelSite, 20)], 1),
      // A filing approved when an older record was made that shows none.
      ([Signs.filed(Signs.ago(days: 20)), Signs.registry(.absent, asOf: Signs.ago(days: 20))], 0),
      ([Signs.filed(Signs.ago(days: 20)), Signs.registry(.absent, asOf: Signs.ago(days: 19))], 1),
      // No filing yet, and an order for one.
      (
        [
          Signs.registry(.absent),
          Signs.order(.first, .authorityReview, submitted: Signs.ago(days: 9)),
        ], 0
      ),
    ])
  func moments(_ facts: [RecordFact], _ count: Int) {
    #expect(Self.remarks(facts).count == count)
  }

  private static func access(asOf days: Int64) -> RecordFact {
    Signs.access(.active, since: Signs.ago(days: 700), asOf: Signs.ago(days: days))
  }

  private static func filed(asOf days: Int64) -> RecordFact {
    Signs.filed(Signs.ago(days: 700), asOf: Signs.ago(days: days))
  }

  private static func order(
    _ kind: RecordsDocument.Order.Kind, _ days: Int64
  ) -> RecordFact {
    Signs.order(kind, .approved, approved: Signs.ago(days: days))
  }

  @Test("sets an absence against the access, where both an access and an old approval deny it")
  func denied() {
    let remarks = Self.remarks([
      Signs.registry(.absent), Signs.access(.active),
      Signs.order(.first, .approved, approved: Signs.ago(days: 120)),
    ])
    #expect(remarks.map(\.en).contains { $0.contains("“access active”") })
    #expect(!remarks.map(\.en).contains { $0.contains("“order approved”") })
  }

  @Test("names a filing that was cancelled on the day of the record, and by which order")
  func cancellations() {
    let ended = Signs.filed(Signs.ago(days: 700), cancelled: Signs.now)
    #expect(
      Self.remarks([ended, Signs.access(.active)]).map(\.en)
        .contains { $0.contains("“filing cancelled”") })
    for kind in [RecordsDocument.Order.Kind.cancelSite, .cancelEntity] {
      let remarks = Self.remarks([Self.filed(asOf: 0), Self.order(kind, 20)])
      #expect(remarks.map(\.en).contains { $0.contains("“filing cancelled by order”") })
    }
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
      // It was cancelled after the older record was made.
      [
        Signs.filed(Signs.ago(days: 700), cancelled: Signs.ago(days: 9)),
        Signs.filed(Signs.ago(days: 700), asOf: Signs.ago(days: 20)),
      ],
      // Filed after the absence, says a record in between; the newest does not say since when.
      [
        Signs.filed(nil), Signs.filed(Signs.ago(days: 3), asOf: Signs.ago(days: 3)),
        Signs.registry(.absent, asOf: Signs.ago(days: 5)),
      ],
      // Within the hour the registry's own record ends as the order says.
      [
        Signs.filed(
          Signs.ago(days: 700), asOf: Signs.now.adding(seconds: 3_600),
          cancelled: Signs.now.adding(seconds: 1_800)),
        Signs.order(.cancelSite, .approved, approved: Signs.ago(days: 20)),
      ],
      // Other people's access.
      [Signs.registry(.absent), Signs.access(.active, at: "tencent")],
    ])
  func notFound(_ facts: [RecordFact]) {
    #expect(Self.remarks(facts).isEmpty)
  }
}
