import Diagnosis
import Evidence
import Testing

@testable import Reporting

@Suite("The lines of the evidence")
struct EvidenceLinesTests {
  @Test("have words for everything that can be seen", arguments: Language.allCases)
  func words(_ language: Language) throws {
    var judgement = Scene.invalid.judgement
    judgement.observation.target.ascii = "example.cn"
    judgement.observation.evidence = .everything
    let say = Words(language)
    let lines = EvidenceLines.of(judgement, in: language)
    let text = lines.map { "\(say.label($0.kind).string)\t\($0.text.string)\n" }.joined()
    try Snapshot.expect(text, equals: "terminal/words.\(language).txt")
  }

  @Test("stand for every item, whatever is said", arguments: Language.allCases, [false, true])
  func complete(_ language: Language, _ isDetailed: Bool) {
    for scene in Scene.all {
      let evidence = scene.judgement.observation.evidence
      let ids: [[String]] = [
        evidence.dns.map(\.id), evidence.places.map(\.id), evidence.http.map(\.id),
        evidence.tls.map(\.id), evidence.records.map(\.id),
      ]
      let lines = EvidenceLines.of(
        scene.judgement, in: language, isDetailed: isDetailed)
      #expect(lines.flatMap(\.ids).sorted() == ids.flatMap(\.self).sorted(), "\(scene)")
      #expect(lines.allSatisfy { !$0.text.isEmpty })
    }
  }

  @Test("are marked where the verdict rests on one of their items")
  func citations() {
    var judgement = Scene.accessible.judgement
    judgement.verdict.because = ["http.3", "dns.2"]
    let cited = EvidenceLines.of(judgement, in: .en).filter(\.isCited)
    #expect(cited.map(\.ids) == [["dns.2"], ["http.1", "http.3"]])
  }

  @Test("say once what several items say, and how often one address said it")
  func grouping() {
    var judgement = Scene.notFiled.judgement
    let first = judgement.observation.evidence.http[0]
    judgement.observation.evidence.http = (1...3).map { number in
      var sample = first
      sample.id = "http.\(number)"
      return sample
    }
    let lines = EvidenceLines.of(judgement, in: .en).filter { $0.kind == .http }
    #expect(lines.map(\.ids) == [["http.1", "http.2", "http.3"]])
    #expect(lines.first?.text.string.contains("3\u{A0}times") == true)
  }

  @Test("are bounded by what there is to say, not by how much was seen")
  func bounded() {
    var judgement = Scene.notFiled.judgement
    let exchange = judgement.observation.evidence.dns[0]
    judgement.observation.evidence.dns = (0..<500).map { number in
      var copy = exchange
      copy.id = "dns.\(number)"
      copy.answers = (0..<500).map {
        .init(name: copy.name, type: "CNAME", ttlS: 1, data: $0 % 2 == 0 ? "loop.cn" : copy.name)
      }
      return copy
    }
    let lines = EvidenceLines.of(judgement, in: .en, isDetailed: true).filter { $0.kind == .dns }
    #expect(lines.count == 1)
    #expect((lines.first?.text.width ?? .max) < 1_000)
  }
}

