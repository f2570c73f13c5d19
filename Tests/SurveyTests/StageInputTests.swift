import Evidence
import Survey
import Testing

@Suite("A line of one stage's output")
struct StageInputTests {
  private func line(_ status: String, _ stage: String?) -> String {
    #"{"schema":"icpdiag.report/1","input":"例子.cn","index":4,"meta":"m","#
      + #""status":"\#(status)","verdict":{"cause":"undetermined","certainty":"possible"},"#
      + #""evidence":{"request":{"stage":\#(stage.map { #""\#($0)""# } ?? "null")}}}"#
  }

  private func isSettled(_ line: String, for stage: Stage) -> Bool? {
    switch StageInput(line, for: stage) {
    case .settled: true
    case .open: false
    case nil: nil
    }
  }

  @Test("is passed on when it is settled, or when a later stage left it open")
  func rule() {
    for stage in Stage.allCases {
      for seen in [nil, "dns", "http", "full"] {
        for status in ["ok", "blocked", "unreachable", "at-risk", "error"] {
          #expect(isSettled(line(status, seen), for: stage) == true)
        }
      }
    }
    #expect(isSettled(line("undetermined", "dns"), for: .dns) == false)
    #expect(isSettled(line("undetermined", "dns"), for: .http) == false)
    #expect(isSettled(line("undetermined", "dns"), for: .full) == false)
    #expect(isSettled(line("undetermined", "http"), for: .dns) == true)
    #expect(isSettled(line("undetermined", "http"), for: .full) == false)
    #expect(isSettled(line("undetermined", nil), for: .http) == true)
    #expect(isSettled(line("undetermined", nil), for: .full) == false)
  }

  @Test("keeps what the input was")
  func input() throws {
    guard case .open(let report) = StageInput(line("undetermined", "dns"), for: .http) else {
      Issue.record("not open")
      return
    }
    #expect(report.input == "例子.cn" && report.index == 4 && report.meta == "m")
  }

  @Test(
    "is an input like any other when it is no report",
    arguments: ["example.cn", "", "{", "{}", #"{"schema":"icpdiag.report/1"}"#, " {\"a\":1}"])
  func others(line: String) {
    #expect(isSettled(line, for: .full) == nil)
  }
}
