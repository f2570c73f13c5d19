import Diagnosis
import Evidence
import Reporting
import TestSupport
import Testing

@Suite("The page of a check")
struct CheckPageTests {
  private static func standing(_ verdict: Verdict) -> CheckLine.Standing {
    CheckLine.Standing(cause: verdict.cause.rawValue, status: verdict.status.rawValue)
  }

  /// The scenes as targets of one run: the first has just changed, the second waits to.
  private static func add(to page: inout CheckPage, _ summary: inout CheckSummary) {
    for (index, scene) in Scene.all.enumerated() {
      let verdict = scene.judgement.verdict
      var warnings: [CheckLine.Warning] = []
      if index == 2 {
        warnings = [
          .init(
            kind: "deadline", text: "evil\u{1B}[31m",
            dueAt: Timestamp.sample.adding(seconds: 900_000))
        ]
      }
      var line = CheckLine(
        scene.judgement, run: "7",
        expected: CheckLine.Expected(owner: "Wang", addresses: ["192.0.2.0/24"]),
        warnings: warnings, report: "aa", in: .en)
      let well = CheckLine.Standing(cause: "accessible", status: "ok")
      let standing = index == 1 ? well : standing(verdict)
      line.state = CheckLine.State(
        cause: standing.cause, status: standing.status,
        since: Timestamp.sample.adding(seconds: -3_600 * Int64(index)), firstSeen: .sample,
        seen: [verdict.cause.rawValue])
      if index == 0 {
        line.transitions = [
          .init(id: "1", from: well, to: standing, at: .sample, since: .sample)
        ]
      }
      summary.add(line, cause: verdict.cause)
      page.add(
        line, verdict, name: "\(outside: scene.name)", owner: index == 0 ? "Wang" : nil,
        warnings: warnings)
    }
  }

  @Test("reads as it was reviewed", arguments: [Language.en, .zh])
  func golden(_ language: Language) throws {
    var page = CheckPage(style: Style(width: 100, language: language))
    var summary = CheckSummary(run: "7", startedAt: .sample)
    Self.add(to: &page, &summary)
    summary.durationS = 2.5
    summary.notifications = .init(sent: 1, failed: 1, waiting: 0)
    let text = page.render(summary)
    #expect(!text.contains("\u{1B}"))
    try Snapshot.expect(text, equals: "check/page.\(language.rawValue).txt")
  }

  @Test("says nothing of the time of what was never seen before")
  func never() {
    let verdict = Scene.notFiled.judgement.verdict
    var page = CheckPage(style: Style(width: 100, language: .en))
    let line = CheckLine(
      Scene.notFiled.judgement, run: "7", expected: CheckLine.Expected(), warnings: [],
      report: nil, in: .en)
    var summary = CheckSummary(run: "7", startedAt: .sample)
    summary.add(line, cause: verdict.cause)
    page.add(line, verdict, name: "a.cn", owner: nil, warnings: [])
    let text = page.render(summary)
    #expect(text.contains("a.cn") && !text.contains("since"))
  }

  @Test("is short where nothing happened and nothing is wrong")
  func quiet() {
    var summary = CheckSummary(run: "7", startedAt: .sample)
    var page = CheckPage(style: Style())
    #expect(page.render(summary).split(separator: "\n").count == 1)
    let verdict = Scene.accessible.judgement.verdict
    let line = CheckLine(
      Scene.accessible.judgement, run: "7", expected: .init(), warnings: [], report: nil, in: .en)
    summary.add(line, cause: verdict.cause)
    page.add(line, verdict, name: "a.cn", owner: nil, warnings: [])
    let text = page.render(summary)
    #expect(text.contains("Nothing has changed.") && text.contains("Nothing is wrong."))
  }

  @Test("has the lines of machines with every key, unknown ones null")
  func lines() {
    var summary = CheckSummary(run: "7", startedAt: .sample)
    let line = CheckLine(
      Scene.invalid.judgement, run: "7", expected: .init(), warnings: [], report: nil, in: .en)
    let text = KeptJSON.keeping(String(decoding: line.octets, as: UTF8.self))
    for part in [
      #"{"schema":"icpdiag.check/1","kind":"target","run":"7","#, #""owner":null,"entity":null,"#,
      #""expected_addresses":[],"status":"error","verdict":{"#, #""state":null,"transitions":[],"#,
      #""warnings":[],"recheck_after":null,"report":null}"#,
    ] {
      #expect(text.contains(part), "\(part)")
    }
    #expect(text.hasSuffix("}\n") && text.split(separator: "\n").count == 1)
    summary.add(line, cause: .invalidTarget)
    let counts = KeptJSON.keeping(String(decoding: summary.octets, as: UTF8.self))
    #expect(counts.contains(#""by_status":{"ok":0,"at-risk":0,"blocked":0,"#))
    #expect(counts.contains(#""invalid-target":1}"#) && counts.contains(#""targets":1"#))
    #expect(counts.contains(#""notifications":{"sent":0,"failed":0,"waiting":0}"#))
  }
}
