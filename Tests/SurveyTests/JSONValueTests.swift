import Foundation
import Survey
import Testing

@Suite("A JSON value")
struct JSONValueTests {
  private func value(_ text: String) -> JSONValue? { JSONValue(Array(text.utf8)[...]) }

  @Test("finds members by their keys, whatever stands around them")
  func members() throws {
    let text = #" { "a" : [1, {"b":"}\""}, []] ,"b":{"c":-1.5e2}, "d" : "x" ,"e":{},"n":null} "#
    let object = try #require(value(text))
    #expect(object["a"]?.elements.count == 3)
    #expect(object["a"]?.elements.first?.integer == 1)
    #expect(object["a"]?.elements[1]["b"]?.text == "}\"")
    #expect(object["a"]?.elements[2].elements.isEmpty == true)
    #expect(object["b"]?["c"]?.number == -150)
    #expect(object["d"]?.text == "x")
    #expect(object["n"]?.text == nil && object["n"]?.integer == nil && object["n"] != nil)
    #expect(object["c"] == nil && object["a"]?["b"] == nil)
    #expect(Set(object.members.keys) == ["a", "b", "d", "e", "n"])
  }

  @Test("resolves the escapes of a string, as another reader does")
  func escapes() throws {
    for text in [
      #""plain 例子""#, #""\u4f8b\u5b50""#, #""\ud83d\ude00 \u00e9""#, #""a\"b\\c\/d\b\f\n\r\t""#,
      #""""#, #""例\\u0041""#,
    ] {
      let other = try JSONSerialization.jsonObject(
        with: Data(text.utf8), options: .fragmentsAllowed)
      #expect(value(text)?.text == other as? String)
    }
    #expect(value(#""\ud83d""#)?.text == "\u{FFFD}")
  }

  @Test(
    "is nothing where the text is not one whole value",
    arguments: [
      "", " ", "{", "[", "\"", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, "[1,]", "[1 2]", "01", "-",
      "1.",
      "1e", "tru", "nul", #""\x""#, #""\u12g4""#, "\"\u{1}\"", "1 2", "{}{}", "'a'", "+1", ".5",
      #"{1:2}"#, #"{"a":1"#,
    ])
  func refusals(text: String) {
    #expect(value(text) == nil)
  }

  @Test("breaks off at a depth that nothing has which is read here")
  func depth() {
    #expect(value(String(repeating: "[", count: 60) + String(repeating: "]", count: 60)) != nil)
    #expect(value(String(repeating: "[", count: 100_000)) == nil)
    #expect(
      value(String(repeating: "[", count: 99) + String(repeating: "]", count: 99)) == nil)
  }

  @Test("never traps on a report that was cut or changed at random")
  func random() throws {
    let report = Array(Self.report.utf8)
    for length in report.indices {
      #expect(JSONValue(report[..<length]) == nil)
    }
    var random = SystemRandomNumberGenerator()
    for _ in 0..<20_000 {
      var changed = report
      for _ in 0...Int.random(in: 0...2, using: &random) {
        changed[Int.random(in: changed.indices, using: &random)] = .random(
          in: .min ... .max, using: &random)
      }
      guard let line = ReportLine(changed[...]) else { continue }
      #expect(line.outcome.status.utf8.count < 100)
    }
  }

  private static let report =
    #"{"schema":"icpdiag.report/1","input":"a\u0041\n","index":7,"meta":null,"duration_s":0.5,"#
    + #""status":"ok","verdict":{"cause":"accessible","certainty":"likely"},"#
    + #""findings":{"vantage":"sound"},"evidence":{"request":{"stage":"http"}}}"#

  @Test("of a report says whose it is and what it came to")
  func reportLine() throws {
    let line = try #require(ReportLine(Array(Self.report.utf8)[...]))
    #expect(line.input == "aA\n" && line.index == 7 && line.meta == nil && line.stage == "http")
    #expect(
      line.outcome
        == Outcome(status: "ok", cause: "accessible", certainty: "likely", durationS: 0.5))
    let foreign = Self.report.replacing("\"accessible\"", with: #""a\",\"b""#)
    #expect(ReportLine(Array(foreign.utf8)[...]) == nil)
    #expect(ReportLine(Array("example.cn".utf8)[...]) == nil)
    #expect(ReportLine(Array(#"{"schema":"icpdiag.report/2"}"#.utf8)[...]) == nil)
  }
}
