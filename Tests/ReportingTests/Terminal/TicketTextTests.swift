import Diagnosis
import Evidence
import Testing

@testable import Reporting

@Suite("The text for a ticket")
struct TicketTextTests {
  @Test("is there only where the verdict asks the provider for something", arguments: Scene.all)
  func onlyWhereAsked(_ scene: Scene) {
    let isAsked = scene.judgement.verdict.request != nil
    #expect(TicketText.lines(scene.judgement, in: .en).isEmpty != isAsked)
    #expect(
      ReportV1(scene.judgement, program: "", in: .en).json().contains(#""ticket":null"#) != isAsked)
  }

  @Test("names time, addresses, answers, page id and records", arguments: Language.allCases)
  func looks(_ language: Language) throws {
    let text = TicketText.lines(Scene.despite.judgement, in: language).map { $0.string + "\n" }
    try Snapshot.expect(text.joined(), equals: "ticket/blocked-despite-filing.\(language).txt")
  }

  @Test("keeps private what strangers need not know, unless everything is wanted")
  func privacy() throws {
    let secrets = ["某某科技有限公司", "老王的表格", "192.168.7.1", "i-secret", "their words"]
    let text = TicketText.lines(Scene.despite.judgement, in: .zh).map(\.string).joined()
    for secret in secrets { #expect(!text.contains(secret), "\(secret)") }
    let full = TicketText.lines(Scene.despite.judgement, in: .zh, isFull: true)
    let everything = full.map(\.string).joined(separator: "\n")
    for secret in secrets { #expect(everything.contains(secret), "\(secret)") }
  }

  @Test("ends the report, line by line as it is to be copied")
  func inReport() {
    let lines = TicketText.lines(Scene.despite.judgement, in: .zh).map { $0.string + "\n" }
    let report = TerminalReport.render(
      Scene.despite.judgement, style: Style(width: 60, language: .zh))
    #expect(report.hasSuffix("  可粘贴到服务商工单\n" + lines.joined()))
    #expect(
      ReportV1(Scene.despite.judgement, program: "", in: .zh).json()
        .contains("\"ticket\":" + OrderedJSON.encode(String(lines.joined().dropLast()))))
  }

  @Test(
    "finds the digits of Alibaba's pages and no others",
    arguments: [
      (
        #"src= "http://www.aliyun.com/beian/beian-block?id=00000000001234567890";"#,
        "00000000001234567890"
      ),
      (#"src= "http://batit.aliyun.com/alww.html?id=0123456789";"#, "0123456789"),
      (#"src= "http://www.aliyun.com/beian/beian-block?id=";"#, nil),
      ("https://example.cn/?id=123", nil), ("", nil),
    ] as [(String, String?)])
  func blockID(_ body: String, _ id: String?) {
    var exchange = Evidence.blocked(name: "example.cn").http[0]
    exchange.body = body
    #expect(exchange.blockID == id)
  }
}

extension Scene {
  /// Blocked although filed, with everything in the evidence that a ticket must not tell.
  fileprivate static let despite: Scene = {
    var scene = notTransferred
    scene.name = "blocked-despite-filing"
    scene.judgement.observation.evidence.http[0].body =
      #"document.getElementById("mainFrame").src= "http://www.aliyun.com/beian/beian-block?id=00000000001234567890"; "#
    scene.judgement.observation.evidence.vantage.resolvers = ["192.168.7.1:53"]
    scene.judgement.observation.evidence.records[0].source = "老王的表格"
    scene.judgement.observation.evidence.records[1].outcome = .found
    scene.judgement.observation.evidence.records[1].access = .init(
      domain: "xn--fsqu00a.cn", state: .active, since: .sample.adding(seconds: -86_400 * 30))
    scene.judgement.observation.evidence.records += [
      RecordFact(
        id: "records.3", view: .instances, provider: "alibaba", outcome: .found,
        instance: .init(
          provider: "alibaba", id: "i-secret", addresses: [.beijing], locked: "financial")),
      RecordFact(
        id: "records.4", view: .registry, outcome: .failed, reason: "their words"),
    ]
    scene.judgement.verdict.cause = .blockedDespiteFiling
    scene.judgement.verdict.request = Text(
      en: "Please check why it is blocked all the same.", zh: "请核查仍被阻断的原因。")
    return scene
  }()
}
