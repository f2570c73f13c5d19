import Diagnosis
import Evidence
import Testing

@testable import Reporting

@Suite("What a monitor is told of a target")
struct WatchedTargetTests {
  @Test("is the same after it was a line", arguments: Scene.all, Language.allCases)
  func line(_ scene: Scene, _ language: Language) {
    for target in [
      WatchedTarget(scene.judgement, in: language),
      WatchedTarget(
        scene.judgement, since: .sample, warnings: ["order-due", "access-drift"], in: language),
    ] {
      #expect(target.line.split(separator: "\n").count == 1)
      #expect(WatchedTarget(line: target.line[...]) == target)
      #expect(WatchedTarget(line: target.line.dropLast()) == target)
    }
  }

  @Test(
    "is read from nothing else",
    arguments: ["", "\n", "a\tok\taccessible", "a\tgood\taccessible\tconfirmed\t1\t0\t0"])
  func otherLines(_ text: String) {
    let padded = text + String(repeating: "\t-", count: 14 - text.filter { $0 == "\t" }.count)
    #expect(WatchedTarget(line: text[...]) == nil)
    #expect(WatchedTarget(line: padded[...]) == nil)
  }

  @Test("names a hostile input on one line, bounded")
  func hostile() {
    let judgement = Scene.accessible.judgement.with {
      $0.observation.input = "a\tb\nc\u{1B}[31m" + String(repeating: "d", count: 5_000)
    }
    let target = WatchedTarget(judgement, in: .en)
    #expect(!target.name.unicodeScalars.contains { $0.value < 0x20 })
    #expect(target.name.count <= WatchedTarget.nameCharacters + 1)
    #expect(WatchedTarget(line: target.line[...]) == target)
  }

  @Test("takes the words of a stored report for no more than they are")
  func hostileVersions() {
    let judgement = Scene.accessible.judgement.with {
      for index in $0.observation.evidence.http.indices {
        $0.observation.evidence.http[index].version = "1.1\t\n-"
      }
      for index in $0.observation.evidence.tls.indices {
        $0.observation.evidence.tls[index].version = "TLS\t\"v1"
      }
    }
    let target = WatchedTarget(
      judgement.with {
        $0.observation.durationS = .greatestFiniteMagnitude
        $0.observation.evidence.dns[0].durationMs = .greatestFiniteMagnitude
      }, in: .en)
    #expect(target.durationS == 1e6 && (target.lookUpS ?? 0).isFinite)
    #expect(target.visit?.version == "1.1")
    #expect(WatchedTarget(line: target.line[...]) == target)
  }

  @Test(
    "says that a site opens only where that was seen",
    arguments: [
      (Status.blocked, false), (.unreachable, false), (.undetermined, nil), (.error, nil),
      (.ok, true), (.atRisk, true),
    ] as [(Status, Bool?)])
  func opens(_ status: Status, _ opens: Bool?) {
    let judgement = Scene.accessible.judgement.with { $0.verdict.status = status }
    #expect(WatchedTarget(judgement, in: .en).opens == opens)
  }

  @Test(
    "says of a bare address what it answers",
    arguments: [(200, true), (302, true), (404, false), (nil, false)] as [(Int?, Bool)])
  func address(_ status: Int?, _ opens: Bool) {
    let judgement = Scene.accessible.judgement.with {
      $0.verdict.status = .atRisk
      $0.verdict.because = []
      $0.observation.target.kind = .address
      $0.observation.evidence.http = [
        HTTPExchange(
          id: "http.1", purpose: .target, scheme: .http, address: .beijing, port: 80, host: "",
          startedMs: 0, durationMs: 1, status: status)
      ]
    }
    #expect(WatchedTarget(judgement, in: .en).opens == opens)
  }

  @Test("follows the request that the verdict rests on to its end")
  func visit() {
    func exchange(_ id: String, _ status: Int?, via: String? = nil) -> HTTPExchange {
      HTTPExchange(
        id: id, purpose: via == nil ? .target : .redirect, scheme: via == nil ? .http : .https,
        address: via == nil ? .beijing : .overseas6, port: 80, host: "a.cn", via: via,
        startedMs: 0, durationMs: 1, status: status, version: via == nil ? "1.1" : "2")
    }
    let judgement = Scene.accessible.judgement.with {
      $0.verdict.because = ["dns.1", "http.2"]
      $0.observation.evidence.http = [
        exchange("http.1", 200), exchange("http.2", 301), exchange("http.3", 302, via: "http.2"),
        exchange("http.4", 404, via: "http.3"),
      ]
    }
    let expected = WatchedTarget.Visit(
      status: 404, isSecure: true, redirects: 2, version: "2", ipProtocol: 6)
    #expect(WatchedTarget(judgement, in: .en).visit == expected)
    let circle = judgement.with { $0.observation.evidence.http[1].via = "http.4" }
    #expect(WatchedTarget(circle, in: .en).visit?.redirects == Limits.redirects)
  }

  @Test("counts the look-up to the first address, and only what was asked now")
  func lookUp() {
    var exchanges = Evidence.blocked(name: "a.cn").dns
    exchanges[0].startedMs = 2
    exchanges[0].durationMs = 10.5
    func target() -> WatchedTarget {
      let judgement = Scene.accessible.judgement.with { $0.observation.evidence.dns = exchanges }
      return WatchedTarget(judgement, in: .en)
    }
    #expect(target().lookUpS == 0.0125)
    exchanges[0].ageS = 3
    #expect(target().lookUpS == nil)
  }
}
