import Evidence
import Testing

@testable import Diagnosis

@Suite("A target that the stop list names")
struct WithheldTests {
  private static let seen = Seen.open().with {
    $0.request.stopList = ["*.example.cn", "example.cn"]
    $0.plain = []
    $0.hello = []
  }

  @Test("is not judged, and told by the entries that name it")
  func told() {
    let verdict = Self.seen.verdict
    #expect(verdict.cause == .undetermined && verdict.rule == "stop-list")
    #expect(verdict.status == .undetermined && verdict.certainty == .possible)
    #expect(!verdict.documented && verdict.alternatives.isEmpty && verdict.ruledOut.isEmpty)
    #expect(
      verdict.summary
        == Text(
          en: "www.example.cn was not asked: the stop list names it (*.example.cn, example.cn).",
          zh: "未探测 www.example.cn：停止名单中列有它（*.example.cn、example.cn）。"))
    #expect(verdict.remedy.count == 1)
    let assessment = assess(Self.seen.observation, at: RecordSignsTests.now)
    #expect(assessment.decision == .withheld)
  }

  @Test("is judged all the same where something was asked of it")
  func asked() {
    #expect(Self.seen.with { $0.plain = [.site] }.verdict.cause == .accessible)
    #expect(Self.seen.with { $0.hello = [.passes] }.verdict.rule != "stop-list")
    #expect(Self.seen.with { $0.request.stopList = nil }.verdict.rule != "stop-list")
  }

  @Test("is not judged by what is assumed either")
  func assumed() {
    var observation = Self.seen.observation
    observation.evidence.assume([RecordSignsTests.access(.active)], from: ["a.yaml"])
    let verdict = diagnose(observation, at: RecordSignsTests.now).verdict
    #expect(verdict.rule == "stop-list" && verdict.hypothetical == nil)
  }
}
