import Diagnosis
import Evidence
import Reporting
import Testing

@Suite("The image of a report's content")
struct ContentImageTests {
  private static func octets(_ judgement: Judgement) -> [UInt8] {
    ContentImage(judgement).octets(of: judgement.observation.target)
  }

  private static func changed(
    _ scene: Scene, _ change: (inout Observation) -> Void
  ) -> Judgement {
    var judgement = scene.judgement
    change(&judgement.observation)
    return judgement
  }

  @Test("stays the same from one look at the same thing to the next", arguments: Scene.all)
  func same(_ scene: Scene) {
    let later = Self.changed(scene) { observation in
      observation.startedAt = observation.startedAt.adding(seconds: 3_600)
      (observation.durationS, observation.index) = (9, 77)
      observation.evidence.vantage.resolvers = ["192.0.2.1:53"]
      for index in observation.evidence.dns.indices {
        observation.evidence.dns[index].id = "dns.\(90 - index)"
        observation.evidence.dns[index].durationMs += 1.5
        observation.evidence.dns[index].ageS = 12
        observation.evidence.dns[index].answers.reverse()
        for record in observation.evidence.dns[index].answers.indices {
          observation.evidence.dns[index].answers[record].ttlS /= 2
        }
      }
      for index in observation.evidence.http.indices {
        observation.evidence.http[index].startedMs += 3
        observation.evidence.http[index].headers.append(.init(name: "Date", value: "today"))
        observation.evidence.http[index].body += "<!-- 42 -->"
        if observation.evidence.http[index].purpose == .controlName {
          observation.evidence.http[index].host = "other.invalid"
        }
      }
      for index in observation.evidence.tls.indices {
        observation.evidence.tls[index].connectMs = 4
      }
      for index in observation.evidence.records.indices {
        observation.evidence.records[index].asOf = .sample
      }
      observation.evidence.http.reverse()
      observation.evidence.dns.reverse()
    }
    #expect(Self.octets(later) == Self.octets(scene.judgement))
  }

  @Test("is another where the site, the records, the question or the verdict are others")
  func others() {
    let scene = Scene.notFiled
    let base = Self.octets(scene.judgement)
    let changes: [(inout Observation) -> Void] = [
      { $0.evidence.http[0].status = 200 }, { $0.evidence.http[0].title = "Shop" },
      { $0.evidence.http[0].failure = .reset }, { $0.evidence.dns[0].answers[0].data = "1.2.3.4" },
      { $0.evidence.places[0].provider = "tencent" }, { $0.evidence.records = [] },
      { $0.evidence.request.provider = "huawei" }, { $0.target.port = 8_080 },
    ]
    for (index, change) in changes.enumerated() {
      #expect(Self.octets(Self.changed(scene, change)) != base, "\(index)")
    }
    var judged = scene.judgement
    judged.verdict.certainty = .possible
    #expect(Self.octets(judged) != base)
  }

  @Test("tells two reports apart item by item, whatever they have in common")
  func diff() throws {
    let old = Scene.notFiled.judgement
    let new = Self.changed(.notFiled) { observation in
      observation.evidence.http[0].status = 200
      observation.evidence.http[0].title = "Shop\u{1B}[31m"
    }
    let entry = History.Entry(
      cause: "not-filed", status: "blocked", certainty: "confirmed", rule: "r", from: .sample,
      until: .sample, times: 1, report: "abcdef0123456789")
    let difference = Difference(
      from: old.observation, "not-filed", to: new.observation, "not-filed")
    let diff = HistoryDiff(
      target: "a.cn", from: (old, entry), to: (new, entry), difference)
    #expect(diff.evidence.map(\.part) == ["http", "http"])
    #expect(diff.evidence.map(\.change) == [.removed, .added])
    let json = diff.json
    #expect(json.hasPrefix(#"{"schema":"icpdiag.history/1","kind":"diff","target":"a.cn""#))
    #expect(json.contains(#""part":"http","change":"added","item":{"id":"""#))
    for language in [Language.en, .zh] {
      let page = HistoryPage.render(diff, old, new, style: Style(language: language))
      #expect(!page.contains("\u{1B}"))
      #expect(page.contains("- HTTP") && page.contains("+ HTTP"), "\(page)")
    }
  }
}
