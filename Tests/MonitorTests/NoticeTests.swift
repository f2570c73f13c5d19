import Evidence
import Testing

@testable import Monitor

@Suite("A notice")
struct NoticeTests {
  @Test("has every key in its JSON, null for what is unknown, and is read back the same")
  func json() {
    let notice = Notice(
      id: "7", target: "example.cn", from: nil,
      to: Notice.State(cause: "not-filed", status: "blocked"),
      at: Timestamp(secondsSinceEpoch: 60), since: Timestamp(secondsSinceEpoch: 0),
      summaryEn: "Not filed.", summaryZh: "未备案。")
    let octets = notice.json
    #expect(
      String(decoding: octets, as: UTF8.self)
        == #"{"at":"1970-01-01T00:01:00Z","certainty":null,"entity":null,"from":null,"id":"7","#
        + #""owner":null,"provider":null,"remedy_en":null,"remedy_zh":null,"#
        + #""schema":"icpdiag.notice/1","#
        + #""since":"1970-01-01T00:00:00Z","summary_en":"Not filed.","summary_zh":"未备案。","#
        + #""target":"example.cn","to":{"cause":"not-filed","status":"blocked"},"url":null}"#)
    #expect(Notice(json: octets) == notice)
    #expect(Notice(json: octets.dropLast()) == nil)
  }
}
