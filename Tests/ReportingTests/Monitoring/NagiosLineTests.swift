import Diagnosis
import Evidence
import Testing

@testable import Reporting

@Suite("The line of a Nagios plugin")
struct NagiosLineTests {
  private func line(_ targets: [WatchedTarget], _ language: Language = .en) -> NagiosLine {
    var line = NagiosLine(in: language)
    for target in targets { line.add(target) }
    return line
  }

  @Test("says of one target what it is, and what was measured")
  func one() {
    let target = WatchedTarget(Scene.notFiled.judgement, in: .en)
    #expect(
      line([target]).text
        == "ICP CRITICAL - \(target.name) not-filed (confirmed): \(target.summary)"
        + " | time=\(target.durationS)s;;;0 dns=0.01225s;;;0 http_status=403;;;0;599\n")
  }

  @Test(
    "has the state of the worst target",
    arguments: [
      ([.ok], .ok), ([.ok, .atRisk], .warning), ([.atRisk, .unreachable, .ok], .critical),
      ([.blocked], .critical), ([.ok, .undetermined], .unknown), ([.error], .unknown),
      ([.undetermined, .atRisk], .warning), ([.error, .blocked], .critical), ([], .unknown),
    ] as [([Status], NagiosState)])
  func states(_ statuses: [Status], _ state: NagiosState) {
    let line = line(statuses.map { .sample("a.cn", $0) })
    #expect(line.state == state)
    #expect(line.text.hasPrefix("ICP \(state.word) - "))
  }

  @Test("warns of what is about to happen to a site that is well, and names it")
  func warnings() {
    var target = WatchedTarget.sample("a.cn")
    target.warnings = ["deadline", "access-drift", "deadline"]
    let alone = line([target])
    #expect(alone.state == .warning)
    #expect(alone.text.contains("a.cn accessible (likely, access-drift, deadline): "))
    let text = line([.sample("b.cn"), target]).text
    #expect(text.hasPrefix("ICP WARNING - 1 of 2 targets: a.cn accessible"))
    #expect(line([.sample("c.cn", .blocked, .notFiled), target]).state == .critical)
  }

  @Test("names the worst few of many and counts all", arguments: Language.allCases)
  func many(_ language: Language) {
    let blocked = (1...7).map { WatchedTarget.sample("b\($0).cn", .blocked, .notFiled) }
    let text = line([.sample("a.cn")] + blocked + [.sample("c.cn", .atRisk, .ipOnly)], language)
      .text
    #expect(text.contains("b1.cn") && text.contains("b5.cn") && !text.contains("b6.cn"))
    #expect(!text.contains("a.cn ") && !text.contains("c.cn"))
    #expect(text.contains(language == .en ? "7 of 9 targets" : "9 个目标中有 7 个"))
    #expect(text.contains(language == .en ? "and 2 more" : "等 7 个"))
    let data = "| targets=9;;;0 ok=1;;;0;9 at_risk=1;;;0;9 blocked=7;;;0;9 unreachable=0;;;0;9 "
    #expect(text.contains(data))
  }

  @Test("is one bounded line with one bar, whatever the targets are called")
  func hostile() {
    let name = "a|b\u{1B}]0;x\u{7}\n\r|" + String(repeating: "长", count: 3_000)
    let targets = (1...9).map { _ in WatchedTarget.sample(name, .blocked, .notFiled) }
    var long = targets[0]
    long.summary = String(repeating: "| 说明\n", count: 2_000)
    for text in [line(targets).text, line([long]).text, NagiosLine.failure(name)] {
      #expect(text.utf8.count <= NagiosLine.octets)
      #expect(text.unicodeScalars.filter { $0.value < 0x20 }.map(\.value) == [0x0A])
      #expect(text.hasSuffix("\n"))
      #expect(text.filter { $0 == "|" }.count == (text.hasPrefix("ICP UNKNOWN") ? 0 : 1))
    }
  }

  @Test("gives performance data as the guidelines write it")
  func performanceData() throws {
    var target = WatchedTarget(Scene.accessible.judgement, in: .en)
    target.certificateEnd = target.startedAt.adding(seconds: 9 * 86_400 + 5)
    for text in [line([target]).text, line([target, .sample("b.cn")]).text] {
      let data = try #require(text.split(separator: "|").last)
      let words = data.split(whereSeparator: \.isWhitespace)
      #expect(words.count > 2)
      // 'label'=value[UOM];[warn];[crit];[min];[max]
      for word in words {
        #expect(word.wholeMatch(of: /[a-z_]{1,19}=-?\d+(\.\d+)?s?(;\d*){0,4}/) != nil, "\(word)")
      }
    }
    #expect(line([target]).text.contains(" certificate_days=9\n"))
  }
}
