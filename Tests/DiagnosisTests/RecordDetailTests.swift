import Evidence
import Testing

@testable import Diagnosis

/// Orders and accesses apart from the rest of the records.
@Suite("The reading of orders and accesses")
struct RecordDetailTests {
  typealias Records = RecordSignsTests
  typealias Document = RecordsDocument

  private static func signs(_ facts: [RecordFact]) -> RecordSigns {
    RecordSigns(
      Evidence(records: facts), target: DNSSignTests.target, provider: "alibaba",
      now: Records.now)
  }

  @Test("knows what every kind and state of an order means (D-20 to D-31)")
  func orders() {
    func meaning(_ kind: Document.Order.Kind, _ state: Document.Order.State) -> OrderFinding {
      let filings: Set<Document.Order.Kind> = [.first, .addWebsite]
      switch state {
      case .draft: return .none
      case .rejected: return filings.contains(kind) || kind == .transfer ? .rejected : .none
      case .providerReview, .authorityReview:
        if filings.contains(kind) { return .firstOrAddInReview }
        return kind == .transfer ? .transferInReview : kind == .change ? .changeInReview : .none
      case .approved:
        switch kind {
        case .first, .addWebsite, .transfer: return .approvedRecently
        case .cancelSite, .cancelEntity: return .cancelFilingInForce
        case .cancelAccess: return .cancelAccessInForce
        case .change, .claim, .import: return .none
        }
      }
    }
    for kind in Document.Order.Kind.allCases {
      for state in Document.Order.State.allCases {
        let sign = Self.signs([Records.order(kind, state, approved: Records.ago(hours: 1))])
        #expect(sign.order.value == meaning(kind, state), "\(kind) \(state)")
      }
    }
    let undated = Self.signs([Records.order(.first, .approved)])
    #expect(undated.order.value == .notCovered)
  }

  @Test("counts an approval by the hour: 24 are usual, 48 have been seen (P-14)")
  func windows() {
    for (hours, seconds, expected) in [
      (24, 0, .approvedRecently), (24, 1, .approvedLate), (48, 0, .approvedLate),
      (48, 1, .approvedLongAgo),
    ] as [(Int64, Int64, OrderFinding)] {
      let approved = Records.ago(hours: hours).adding(seconds: -seconds)
      let sign = Self.signs([Records.order(.first, .approved, approved: approved)])
      #expect(sign.order.value == expected, "\(hours) h \(seconds) s")
    }
    for (hours, seconds, expected) in [
      (24, 0, .pending), (24, 1, .pendingLate), (48, 0, .pendingLate), (48, 1, .active),
    ] as [(Int64, Int64, AccessFinding)] {
      let since = Records.ago(hours: hours).adding(seconds: -seconds)
      #expect(Self.signs([Records.access(.active, since: since)]).access.value == expected)
    }
    for (seconds, expected) in [
      (0, .websiteFiledRecently), (1, .websiteFiledSettled),
    ] as [(Int64, RegistryFinding)] {
      let approved = Records.ago(hours: 48).adding(seconds: -seconds)
      #expect(Self.signs([Records.filed(approved)]).registry.value == expected)
    }
  }

  @Test("lets the newest order speak, dated by approval, submission, or when it was seen")
  func newest() {
    let review = Records.order(.first, .authorityReview, submitted: Records.ago(days: 3))
    let rejected = Records.order(.first, .rejected, submitted: Records.ago(days: 9))
    #expect(Self.signs([review, rejected]).order.value == .firstOrAddInReview)
    #expect(Self.signs([rejected, review]).order.value == .firstOrAddInReview)
    let seenFirst = Records.order(.transfer, .authorityReview, asOf: Records.ago(days: 2))
    #expect(Self.signs([seenFirst, review]).order.value == .transferInReview)
    var undated = Records.order(.change, .authorityReview)
    undated.asOf = nil
    #expect(Self.signs([undated, review]).order.value == .firstOrAddInReview)
    #expect(Self.signs([undated]).order.value == .changeInReview)
    // Two of one moment: the one that stands first.
    let transfer = Records.order(.transfer, .authorityReview, submitted: Records.ago(days: 3))
    #expect(Self.signs([review, transfer]).order.value == .firstOrAddInReview)
    #expect(Self.signs([transfer, review]).order.value == .transferInReview)
    #expect(Self.signs([Records.order(.claim, .approved)]).order.value == .none)
    #expect(Self.signs([]).order.value == .notCovered)
  }

