import Diagnosis
import Evidence
import Testing

/// The differential table (facts, section 7) row by row, each with a near miss.
///
/// The same rows stand over real sockets in `fixtures/lab/differential-*.json`; here is the judgement
/// alone. What to expect is written by hand, from the facts.
@Suite("The differential table, judged")
struct DifferentialTableTests {
  typealias Records = RecordSignsTests

  struct Row: CustomTestStringConvertible {
    let id: String
    let seen: Seen
    let cause: CauseID
    let status: Status
    let certainty: Certainty

    var testDescription: String { id }

    init(
      _ id: String, _ seen: Seen, _ cause: CauseID, _ status: Status, _ certainty: Certainty
    ) {
      self.id = id
      self.seen = seen
      self.cause = cause
      self.status = status
      self.certainty = certainty
    }
  }

  static let rows = recordRows + wireRows

  @Test("says of every row and every near miss what it is, and how sure that is", arguments: rows)
  func judges(_ row: Row) {
    let verdict = row.seen.verdict
    #expect(verdict.cause == row.cause, "\(verdict.rule)")
    #expect(verdict.status == row.status)
    #expect(verdict.certainty == row.certainty)
    let known = Set(row.seen.evidence.ids)
    #expect(Set(verdict.because).isSubset(of: known))
  }

  @Test("has each of the facts' rows, and a near miss of each")
  func isWhole() {
    let ids = (1...27).map { $0 < 10 ? "T-0\($0)" : "T-\($0)" } + ["T-04a"]
    for id in ids {
      #expect(Self.rows.contains { $0.id.hasPrefix("\(id) ") }, "\(id)")
      #expect(Self.rows.contains { $0.id.hasPrefix("\(id), near miss") }, "\(id)")
    }
    #expect(Set(Self.rows.map(\.id)).count == Self.rows.count)
  }

  /// T-01, T-02, T-03, T-05, T-06, T-08 to T-13 and T-24 look alike on the wire.
  @Test("tells what looks alike on the wire by the records alone")
  func wireIdentical() {
    let alike = ["T-01", "T-03", "T-05", "T-06", "T-08", "T-09", "T-10", "T-11", "T-13", "T-24"]
    let rows = Self.rows.filter { row in alike.contains { row.id.hasPrefix("\($0) ") } }
    #expect(rows.count == alike.count)
    #expect(Set(rows.map { $0.seen.evidence.http }).count == 1)
    #expect(Set(rows.map { $0.seen.evidence.tls }).count == 1)
    for row in rows {
      #expect(row.seen.with { $0.records = [] }.verdict.cause == .blockedUndecided, "\(row.id)")
    }
  }

  private static let longAgo = Records.filed(Records.ago(days: 700))
  private static let activeLongSince = Records.access(.active, since: Records.ago(days: 600))

  private static func restricted(_ isRestricted: Bool) -> RecordFact {
    var fact = longAgo
    fact.filing?.restricted = isRestricted
    return fact
  }

  private static func filed(by entity: String) -> RecordFact {
    var fact = longAgo
    fact.filing?.entityName = entity
    return fact
  }

