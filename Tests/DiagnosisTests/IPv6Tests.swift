import Evidence
import Testing

@testable import Diagnosis

@Suite("The reading of IPv6")
struct IPv6Tests {
  private static let six = IPAddress(family: .v6, bits: 0x2409_8C00 << 96 | 1)
  private static let four = IPAddress(family: .v4, bits: 0x2F60_0001)

  private static func verdict(
    _ answers: [(IPAddress, Int?, Failure?)], hasRoute: Bool? = true
  ) -> Verdict {
    var evidence = Evidence()
    evidence.dns = [
      DNSExchange(
        id: "dns.1", role: .resolver, server: "192.0.2.53:53", transport: .udp,
        name: "example.cn", type: "AAAA", startedMs: 0, durationMs: 1,
        answers: answers.map {
          .init(
            name: "example.cn", type: $0.0.family == .v4 ? "A" : "AAAA", ttlS: 1,
            data: $0.0.description)
        })
    ]
    evidence.vantage.hasIPv6Route = hasRoute
    for (index, (address, status, failure)) in answers.enumerated() {
      evidence.places.append(
        Place(id: "place.\(index)", address: address, area: .mainland, provider: "alibaba"))
      guard status != nil || failure != nil else { continue }
      evidence.http.append(
        HTTPExchange(
          id: "http.\(index)", purpose: .target, scheme: .http, address: address, port: 80,
          host: "example.cn", startedMs: 0, durationMs: 0, failure: failure, status: status))
    }
    let target = Target(
      kind: .domain, ascii: "example.cn", unicode: "example.cn", registrable: "example.cn")
    let now = Timestamp(secondsSinceEpoch: 1_783_584_000)
    return diagnose(
      Observation(
        input: "example.cn", index: 0, target: target, startedAt: now, durationS: 0,
        evidence: evidence), at: now
    ).verdict
  }

  @Test("never holds a silent path against a site that opens over IPv4")
  func silent() {
    for failure in [Failure.connectTimeout, .connectUnreachable] {
      let verdict = Self.verdict([(Self.four, 200, nil), (Self.six, nil, failure)])
      #expect(verdict.cause == .accessible)
      #expect(verdict.remarks.contains { $0.en.hasPrefix("Over IPv6 nothing answers") })
    }
    let unasked = Self.verdict([(Self.four, 200, nil), (Self.six, nil, nil)], hasRoute: false)
    #expect(unasked.cause == .accessible)
    #expect(unasked.remarks.contains { $0.en.hasPrefix("Its IPv6 addresses were not asked") })
  }

  @Test("does not call a server unreachable over a path that nothing proves")
  func onlySix() {
    let silent = Self.verdict([(Self.six, nil, .connectTimeout)])
    #expect(silent.cause == .undetermined)
    #expect(silent.alternatives.map(\.cause).contains(.serverUnreachable))
    let without = Self.verdict([(Self.six, nil, nil)], hasRoute: false)
    #expect(without.cause == .vantageUnusable)
  }

  @Test("takes any answer over IPv6 for a path that works")
  func proven() {
    let other = IPAddress(family: .v6, bits: 0x2409_8C00 << 96 | 2)
    #expect(Self.verdict([(Self.six, nil, .connectRefused)]).cause == .serverUnreachable)
    let mixed = Self.verdict([
      (Self.six, nil, .connectTimeout), (other, nil, .connectRefused),
    ])
    #expect(mixed.cause == .serverUnreachable)
    #expect(Self.verdict([(Self.six, 200, nil)]).cause == .accessible)
  }

  @Test("takes a handshake over IPv6 for a path that works, and none over IPv4")
  func provenByHandshake() {
    func finding(shakenBy address: String, _ hello: Seen.Hello = .passes) -> HTTPFinding {
      var observation = Seen.open().with {
        $0.places = [Seen.place("2409:8c00::1")]
        $0.plain = [.fails(.connectTimeout)]
        $0.hello = []
      }.observation
      let handshake = hello.handshake("tls.1", Seen.place(address).address, .target)
      observation.evidence.tls = [handshake]
      return diagnose(observation, at: RecordSignsTests.now).findings.http
    }
    #expect(finding(shakenBy: "2409:8c00::2") == .silent)
    #expect(finding(shakenBy: "47.95.63.10") == .unprovenIPv6)
    for failure in [Failure.local, .connectTimeout, .connectUnreachable] {
      #expect(finding(shakenBy: "2409:8c00::2", .fails(failure)) == .unprovenIPv6)
    }
    #expect(finding(shakenBy: "2409:8c00::2", .fails(.reset)) == .silent)
  }
}
