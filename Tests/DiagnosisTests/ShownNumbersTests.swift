import Evidence
import Testing

@testable import Diagnosis

@Suite("The filing numbers a page shows")
struct ShownNumbersTests {
  typealias Document = RecordsDocument

  private static let now = RecordSignsTests.now
  private static let number = "粤ICP备2026000001号-1"

  @Test(
    "change nothing of the verdict but its remarks", arguments: RecordedCase.all,
    [[number], ["台ICP备1号", "粤ICP备2026000001号-1A", "京ICP证030173号"]])
  func neverDecide(_ recorded: RecordedCase, _ numbers: [String]) {
    func verdict(showing numbers: [String]?) -> Verdict {
      var observation = recorded.observation
      for index in observation.evidence.http.indices {
        observation.evidence.http[index].filingNumbers = numbers
      }
      var verdict = diagnose(observation, at: observation.startedAt).verdict
      verdict.remarks = []
      return verdict
    }
    #expect(verdict(showing: numbers) == verdict(showing: nil))
  }

  @Test(
    "are compared with the records",
    arguments: [
      ([], "there is no record to compare it with"),
      ([RecordFact(id: "r", view: .registry, outcome: .notCovered)], "no record to compare"),
      ([RecordFact(id: "r", view: .registry, outcome: .failed)], "no record to compare"),
      // C-19: a footer with a number does not make it filed.
      ([RecordSignsTests.registry(.absent)], "the records have no filing of example.cn"),
      (
        [RecordSignsTests.registry(.absent, asOf: RecordSignsTests.ago(days: 60))],
        "the records have no filing of example.cn"
      ),
      // T-10: cancelled, and the footer still shows it.
      ([filed(number, cancelled: RecordSignsTests.ago(days: 2))], "is cancelled"),
      ([filed(number)], "as the records do"), ([filed("粤ICP备2026000001号-7")], "as the records do"),
      ([filed("粤ICP备2026000002号-1")], "the records say 粤ICP备2026000002号-1: it belongs to another"),
      ([filed(nil)], "no record to compare"), ([filed("nonsense")], "no record to compare"),
      ([access(number)], "as the records do"),
    ] as [([RecordFact], String)])
  func comparison(_ records: [RecordFact], _ words: String) throws {
    let remark = try #require(Self.remarks([Self.number], records).first)
    #expect(remark.en.hasPrefix("The page shows \(Self.number)"))
    #expect(remark.en.contains(words))
    #expect(remark.zh.hasPrefix("页面显示 \(Self.number)"))
  }

  @Test(
    "are checked against the grammar",
    arguments: [
      ("粤ICP备1234567号", "it has 7 digits"), ("台ICP备12345678号", "no province has that sign"),
      ("ICP备12345678号", "the province is missing"), ("nonsense", "its form is wrong"),
      ("粤ICP备2026000001号-1A", "it permits no website"),
    ])
  func grammar(_ claim: String, _ words: String) {
    let remarks = Self.remarks([claim], [Self.filed(Self.number)])
    #expect(remarks.count == 1)
    #expect(remarks.first?.en.contains(words) == true)
  }

  @Test("are not a licence's where the filing's own number stands beside it")
  func licence() {
    let remarks = Self.remarks([Self.number, "粤B2-20090059"], [Self.filed(Self.number)])
    #expect(remarks.map(\.en) == ["The page shows \(Self.number), as the records do."])
    let alone = Self.remarks(["粤B2-20090059-5"], [Self.filed("粤B2-20090059-5")])
    #expect(alone.map(\.en) == ["The page shows 粤B2-20090059-5, as the records do."])
  }

  @Test("are the site's own: not a block page's, a control's, or those of an answer that failed")
  func otherPages() {
    #expect(Self.remarks([Self.number], []) { $0.title = "TestPage184" }.count == 1)
    #expect(Self.remarks([Self.number], []) { $0.status = 403 }.isEmpty)
    #expect(Self.remarks([Self.number], []) { $0.purpose = .controlName }.isEmpty)
    #expect(Self.remarks([Self.number], []) { $0.failure = .reset }.isEmpty)
    #expect(Self.remarks([Self.number], []) { $0.title = "网站未备案提示" }.isEmpty)
  }

  @Test("are a few, and short, whatever a stored report holds")
  func bounded() {
    let claims = (0..<1000).map { "\($0)" + String(repeating: "x", count: 1000) }
    let remarks = Self.remarks(claims, [])
    #expect(remarks.count == Limits.filingNumbers)
    #expect(remarks.allSatisfy { $0.en.count < 120 })
  }

  private static func filed(_ number: String?, cancelled: Timestamp? = nil) -> RecordFact {
    RecordFact(
      id: "records.1", view: .registry, asOf: now, outcome: .found,
      filing: Document.Filing(domain: "example.cn", siteNumber: number, cancelledAt: cancelled))
  }

  private static func access(_ number: String) -> RecordFact {
    RecordFact(
      id: "records.1", view: .provider, provider: "alibaba", asOf: now, outcome: .found,
      access: Document.Access(domain: "example.cn", state: .active, siteNumber: number))
  }

  private static func remarks(
    _ numbers: [String], _ records: [RecordFact], _ change: (inout HTTPExchange) -> Void = { _ in }
  ) -> [Text] {
    var exchange = HTTPExchange(
      id: "http.1", purpose: .target, scheme: .http,
      address: IPAddress(family: .v4, bits: 0x2F60_0001), port: 80, host: "example.cn",
      startedMs: 0, durationMs: 1, status: 200, title: "Shop", filingNumbers: numbers)
    change(&exchange)
    let sight = Sight(
      Target(kind: .domain, ascii: "example.cn", registrable: "example.cn"),
      Evidence(http: [exchange], records: records))
    let signs = RecordSigns(sight, provider: "alibaba", now: now)
    return ShownNumbers(sight, signs, domain: "example.cn", at: now).remarks
  }
}