  @Test("ends a review when a later view shows the access, and no earlier one")
  func reviewEnds() {
    let review = Records.order(
      .transfer, .authorityReview, submitted: Records.ago(days: 30), asOf: Records.ago(days: 20))
    func order(_ access: RecordFact, _ others: RecordFact...) -> OrderFinding {
      Self.signs([review, access] + others).order.value
    }
    #expect(order(Records.access(.active, asOf: Records.ago(days: 10))) == .none)
    #expect(order(Records.access(.active, asOf: Records.ago(days: 20))) == .transferInReview)
    #expect(order(Records.access(.active, asOf: Records.ago(days: 25))) == .transferInReview)
    #expect(order(Records.access(.pending, asOf: Records.ago(days: 10))) == .transferInReview)
    var undated = Records.access(.active)
    undated.asOf = nil
    #expect(order(undated) == .transferInReview)
    #expect(order(Records.noAccess(), Records.filed(Records.ago(days: 29))) == .none)
    #expect(order(Records.noAccess(), Records.filed(Records.ago(days: 30))) == .transferInReview)
  }

  @Test("dates an order that is not said when it was seen by its submission")
  func undatedOrder() {
    var review = Records.order(.first, .providerReview, submitted: Records.ago(days: 30))
    review.asOf = nil
    func order(_ asOf: Timestamp) -> OrderFinding {
      Self.signs([review, Records.access(.active, asOf: asOf)]).order.value
    }
    #expect(order(Records.ago(days: 29)) == .none)
    #expect(order(Records.ago(days: 30)) == .firstOrAddInReview)
  }

  @Test("ends a rejection or a cancelled access when access came after it")
  func overtaken() {
    for (kind, state, finding) in [
      (.first, .rejected, .rejected), (.cancelAccess, .approved, .cancelAccessInForce),
    ] as [(Document.Order.Kind, Document.Order.State, OrderFinding)] {
      let order = Records.order(
        kind, state, approved: Records.ago(days: 10), asOf: Records.ago(days: 10))
      func sign(_ since: Timestamp?, asOf: Timestamp = Records.now) -> OrderFinding {
        Self.signs([order, Records.access(.active, since: since, asOf: asOf)]).order.value
      }
      #expect(sign(Records.ago(days: 9)) == .none)
      #expect(sign(Records.ago(days: 10)) == finding)
      #expect(sign(Records.ago(days: 90)) == finding)
      // Not said since when: when it was seen.
      #expect(sign(nil) == .none)
      #expect(sign(nil, asOf: Records.ago(days: 11)) == finding)
      #expect(Self.signs([order]).order.value == finding)
    }
    let refiled = Records.filed(Records.ago(days: 5))
    let cancelled = Records.order(.cancelSite, .approved, approved: Records.ago(days: 10))
    let replaced = Records.order(
      .change, .approved, approved: Records.ago(days: 10), replacedBy: "new.cn")
    let rejected = Records.order(.first, .rejected, submitted: Records.ago(days: 10))
    for order in [cancelled, replaced, rejected] {
      #expect(Self.signs([order, refiled]).order.value == .none)
      #expect(Self.signs([order]).order.value != .none)
    }
    // A change under review neither begins nor ends with a filing.
    let change = Records.order(.change, .authorityReview, submitted: Records.ago(days: 10))
    #expect(Self.signs([change, refiled]).order.value == .changeInReview)
  }

  @Test("does not believe a cancelled access that an approval came after")
  func approvedAfterCancel() {
    let approved = Records.order(.transfer, .approved, approved: Records.ago(days: 5))
    func access(since: Timestamp?, asOf: Timestamp = Records.now) -> AccessFinding {
      Self.signs([approved, Records.access(.cancelled, since: since, asOf: asOf)]).access.value
    }
    #expect(access(since: Records.ago(days: 6)) == .notCovered)
    #expect(access(since: Records.ago(days: 5)) == .cancelled)
    #expect(access(since: Records.ago(days: 4)) == .cancelled)
    #expect(access(since: nil, asOf: Records.ago(days: 6)) == .notCovered)
    #expect(access(since: nil) == .cancelled)
    var undated = Records.access(.cancelled)
    undated.asOf = nil
    #expect(Self.signs([undated]).access.value == .notCovered)
    #expect(Self.signs([Records.access(.cancelled)]).access.value == .cancelled)
  }

