import Diagnosis
import Reporting
import Testing

@Suite("The words of progress")
struct ProgressWordsTests {
  @Test(
    "say what is known, in both languages",
    arguments: [
      (
        Language.en, "12,345 of about 1,000,000 · 1,234/s · 14 min left · accessible 12,000 · waf 9"
      ),
      (.zh, "已完成 12,345，共约 1,000,000 · 每秒 1,234 · 剩余约 14 分钟 · accessible 12,000 · waf 9"),
    ])
  func line(language: Language, expected: String) {
    let line = ProgressWords.line(
      done: 12_345, total: 1_000_000, perSecond: 1_234.5, secondsLeft: 800,
      causes: [("accessible", 12_000), ("waf", 9)], in: language)
    #expect(line == expected)
  }

  @Test("leave out what is not known")
  func unknown() {
    func line(_ done: Int, _ total: Int?, _ perSecond: Double?) -> String {
      ProgressWords.line(
        done: done, total: total, perSecond: perSecond, secondsLeft: nil, causes: [], in: .en)
    }
    #expect(line(0, nil, nil) == "0 done")
    #expect(line(999, 999, 0.25) == "999 done · 0.3/s")
  }

  @Test("sum a list up in one line, in both languages")
  func summary() {
    func line(_ inputs: Int, _ seconds: Double, _ language: Language) -> String {
      ProgressWords.summary(
        inputs: inputs, seconds: seconds,
        statuses: [(.ok, inputs - 1), (.atRisk, 0), (.blocked, 1)], secondPasses: inputs / 1_000,
        in: language)
    }
    #expect(line(2_000, 3.21, .en) == "2,000 targets in 3.2 s: ok 1,999, blocked 1; asked twice: 2")
    #expect(line(2, 99, .zh) == "2 个目标，用时 99 秒：正常 1，被阻断 1")
    #expect(line(1, 7_000, .en) == "1 target in 2 h: blocked 1")
  }
}
