import Diagnosis
import Evidence
import Testing

@testable import Reporting

@Suite("The terminal report")
struct TerminalReportTests {
  @Test("looks as agreed", arguments: Scene.all, Language.allCases)
  func looks(_ scene: Scene, _ language: Language) throws {
    for width in [80, 160] {
      let text = TerminalReport.render(
        scene.judgement, style: Style(width: width, language: language))
      try Snapshot.expect(text, equals: "terminal/\(scene.name).\(language).\(width).txt")
    }
  }

  @Test("shows everything when asked", arguments: [Scene.notFiled, .accessible, .unresolved])
  func verbose(_ scene: Scene) throws {
    let text = TerminalReport.render(
      scene.judgement, style: Style(width: 80, language: .en, isVerbose: true))
    try Snapshot.expect(text, equals: "terminal/\(scene.name).en.80.verbose.txt")
  }

  @Test("colours the verdict, the labels and the marks, and only when told")
  func colours() throws {
    let text = TerminalReport.render(
      Scene.notFiled.judgement, style: Style(width: 80, isColoured: true, language: .zh))
    try Snapshot.expect(text, equals: "terminal/not-filed.zh.80.colour.txt")
    let plain = TerminalReport.render(
      Scene.notFiled.judgement, style: Style(width: 80, language: .zh))
    #expect(!plain.contains("\u{1B}"))
    #expect(text.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
  }

  @Test(
    "keeps within the width, but for what must stay whole, and leaves no spaces at line ends",
    arguments: Scene.all, Language.allCases)
  func width(_ scene: Scene, _ language: Language) {
    for width in [1, 40, 60, 80, 100, 160] {
      for isVerbose in [false, true] {
        let text = TerminalReport.render(
          scene.judgement, style: Style(width: width, language: language, isVerbose: isVerbose))
        #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
        for line in text.split(separator: "\n") {
          #expect(line.last != " ")
          let isWhole = line.contains("://") || line.contains("$ ")
          // Narrower than this, domains and filing numbers stand out too.
          guard width >= 80, !isWhole else { continue }
          #expect(DisplayWidth.of(line) <= min(width, 100), "\(line)")
        }
      }
    }
  }

  @Test("shows nothing that a terminal obeys", arguments: Scene.all, Language.allCases)
  func obedience(_ scene: Scene, _ language: Language) {
    let text = TerminalReport.render(
      scene.judgement, style: Style(width: 80, language: language, isVerbose: true))
    for scalar in text.unicodeScalars where scalar != "\n" {
      let category = scalar.properties.generalCategory
      #expect(category != .control && category != .format, "U+\(String(scalar.value, radix: 16))")
    }
  }

  @Test("puts a reason that is missing nowhere, and long labels above their texts")
  func rows() {
    var judgement = Scene.undecided.judgement
    judgement.verdict.alternatives[0].needs = Text(verbatim: "")
    judgement.verdict.alternatives[1].cause = .blockedUndecided
    let text = TerminalReport.render(judgement, style: Style(width: 80))
    #expect(
      text.contains("    no ICP filing\n    blocked for its filing, which cause is open\n      A "))
    #expect(!text.contains(" \n"))
  }

  @Test("is a verdict alone where there is nothing more to say")
  func least() {
    var judgement = Scene.notRequired.judgement
    judgement.observation.evidence = Evidence()
    let text = TerminalReport.render(judgement, style: Style(width: 60))
    #expect(
      text == """
        www.example.com          OK · no filing required · confirmed
          Every address is outside mainland China: no filing is
          needed.

        """)
  }
}
