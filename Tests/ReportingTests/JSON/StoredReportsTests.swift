import Diagnosis
import Evidence
import TestSupport
import Testing

@testable import Reporting

@Suite("A file of stored reports")
struct StoredReportsTests {
  private let line = KeptJSON.keeping(
    ReportV1(Scene.invalid.judgement, program: "0.1.0", in: .en).json())
  private let indented = ReportV1(Scene.undecided.judgement, program: "0.1.0", in: .en)
    .json(pretty: true)

  @Test("holds a report a line, or indented ones, in any order and with blank lines between")
  func shapes() {
    let expected = [Scene.invalid, .undecided, .undecided, .invalid].map(\.judgement.observation)
    for end in ["\n", "\r\n"] {
      let text = ["", line, "  ", indented, indented, "", line].joined(separator: "\n")
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let stored = StoredReports(Array(lines.joined(separator: end).utf8))
      #expect(stored.observations == expected)
      #expect(stored.faults.isEmpty)
    }
  }

  @Test("names the line of each faulty report, and keeps the others")
  func faults() {
    let cut = String(line.prefix(100))
    let broken = indented.replacing("\"index\": ", with: "\"index\": x")
    let text = ["nonsense", "", line, broken, line, cut].joined(separator: "\n")
    let stored = StoredReports(Array(text.utf8))
    #expect(stored.observations.count == 2)
    let length = broken.split(separator: "\n").count
    #expect(stored.faults.map(\.line) == [1, 4, 5 + length])
    let messages = stored.faults.map { "\($0.error)" }
    #expect(messages[0] == "not JSON at line 1, octet 2")
    // Line 4 of the report itself.
    #expect(messages[1].hasPrefix("not JSON at line 7, octet "))
    #expect(messages[2].hasPrefix("the JSON ends too early, at line \(5 + length), octet 101; "))
  }

  @Test("that is empty holds one report that was cut off")
  func empty() {
    for text in ["", "\n \n"] {
      #expect(StoredReports(Array(text.utf8)).faults.map(\.error.code) == [.truncated])
    }
  }

  @Test("refuses a report with more evidence than a diagnosis gathers")
  func excess() throws {
    func fault(_ change: (inout Evidence, Int) -> Void) -> String? {
      var judgement = Scene.invalid.judgement
      for number in 1...Limits.storedItems {
        change(&judgement.observation.evidence, number)
      }
      let most = ReportV1(judgement, program: "", in: .en).octets()
      #expect(StoredReports(most).faults.isEmpty)
      change(&judgement.observation.evidence, Limits.storedItems + 1)
      let report = ReportV1(judgement, program: "", in: .en).octets()
      return StoredReports(report).faults.first?.error.message
    }
    #expect(
      fault { evidence, _ in evidence.dns.append(.bare) }
        == "'evidence.dns' holds more than \(Limits.storedItems)")
    #expect(fault { evidence, _ in evidence.places.append(.bare) } != nil)
    #expect(fault { evidence, _ in evidence.http.append(.bare) } != nil)
    #expect(fault { evidence, _ in evidence.tls.append(.bare) } != nil)
    #expect(fault { evidence, _ in evidence.records.append(.bare) } != nil)
    let addresses = fault { evidence, number in
      if evidence.dns.isEmpty || number % 100 == 0 {
        var exchange = DNSExchange.bare
        exchange.role = .resolver
        exchange.answers = []
        evidence.dns.append(exchange)
      }
      evidence.dns[evidence.dns.count - 1].answers.append(
        DNSExchange.Record(
          name: "a.cn", type: "A", ttlS: 1, data: "10.0.\(number / 200).\(number % 200)"))
    }
    #expect(addresses == "'addresses of evidence.dns' holds more than \(Limits.storedItems)")
  }
}