  /// Rows that the records decide: the wire shows the same in all of them.
  static let recordRows: [Row] = [
    Row("T-01 no filing", .blocked(Records.registry(.absent)), .notFiled, .blocked, .confirmed),
    Row(
      "T-01, near miss: the look-up failed, which is no absence (Q-31)",
      .blocked(Records.registry(.failed)), .blockedUndecided, .blocked, .confirmed),
    Row(
      "T-02 filed elsewhere, not transferred",
      .blocked(by: .tencentBlock, longAgo, tencent(.absent)).with {
        $0.places = [Seen.place("47.95.63.10", .mainland, "tencent")]
      }, .notTransferred, .blocked, .confirmed),
    Row(
      "T-02, near miss: Tencent gives it access",
      .blocked(
        by: .tencentBlock, longAgo,
        Records.access(.active, since: Records.ago(days: 600), at: "tencent")
      ).with {
        $0.places = [Seen.place("47.95.63.10", .mainland, "tencent")]
      }, .blockedDespiteFiling, .blocked, .confirmed),
    Row(
      "T-02, near miss: nobody looked whether there is access", .blocked(longAgo),
      .notTransferred, .blocked, .likely),
    Row(
      "T-03 approved, not synced",
      .blocked(Records.order(.first, .approved, approved: Records.ago(hours: 3))),
      .notSynced, .blocked, .confirmed),
    Row(
      "T-03, near miss: approved 30 hours ago, which is late",
      .blocked(Records.order(.first, .approved, approved: Records.ago(hours: 30))),
      .notSynced, .blocked, .possible),
    Row(
      "T-03, near miss: approved five days ago, and no sync takes that long",
      .blocked(
        longAgo, Records.order(.transfer, .approved, approved: Records.ago(days: 5)),
        activeLongSince), .blockedDespiteFiling, .blocked, .confirmed),
    Row(
      "T-05 first filing in review",
      .blocked(
        Records.registry(.absent),
        Records.order(.first, .authorityReview, submitted: Records.ago(days: 6))),
      .filingInReview, .blocked, .confirmed),
    Row(
      "T-05, near miss: the first filing was rejected",
      .blocked(
        Records.registry(.absent),
        Records.order(.first, .rejected, submitted: Records.ago(days: 6))),
      .notFiled, .blocked, .confirmed),
    Row(
      "T-06 transfer in review",
      .blocked(
        longAgo, Records.order(.transfer, .authorityReview, submitted: Records.ago(days: 6))),
      .notTransferred, .blocked, .confirmed),
    Row(
      "T-06, near miss: the transfer was approved two hours ago",
      .blocked(longAgo, Records.order(.transfer, .approved, approved: Records.ago(hours: 2))),
      .notSynced, .blocked, .confirmed),
    Row(
      "T-07 change in progress: it stays open",
      .open(
        longAgo, activeLongSince,
        Records.order(.change, .authorityReview, submitted: Records.ago(days: 6))),
      .accessible, .ok, .confirmed),
    Row(
      "T-07, near miss: blocked, and the change is not why",
      .blocked(
        longAgo, activeLongSince,
        Records.order(.change, .authorityReview, submitted: Records.ago(days: 6))),
      .blockedDespiteFiling, .blocked, .confirmed),
    Row(
      "T-08 old domain after a change",
      .blocked(
        Records.registry(.absent),
        Records.order(
          .change, .approved, approved: Records.ago(days: 9), replacedBy: "new.cn")),
      .domainReplaced, .blocked, .confirmed),
    Row(
      "T-08, near miss: the change replaced nothing",
      .blocked(
        Records.registry(.absent),
        Records.order(.change, .approved, approved: Records.ago(days: 9))),
      .notFiled, .blocked, .confirmed),
    Row(
      "T-09 access cancelled",
      .blocked(longAgo, Records.access(.cancelled, since: Records.ago(days: 20))),
      .accessRemoved, .blocked, .confirmed),
    Row(
      "T-09, near miss: cancelled at another provider, active here",
      .blocked(
        longAgo, activeLongSince,
        Records.access(.cancelled, since: Records.ago(days: 20), at: "tencent")),
      .blockedDespiteFiling, .blocked, .confirmed),
    Row(
      "T-10 number cancelled",
      .blocked(Records.filed(Records.ago(days: 700), cancelled: Records.ago(days: 9))),
      .filingCancelled, .blocked, .confirmed),
    Row(
      "T-10, near miss: it will be cancelled in three days",
      .blocked(
        Records.filed(
          Records.ago(days: 700), cancelled: Records.now.adding(seconds: 3 * 86_400)),
        Records.noAccess()), .notTransferred, .blocked, .confirmed),
    Row(
      "T-11 restricted", .blocked(restricted(true)), .blockedDespiteFiling, .blocked, .confirmed),
    Row(
      "T-11, near miss: not restricted, and no access here",
      .blocked(restricted(false), Records.noAccess()), .notTransferred, .blocked, .confirmed),
    Row(
      "T-12 a previous owner's filing",
      .blocked(filed(by: "甲公司")).with { $0.request.entity = "乙公司" },
      .notFiled, .blocked, .likely),
    Row(
      "T-12, near miss: the same holder, written in full width",
      .blocked(filed(by: "甲（北京）公司"), Records.noAccess()).with {
        $0.request.entity = " 甲(北京) 公司"
      }, .notTransferred, .blocked, .confirmed),
    Row(
      "T-13 an app's filing only",
      .blocked(Records.filed(Records.ago(days: 700), service: .app)),
      .appFilingOnly, .blocked, .confirmed),
    Row(
      "T-13, near miss: an app and a website are filed",
      .blocked(
        Records.filed(Records.ago(days: 700), service: .app), longAgo, Records.noAccess()),
      .notTransferred, .blocked, .confirmed),
    Row(
      "T-24 the public query lags",
      .blocked(
        Records.order(.first, .approved, approved: Records.ago(hours: 8)),
        Records.registry(.absent)), .notSynced, .blocked, .confirmed),
    Row(
      "T-24, near miss: approved ten days ago, and still denied: the records contradict",
      .blocked(
        Records.order(.first, .approved, approved: Records.ago(days: 10)),
        Records.registry(.absent)), .blockedUndecided, .blocked, .confirmed),
  ]

  static func tencent(_ outcome: RecordFact.Outcome) -> RecordFact {
    RecordFact(
      id: "records.7", view: .provider, provider: "tencent", asOf: Records.now, outcome: outcome)
  }
}
