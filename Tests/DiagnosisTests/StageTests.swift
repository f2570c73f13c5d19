import Evidence
import Testing

@testable import Diagnosis

@Suite("The verdict of an early stage")
struct StageTests {
  /// As the stage dns sees a site: nobody asked.
  private static func named(_ places: [Place]) -> Seen {
    Seen(places: places, plain: [], hello: [], request: Evidence.Request(stage: .dns))
  }

  /// As the stage http sees a site: one plain request to each address.
  private static func asked(_ answer: Seen.Answer, _ places: [Place]? = nil) -> Seen {
    var seen = Seen(plain: [answer], hello: [], request: Evidence.Request(stage: .http))
    if let places { seen.places = places }
    return seen
  }

  private static let mainland: Place = Seen.place("47.95.63.10")
  private static let foreign: Place = Seen.place("8.8.8.8", .elsewhere, nil)

  @Test(
    "leaves a name with an address that may need a filing to the next stage",
    arguments: [
      [StageTests.mainland], [StageTests.mainland, StageTests.foreign],
      [Seen.place("192.0.3.1", .unknown, nil)],
    ])
  func mayNeedFiling(_ places: [Place]) {
    let verdict = Self.named(places).verdict
    #expect(verdict.cause == .undetermined && verdict.status == .undetermined)
    #expect(verdict.rule == "stage.next")
    #expect(verdict.because == places.map(\.id))
    #expect(verdict.summary.en.contains("no web server was asked at the stage dns"))
    #expect(verdict.remedy.first?.text.en.contains("--stage http") == true)
    #expect(verdict.remedy.first?.text.zh.contains("--stage http") == true)
  }

  @Test("says of a name abroad that it needs no filing, and not that it opens")
  func abroad() {
    let verdict = Self.named([Self.foreign]).verdict
    #expect(verdict.cause == .notRequired && verdict.certainty == .likely)
    #expect(verdict.summary.en.contains("whether it opens was not asked"))
    #expect(verdict.because == ["place.8.8.8.8"])
  }

  @Test("does not settle a name abroad whose records say that it belongs into the mainland")
  func awayFromAccess() {
    var seen = Self.named([Self.foreign])
    seen.records = [
      RecordFact(
        id: "records.1", view: .provider, provider: "alibaba", asOf: RecordSignsTests.now,
        outcome: .found,
        access: RecordsDocument.Access(domain: "example.cn", state: .active, since: nil))
    ]
    #expect(seen.verdict.rule == "stage.next")
    #expect(seen.verdict.because == ["place.8.8.8.8"] && seen.verdict.alternatives.isEmpty)
    #expect(seen.with { $0.request.stage = nil }.verdict.because != ["place.8.8.8.8"])
  }

  @Test("settles what the DNS alone settles as the whole examination does")
  func unresolved() {
    for stage in [Stage.dns, .http] {
      var seen = Self.named([])
      seen.dns = [Seen.dns(.dnsNXDomain)]
      seen.request.stage = stage
      let whole = seen.with { $0.request.stage = nil }
      #expect(seen.verdict == whole.verdict)
      #expect(seen.verdict.cause == .dnsNotResolved)
      seen.target = Target(kind: .invalid, problem: .emptyLabel)
      #expect(seen.verdict.cause == .invalidTarget)
    }
  }

  @Test("takes one plain answer for likely at most, and says that nothing else was asked")
  func plainlyFine() {
    let verdict = Self.asked(.site).verdict
    #expect(verdict.cause == .accessible && verdict.certainty == .likely)
    #expect(verdict.remarks.contains { $0.en.contains("HTTPS was not asked") })
    #expect(Self.asked(.site, [Self.foreign]).verdict.cause == .notRequired)
  }

  @Test(
    "leaves every other answer to the next stage, however plain it seems",
    arguments: [
      Seen.Answer.block, .tencentBlock, .own(403), .own(500), .fails(.reset), .fails(.timeout),
      .fails(.connectRefused), .fails(.connectTimeout), .fails(.httpMalformed),
    ])
  func suspects(_ answer: Seen.Answer) {
    let seen = Self.asked(answer)
    #expect(seen.verdict.rule == "stage.next", "\(seen.verdict.cause)")
    #expect(seen.verdict.status == .undetermined)
    #expect(seen.verdict.remedy.first?.text.en.contains("--stage full") == true)
    #expect(seen.verdict.summary.en.contains("was not plainly answered by its site"))
    // The same evidence without a stage is judged whole.
    let whole = seen.with { $0.request.stage = .full }.verdict
    #expect(whole.rule != "stage.next")
    #expect(seen.verdict.because == whole.because && !whole.because.isEmpty)
    #expect(seen.verdict.alternatives.map(\.cause) == [whole.cause].filter { $0 != .undetermined })
  }

  @Test("cites the addresses where nothing was asked of them")
  func nothingAsked() {
    var seen = Self.named([Self.mainland])
    seen.request.stage = .http
    #expect(seen.verdict.rule == "stage.next" && seen.verdict.because == [Self.mainland.id])
    #expect(seen.verdict.alternatives.isEmpty)
  }

  @Test("names the cause that a block page suggests as a possible one")
  func suggestion() {
    let verdict = Self.asked(.block).verdict
    #expect(verdict.alternatives.map(\.cause) == [.blockedUndecided])
    #expect(verdict.alternatives.map(\.certainty) == [.possible])
  }

  @Test("settles nothing while one of several addresses is not fine")
  func oneOfTwo() {
    var seen = Self.asked(.site, [Self.mainland, Seen.place("47.95.63.11")])
    var observation = seen.observation
    #expect(diagnose(observation, at: RecordSignsTests.now).verdict.cause == .accessible)
    for answer in [Seen.Answer.own(500), .fails(.connectTimeout), .block] {
      observation.evidence.http[1] = answer.exchange("http.2", seen.places[1].address)
      let verdict = diagnose(observation, at: RecordSignsTests.now).verdict
      #expect(verdict.rule == "stage.next")
      observation.evidence.request.stage = nil
      let whole = diagnose(observation, at: RecordSignsTests.now).verdict
      // That it opens as far as one knows is no suspicion.
      #expect(verdict.alternatives.isEmpty == (whole.cause == .accessible))
      observation.evidence.request.stage = .http
    }
    seen.request.stage = nil
    #expect(seen.verdict.rule != "stage.next")
  }
}
