import Diagnosis
import Evidence
import TestSupport
import Testing

@testable import Reporting

@Suite("The JSON report, version 1")
struct ReportV1Tests {
  private func json(_ scene: Scene, _ language: Language = .en) -> String {
    KeptJSON.keeping(ReportV1(scene.judgement, program: "0.1.0", in: language).json())
  }

  @Test("has the keys of the contract in their order")
  func shape() {
    #expect(
      json(.invalid)
        == #"{"schema":"icpdiag.report/1","input":"not a domain\u001b[31m!","index":5,"meta":null,"#
        + #""target":{"kind":"invalid","ascii":null,"unicode":null,"registrable":null,"#
        + #""port":null,"problem":"forbidden-character"},"#
        + #""started_at":"2026-08-22T03:10:00Z","duration_s":0,"status":"error","#
        + #""verdict":{"cause":"invalid-target","documented":false,"certainty":"confirmed","#
        + #""rule":"target.invalid","summary":"A host name cannot hold a space.","remarks":[],"#
        + #""because":[],"ruled_out":[],"alternatives":[],"#
        + #""remedy":[{"text":"Write a domain, a URL or an IP address.","url":null,"#
        + #""command":null}],"sources":[],"side_effects":[],"recheck_after":null,"ticket":null,"#
        + #""hypothetical":null},"#
        + #""findings":{"dns":"not-asked","place":"unknown","http":"not-probed","#
        + #""https":"not-probed","registry":"not-covered","access":"not-covered","#
        + #""order":"not-covered","vantage":"sound","target":"invalid","differential":"none","#
        + #""instance":"not-covered"},"addresses":[],"#
        + #""evidence":{"request":{"provider":null,"now":null,"at":null,"entity":null,"#
        + #""assumed":null,"stop_list":null,"stage":null},"dns":[],"#
        + #""places":[],"http":[],"tls":[],"records":[],"vantage":{"resolvers":[],"#
        + #""proxy_variables":[],"has_ipv4_route":null,"has_ipv6_route":null}},"#
        + "\"versions\":{\"icpdiag\":\"0.1.0\",\"rules\":\"\(Rules.version)\","
        + "\"signatures\":\"\(SignaturePack.version)\",\"places\":\"\","
        + #""records_as_of":null}}"#)
  }

  @Test("speaks the language asked for, and is one line", arguments: Scene.all)
  func language(_ scene: Scene) {
    for language in Language.allCases {
      let json = json(scene, language)
      #expect(!json.contains("\n"))
      #expect(json.contains(OrderedJSON.encode(scene.judgement.verdict.summary(in: language))))
    }
  }

  @Test("gives the observation back exactly", arguments: Scene.all)
  func replay(_ scene: Scene) throws {
    let line = Array((json(scene) + "\n").utf8)
    #expect(try ReportV1.observation(from: line) == scene.judgement.observation)
    let pretty = ReportV1(scene.judgement, program: "0.1.0", in: .zh).json(pretty: true)
    #expect(try ReportV1.observation(from: Array(pretty.utf8)) == scene.judgement.observation)
  }

  @Test("gives back an observation with everything set", arguments: Observation.samples)
  func replay(_ observation: Observation) throws {
    var judgement = Scene.invalid.judgement
    judgement.observation = observation
    let report = ReportV1(judgement, program: "0.1.0", in: .zh)
    #expect(try ReportV1.observation(from: Array(report.json().utf8)) == observation)
  }

  @Test("refuses every beginning of a report as truncated")
  func truncated() {
    let octets = Array(json(.undecided).utf8)
    for length in stride(from: 0, to: octets.count, by: 7) {
      #expect(code(of: Array(octets[..<length])) == .truncated, "cut at \(length)")
    }
  }

  @Test(
    "says what is wrong and where",
    arguments: [
      (#""index":5"#, #""index":"five""#, "'index' is not a number of the right kind"),
      (#""index":5"#, #""index":null"#, "'index' is null"),
      (#""index":5"#, #""index":5.5"#, "a number in it has a fraction or is too large for its key"),
      (#""index":5,"#, "", "there is no 'index'"),
      (#""index":5,"#, #""index":5,,"#, "not JSON at line 1, octet 74"),
      (#""http":[]"#, #""http":[{"id":"a"}]"#, "there is no 'evidence.http[0].purpose'"),
      (#""http":[]"#, #""http":{}"#, "'evidence.http' is not a list"),
      (#""problem":"f"#, #""problem":"g"#, "'target.problem': "),
      (
        #""started_at":"2026-08-22T03:10:00Z""#, #""started_at":"soon\u001b[0m""#,
        "'started_at': 'soon·' is no time"
      ),
      (#""has_ipv4_route":null"#, #""has_ipv4_route":1"#, "'evidence.vantage.has_ipv4_route' is "),
      (#"report/1","#, #"report/9","#, "the schema is 'icpdiag.report/9'"),
      (#""schema":"icpdiag.report/1","#, "", "there is no 'schema' in it"),
    ])
  func faults(_ original: String, _ broken: String, _ message: String) throws {
    let whole = json(.invalid)
    let range = try #require(whole.firstRange(of: original))
    let report = whole.replacingCharacters(in: range, with: broken)
    let error = #expect(throws: ReportError.self) {
      try ReportV1.observation(from: Array(report.utf8))
    }
    #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "nothing thrown")")
  }

  @Test(
    "calls what is no JSON by its name",
    arguments: [
      ("{}x", ReportError.Code.notJSON), ("nonsense", .notJSON), ("[1,]", .notJSON),
      ("{\"a\":1 \"b\":2}", .notJSON), ("", .truncated), (" ", .truncated), ("[1", .truncated),
      ("\"abc", .truncated), ("{\"a\"", .truncated), ("tru", .truncated),
      (String(repeating: "[", count: 100_000), .notJSON), ("[]", .badValue), ("7", .badValue),
      ("{}", .unknownSchema), (#"{"schema":null}"#, .unknownSchema),
    ])
  func noReport(_ text: String, _ code: ReportError.Code) {
    #expect(self.code(of: Array(text.utf8)) == code)
  }

  @Test("never traps on damaged octets")
  func damaged() {
    let octets = Array(json(.notFiled).utf8)
    for index in stride(from: 0, to: octets.count, by: 11) {
      for octet in [0, 0x22, 0x2C, 0x7D, 0xFF] as [UInt8] {
        var copy = octets
        copy[index] = octet
        if let code = code(of: copy) {
          #expect(ReportError.Code.allCases.contains(code))
        }
      }
    }
  }

  private func code(of octets: [UInt8]) -> ReportError.Code? {
    do {
      _ = try ReportV1.observation(from: octets)
      return nil
    } catch {
      return error.code
    }
  }
}

extension String {
  fileprivate func replacingCharacters(
    in range: Range<String.Index>, with text: String
  ) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
