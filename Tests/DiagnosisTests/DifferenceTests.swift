import Diagnosis
import Evidence
import Testing

/// Why two reports on one target differ, found by judging again.
@Suite("The difference of two reports")
struct DifferenceTests {
  private static let now = RecordSignsTests.now

  private static func registry(
    _ outcome: RecordFact.Outcome, approved: Timestamp? = nil
  ) -> RecordFact {
    RecordFact(
      id: "records.1", view: .registry, asOf: now, outcome: outcome,
      filing: outcome == .found
        ? RecordsDocument.Filing(
          domain: "example.cn", service: .website, approvedAt: approved) : nil)
  }

  private func difference(
    _ old: Seen, _ new: Seen, named cause: String? = nil, later: Int64 = 0
  ) -> Difference {
    var last = new.observation
    last.startedAt = Self.now.adding(seconds: later)
    let newCause = diagnose(last, at: last.judgedAt).verdict.cause
    return Difference(
      from: old.observation, cause ?? old.verdict.cause.rawValue, to: last, newCause.rawValue)
  }

  @Test("is of no reason where nothing differs")
  func same() {
    #expect(difference(.open(), .open()).decisive == [])
    #expect(difference(.blocked(), .blocked(), later: 60).decisive == [])
  }

  @Test("is the world's where the gateway sets in, whatever the records say all along")
  func world() {
    let filed = Self.registry(.found, approved: Self.now.adding(seconds: -86_400 * 900))
    let difference = difference(.open(filed), .blocked(by: .block, filed))
    #expect(difference.decisive == [.world])
    #expect(difference.steps.map(\.reason) == Difference.Reason.allCases)
    #expect(difference.steps.map(\.isDecisive) == [false, false, false, false, true])
    #expect(difference.steps[4].cause == .notTransferred)
  }

  @Test("is the records' where they alone are others")
  func records() {
    #expect(
      difference(.blocked(), .blocked(by: .block, Self.registry(.absent))).decisive == [.records])
  }

  @Test("is of the records and of the world where each does its part")
  func both() {
    let difference = difference(.open(), .blocked(by: .block, Self.registry(.absent)))
    #expect(difference.decisive == [.records, .world])
    #expect(difference.steps[2].cause == .atRisk && difference.steps[4].cause == .notFiled)
  }

  @Test("is the rules' where today's name another cause than was named then")
  func rules() {
    #expect(difference(.open(), .open(), named: "blocked-undecided").decisive == [.rules])
    // A cause that no version knows any more.
    #expect(difference(.open(), .open(), named: "long-forgotten").decisive == [.rules])
    // The newer report's cause is the one that today's rules do not name.
    let newer = Difference(
      from: Seen.open().observation, "accessible", to: Seen.open().observation, "at-risk")
    #expect(newer.decisive == [.rules])
  }

  @Test("is the question's where the user means another provider")
  func question() {
    let other = Seen.open().with { $0.request.provider = "tencent" }
    let cause = other.verdict.cause
    #expect(cause != .accessible)
    #expect(difference(.open(), other).decisive == [.question])
  }

  @Test("is time's where a window ran out and nothing else happened")
  func time() {
    let order = RecordFact(
      id: "records.2", view: .provider, provider: "alibaba", asOf: Self.now, outcome: .found,
      order: RecordsDocument.Order(
        domain: "example.cn", kind: .first, state: .approved,
        approvedAt: Self.now.adding(seconds: -3_600)))
    let seen = Seen.blocked(
      by: .block, order, Self.registry(.found, approved: Self.now.adding(seconds: -3_600)))
    #expect(seen.verdict.cause == .notSynced)
    #expect(difference(seen, seen, later: 86_400 * 9).decisive == [.time])
  }
}