  @Test("takes no other view of the provider's for its word on access")
  func otherViews() {
    let instance = RecordFact(
      id: "records.9", view: .instances, provider: "alibaba", asOf: Records.now, outcome: .absent)
    #expect(Self.signs([instance]).access.value == .notCovered)
  }

  @Test("keeps failure, silence, absence and contradiction of an access view apart")
  func accessOutcomes() {
    var failed = Records.noAccess()
    failed.outcome = .failed
    var notCovered = failed
    notCovered.outcome = .notCovered
    #expect(Self.signs([failed]).access.value == .failed)
    #expect(Self.signs([notCovered]).access.value == .notCovered)
    #expect(Self.signs([Records.noAccess()]).access.value == .absent)
    #expect(Self.signs([Records.noAccess(asOf: Records.ago(days: 30))]).access.value == .absent)
    let old = Records.ago(days: 30).adding(seconds: -1)
    #expect(Self.signs([Records.noAccess(asOf: old)]).access.value == .absentStale)
    let active = Records.access(.active, since: Records.ago(days: 90))
    #expect(Self.signs([Records.noAccess(), active]).access.value == .contradictory)
    #expect(Self.signs([active, Records.access(.cancelled)]).access.value == .contradictory)
    #expect(Self.signs([active, active]).access.value == .active)
    #expect(
      Self.signs([Records.access(.pending, asOf: Records.ago(hours: 3))]).access.value == .pending)
    // An absence from before the filing, or from the day of the approval, denies neither.
    let before = Records.noAccess(asOf: Records.ago(days: 9))
    #expect(Self.signs([before, Records.filed(Records.ago(days: 9))]).access.value == .notCovered)
    #expect(Self.signs([before, Records.filed(Records.ago(days: 10))]).access.value == .absent)
    let approved = Records.order(.first, .approved, approved: Records.ago(days: 9))
    #expect(Self.signs([before, approved]).access.value == .notCovered)
    let tomorrow = Records.filed(Records.now.adding(seconds: 3 * 86_400))
    #expect(Self.signs([before, tomorrow]).access.value == .absent)
  }

  @Test("gives the public query a day after an approval (R-34)")
  func queryLag() {
    let approved = Records.order(.first, .approved, approved: Records.ago(hours: 40))
    func registry(asOf: Timestamp) -> RegistryFinding {
      Self.signs([approved, Records.registry(.absent, asOf: asOf)]).registry.value
    }
    #expect(registry(asOf: Records.ago(hours: 16)) == .notCovered)
    #expect(registry(asOf: Records.ago(hours: 16).adding(seconds: 1)) == .absent)
    let both = [Records.registry(.absent), Records.filed(Records.ago(days: 9))]
    #expect(Self.signs(both).registry.value == .contradictory)
    #expect(Self.signs([Records.registry(.failed)]).registry.value == .failed)
    #expect(Self.signs([Records.registry(.notCovered)]).registry.value == .notCovered)
  }

  @Test("is not in doubt of an absence by a failure from before it")
  func olderFailure() {
    let absent = Records.registry(.absent, asOf: Records.ago(days: 2))
    func finding(_ asOf: Timestamp?) -> RegistryFinding {
      var failed = Records.registry(.failed)
      failed.asOf = asOf
      return Self.signs([absent, failed]).registry.value
    }
    #expect(finding(Records.ago(days: 1)) == .absentStale)
    #expect(finding(Records.ago(days: 2)) == .absent)
    #expect(finding(Records.ago(days: 3)) == .absent)
    #expect(finding(nil) == .absent)
    var undated = absent
    undated.asOf = nil
    #expect(Self.signs([undated]).registry.value == .notCovered)
  }

  @Test("shows what an older record says otherwise, and not what it says alike")
  func disputes() {
    let absent = Records.registry(.absent, asOf: Records.ago(days: 9))
    let filed = Records.filed(Records.ago(days: 700))
    #expect(Self.signs([filed, absent]).disputes.map(\.other) == [absent])
    let earlier = Records.filed(Records.ago(days: 700), asOf: Records.ago(days: 9))
    #expect(Self.signs([filed, earlier]).disputes.isEmpty)
    let failed = Records.registry(.failed, asOf: Records.ago(days: 9))
    #expect(Self.signs([filed, failed]).disputes.isEmpty)
    let access = [
      Records.access(.active, since: Records.ago(days: 90)),
      Records.noAccess(asOf: Records.ago(days: 9)),
    ]
    #expect(Self.signs(access).disputes.map(\.other) == [access[1]])
  }

  @Test("does not let a review, a transfer's filing or a foreign view age unseen")
  func ages() {
    let old = Records.ago(days: 31)
    let transfer = Records.order(.transfer, .authorityReview, submitted: old, asOf: old)
    let filed = Records.filed(Records.ago(days: 700))
    #expect(Self.signs([filed, transfer]).agedSince(.transferring) == old)
    let fresh = Records.order(.transfer, .authorityReview, submitted: old)
    #expect(Self.signs([filed, fresh]).agedSince(.transferring) == nil)
    let veryOld = Records.filed(Records.ago(days: 700), asOf: Records.ago(days: 181))
    #expect(Self.signs([veryOld, fresh]).agedSince(.transferring) == Records.ago(days: 181))
    let edge = Records.registry(.absent, asOf: Records.ago(days: 30))
    #expect(Self.signs([edge]).agedSince(.missing) == nil)
    let future = Records.now.adding(seconds: 86_400)
    #expect(Self.signs([Records.registry(.absent, asOf: future)]).registry.value == .absent)
    let later = future.adding(seconds: 1)
    #expect(Self.signs([Records.registry(.absent, asOf: later)]).registry.value == .notCovered)
  }

  @Test("reads a holder's name as people write it")
  func names() {
    #expect(EntityName("甲（北京）公司") == EntityName("甲(北京)公司"))
    #expect(EntityName("ＡＣＭＥ Ltd") == EntityName("acmeltd"))
    #expect(EntityName("甲\u{200B}公\u{FEFF}司\u{200F}") == EntityName("甲公司"))
    #expect(EntityName("甲") != EntityName("乙"))
    #expect(EntityName(nil) == nil && EntityName(" \u{3000}\u{200B}") == nil)
  }

  @Test("blames another's filing only where both names are known (P-70)")
  func holders() {
    func finding(_ holder: String?, _ entity: String?) -> RegistryFinding {
      var filed = Records.filed(Records.ago(days: 700))
      filed.filing?.entityName = holder
      return RecordSigns(
        Evidence(request: Evidence.Request(entity: entity), records: [filed]),
        target: DNSSignTests.target, provider: nil, now: Records.now
      ).registry.value
    }
    #expect(finding("甲公司", "乙公司") == .filedByAnother)
    #expect(finding("甲公司", "甲公司") == .websiteFiledSettled)
    #expect(finding("甲公司", nil) == .websiteFiledSettled)
    #expect(finding(nil, "乙公司") == .websiteFiledSettled)
  }

  @Test("takes of several filings the user's own, then one in force, then any website's")
  func severalFilings() {
    func filed(_ holder: String?, cancelled: Timestamp? = nil) -> RecordFact {
      var fact = Records.filed(Records.ago(days: 700), cancelled: cancelled)
      fact.filing?.entityName = holder
      return fact
    }
    func holder(_ facts: [RecordFact], entity: String?) -> String? {
      RecordSigns(
        Evidence(request: Evidence.Request(entity: entity), records: facts),
        target: DNSSignTests.target, provider: nil, now: Records.now
      ).filing?.entityName
    }
    let past = Records.ago(days: 2)
    #expect(holder([filed("甲"), filed("乙")], entity: "乙") == "乙")
    #expect(holder([filed("甲"), filed("乙")], entity: nil) == "甲")
    #expect(holder([filed(nil), filed("乙")], entity: nil) == nil)
    #expect(holder([filed("甲", cancelled: past), filed("乙")], entity: nil) == "乙")
    #expect(holder([filed("甲", cancelled: Records.now), filed("乙")], entity: nil) == "乙")
    #expect(holder([filed("甲", cancelled: past)], entity: nil) == "甲")
    // The number tells an app's filing too.
    var app = filed("甲")
    app.filing?.service = nil
    app.filing?.siteNumber = "粤ICP备2026000001号-1A"
    #expect(holder([app, filed("乙")], entity: nil) == "乙")
    #expect(holder([app], entity: nil) == "甲")
  }
}
