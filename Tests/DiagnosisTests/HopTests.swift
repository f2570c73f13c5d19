import Evidence
import Testing

@testable import Diagnosis

/// Where a site sends its visitors on, what the hop meets is what they meet.
@Suite("The comparison of a hop's name with other names")
struct HopTests {
  private static let here = Seen.place("47.95.63.10").address
  private static let there = Seen.place("47.95.63.20").address

  /// What was asked at the hop's address; the hop itself is cut off.
  private static func asked(
    _ purpose: ProbePurpose, _ answer: Seen.Answer, at address: IPAddress = there,
    scheme: HTTPExchange.Scheme = .http, port: Int = 80, host: String = "shop.example.cn"
  ) -> HTTPExchange {
    answer.exchange(
      "\(purpose.rawValue).\(port)", address, purpose, scheme: scheme, port: port, host: host)
  }

  private static let hop = asked(.redirect, .fails(.reset))
  private static let passes = asked(.controlName, .site)
  private static let bare = asked(.controlAddress, .site)

  @Test(
    "takes the controls at the hop's own address, and none of elsewhere",
    arguments: [
      ([], .undecided),
      ([passes], .nameKeyed), ([bare], .nameKeyed),
      ([asked(.controlName, .fails(.reset))], .addressWide),
      ([asked(.controlName, .fails(.reset)), bare], .nameKeyed),
      // A name that gets through once is not refused for good.
      ([asked(.redirect, .site), passes], .none),
      // Another hop's answer is neither a sample nor a control.
      ([asked(.redirect, .site, host: "other.cn")], .undecided),
      ([asked(.redirect, .site, host: "other.cn"), passes], .nameKeyed),
      // A server may refuse every name but its own: the target's is no control.
      ([asked(.target, .site)], .undecided),
      ([asked(.target, .site), passes], .nameKeyed),
      ([asked(.controlName, .site, at: here)], .undecided),
      ([asked(.controlName, .site, port: 8080)], .undecided),
      ([asked(.controlName, .site, scheme: .https)], .undecided),
    ] as [([HTTPExchange], DifferentialFinding)])
  func controls(_ others: [HTTPExchange], _ expected: DifferentialFinding) {
    let sign = Sign<DifferentialFinding>.differential(
      behindRedirect: Self.hop, among: [Self.hop] + others)
    #expect(sign.value == expected)
  }

  @Test("does so with handshakes as well")
  func handshakes() {
    func shaken(
      _ purpose: ProbePurpose, _ failure: Failure?, at address: IPAddress = Self.there,
      port: Int = 443, sni: String? = "shop.example.cn"
    ) -> TLSHandshake {
      TLSHandshake(
        id: "", purpose: purpose, address: address, port: port, sni: sni, startedMs: 0,
        durationMs: 0, failure: failure)
    }
    let hop = shaken(.redirect, .reset)
    func finding(_ others: TLSHandshake...) -> HTTPSFinding {
      Sign<HTTPSFinding>.https(behindRedirect: hop, among: [hop] + others).value
    }
    #expect(finding() == .resetUnexplained)
    #expect(finding(shaken(.controlName, nil)) == .nameKeyedReset)
    #expect(finding(shaken(.controlName, nil, at: Self.here)) == .resetUnexplained)
    #expect(finding(shaken(.controlName, nil, port: 8443)) == .resetUnexplained)
    #expect(finding(shaken(.redirect, nil, sni: "other.cn")) == .resetUnexplained)
    #expect(finding(shaken(.redirect, nil)) == .ok)
  }

  /// The findings of a site that sends its visitors to a name that is cut off.
  private static func findings(
    _ others: [HTTPExchange], hello: [Seen.Hello] = [.passes], controls: [Seen.Hello] = [],
    from start: Seen.Answer = .leads(to: "http://shop.example.cn/"),
    hop answer: Seen.Answer = .fails(.reset)
  ) -> (findings: Findings, verdict: Verdict) {
    var observation = Seen.open().with {
      $0.plain = [start]
      $0.hello = hello
      $0.helloControl = controls
    }.observation
    var hop = asked(.redirect, answer)
    hop.via = observation.evidence.http.first?.id
    observation.evidence.http += [hop] + others
    observation.evidence.places.append(Seen.place("47.95.63.20"))
    let judgement = diagnose(observation, at: RecordSignsTests.now)
    return (judgement.findings, judgement.verdict)
  }

  @Test("speaks for the address that sends its visitors there")
  func speaks() {
    let keyed = Self.findings([Self.passes])
    #expect(keyed.findings.http == .reset)
    #expect(keyed.findings.differential == .nameKeyed)
    #expect(keyed.verdict.cause == .blockedUndecided && keyed.verdict.certainty == .likely)
    let wide = Self.findings([Self.asked(.controlName, .fails(.reset))])
    #expect(wide.findings.differential == .addressWide)
    #expect(wide.verdict.cause == .serverUnreachable)
    #expect(Self.findings([]).verdict.cause == .undetermined)
    // The hop's name is not cut off for its own sake where the start's is.
    let start = Self.findings([Self.passes], from: .fails(.reset))
    #expect(start.findings.differential == .undecided)
    let answered = Self.findings([Self.passes], hop: .site)
    #expect(answered.findings.http == .ok && answered.findings.differential == .none)
  }

  @Test("leaves the handshake at the start aside, unless it is refused for its name")
  func startsHandshake() {
    #expect(Self.findings([Self.passes]).findings.https == .notProbed)
    #expect(Self.findings([Self.passes], hello: [.fails(.tlsAlert)]).findings.https == .notProbed)
    let refused = Self.findings([Self.passes], hello: [.fails(.reset)], controls: [.passes])
    #expect(refused.findings.https == .nameKeyedReset)
    #expect(Self.findings([Self.passes], hop: .site).findings.https == .ok)
  }
}
