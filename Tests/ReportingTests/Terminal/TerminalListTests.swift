import Diagnosis
import Evidence
import Testing

@testable import Reporting

@Suite("The terminal list")
struct TerminalListTests {
  private func text(_ style: Style) -> String {
    let inputs = Scene.all.map(\.judgement.observation.input)
    let list = TerminalList(style: style, inputs: inputs)
    return Scene.all.map { list.line($0.judgement) }.joined()
  }

  @Test("looks as agreed", arguments: Language.allCases, [80, 160])
  func looks(_ language: Language, _ width: Int) throws {
    try Snapshot.expect(
      text(Style(width: width, language: language)),
      equals: "terminal/list.\(language).\(width).txt")
  }

  @Test("stays within the width, without spaces at line ends", arguments: Language.allCases)
  func width(_ language: Language) {
    for width in [80, 100, 132, 200] {
      for line in text(Style(width: width, language: language)).split(separator: "\n") {
        #expect(DisplayWidth.of(line) <= width)
        #expect(line.last != " ")
      }
    }
  }

  @Test("is aligned with and without colours")
  func colours() {
    let painted = text(Style(width: 120, isColoured: true))
    #expect(painted.contains("\u{1B}[1;31mBLOCKED\u{1B}[0m "))
    #expect(
      painted.replacing(/\u{1B}\[[0-9;]*m/, with: "") == text(Style(width: 120)))
  }

  @Test("marks what is supposed, however narrow it is", arguments: Language.allCases)
  func hypothetical(_ language: Language) {
    var judgement = Scene.notFiled.judgement
    judgement.verdict.hypothetical = Verdict.Hypothesis(assumed: ["a.yaml"], at: [], actual: nil)
    let mark = language == .en ? "hypothetical" : "假设"
    for width in [40, 80, 200] {
      let list = TerminalList(
        style: Style(width: width, language: language), inputs: [judgement.observation.input])
      #expect(list.line(judgement).contains(mark))
      #expect(!list.line(Scene.notFiled.judgement).contains(mark))
    }
    let style = Style(language: language)
    #expect(TerminalReport.render(judgement, style: style).contains(mark))
    #expect(!TerminalReport.render(Scene.notFiled.judgement, style: style).contains(mark))
  }
}