extension Evidence {
  /// One item for each word the reports have.
  fileprivate static let everything: Evidence = {
    var evidence = Evidence()
    for (index, failure) in Failure.allCases.enumerated() {
      let id = "\(index)"
      evidence.dns.append(
        DNSExchange(
          id: id, role: DNSExchange.Role.allCases[index % DNSExchange.Role.allCases.count],
          server: "192.0.2.\(index):53", serverName: index % 2 == 0 ? "ns.example" : nil,
          transport: .udp, name: "example.cn", type: "A", startedMs: 0,
          durationMs: Double(index) * 999, failure: failure))
      evidence.http.append(
        HTTPExchange(
          id: id, purpose: ProbePurpose.allCases[index % ProbePurpose.allCases.count],
          scheme: index % 2 == 0 ? .http : .https, address: .sampleV6, port: 8080,
          host: "example.cn", startedMs: 0, durationMs: 0, failure: failure,
          status: index % 5 == 4 ? 502 : nil))
      for connectMs in [nil, 1.0] {
        evidence.tls.append(
          TLSHandshake(
            id: id, purpose: .target, address: .sampleV4, port: 443, sni: "example.cn",
            startedMs: 0, durationMs: 0,
            connectMs: connectMs, failure: failure, alert: 40))
      }
    }
    evidence.dns.append(.full)
    evidence.dns[evidence.dns.count - 1].failure = nil
    evidence.dns.append(.bare)
    evidence.places = Place.Area.allCases.map {
      Place(id: "", address: .sampleV4, area: $0, country: "US", isUserDefined: $0 == .taiwan)
    }
    evidence.http += [.full, .bare]
    for reason in HTTPExchange.NotFollowed.allCases {
      evidence.http.append(
        HTTPExchange(
          id: "", purpose: .target, scheme: .http, address: .sampleV4, port: 80,
          host: "example.cn", notFollowed: reason, startedMs: 0, durationMs: 0, status: 302,
          headers: [.init(name: "Location", value: "gopher://\(reason.rawValue)/")]))
    }
    evidence.tls += certificates + [.full, .bare]
    evidence.records = recordFacts
    evidence.vantage = Vantage(
      resolvers: ["192.0.2.1:53"], proxyVariables: ["https_proxy", "ALL_PROXY"],
      hasIPv4Route: false, hasIPv6Route: false)
    return evidence
  }()

  private static var certificates: [TLSHandshake] {
    typealias Certificate = TLSHandshake.Certificate
    func certificate(
      names: [String] = ["example.cn"], covers: Bool = true, isTrusted: Bool? = true,
      until: Timestamp? = .sample, problem: String? = nil
    ) -> Certificate {
      Certificate(
        subject: "", issuer: "", names: names, notBefore: nil, notAfter: until,
        coversName: covers, isTrusted: isTrusted, problem: problem)
    }
    return [
      certificate(), certificate(until: nil), certificate(isTrusted: false),
      certificate(isTrusted: false, problem: "certificate has expired"),
      certificate(names: [], covers: false),
      certificate(names: ["a.cn", "b.cn", "c.cn", "d.cn"], covers: false),
    ].map {
      TLSHandshake(
        id: "", purpose: .target, address: .sampleV4, port: 8443, sni: nil, startedMs: 0,
        durationMs: 0, version: "TLSv1.2", certificate: $0)
    }
  }

  private static var recordFacts: [RecordFact] {
    var facts: [RecordFact] = []
    for view in RecordFact.View.allCases {
      for outcome in RecordFact.Outcome.allCases {
        facts.append(
          RecordFact(
            id: "", view: view, provider: view == .registry ? nil : "tencent",
            outcome: outcome, reason: outcome == .failed && view == .cdn ? "no key" : nil))
      }
    }
    func found(_ view: RecordFact.View, _ set: (inout RecordFact) -> Void) {
      var fact = RecordFact(
        id: "", view: view, provider: "unheard-of", source: "a file", asOf: .sample,
        outcome: .found)
      set(&fact)
      facts.append(fact)
    }
    for service in RecordsDocument.Filing.Service.allCases {
      found(.registry) { $0.filing = .init(domain: "a.cn", service: service) }
    }
    found(.registry) { $0.filing = .full }
    for state in RecordsDocument.Access.State.allCases {
      found(.provider) { $0.access = .init(domain: "a.cn", state: state, since: .sample) }
    }
    for kind in RecordsDocument.Order.Kind.allCases {
      found(.provider) { $0.order = .init(domain: "a.cn", kind: kind, state: .approved) }
    }
    for state in RecordsDocument.Order.State.allCases {
      found(.provider) { $0.order = .init(domain: "a.cn", kind: .first, state: state) }
    }
    found(.provider) { $0.order = .full }
    found(.instances) { $0.instance = .full }
    found(.instances) {
      $0.instance = .init(provider: "alibaba", id: "i-2", addresses: [], state: .running)
    }
    for area in RecordsDocument.CDNDomain.Area.allCases {
      found(.cdn) { $0.cdn = .init(provider: "alibaba", domain: "a.cn", area: area) }
    }
    return facts
  }
}
