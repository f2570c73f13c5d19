import Evidence
import Testing

@testable import Diagnosis

@Suite("The reading of HTTPS")
struct HTTPSSignTests {
  private static func finding(
    _ hello: [Seen.Hello], controls: [Seen.Hello] = [], port: Int? = nil
  ) -> HTTPSFinding {
    let address = Seen.place("47.95.63.10").address
    let handshakes =
      hello.enumerated().map { $1.handshake("tls.\($0)", address, .target) }
      + controls.enumerated().map { $1.handshake("tls.control.\($0)", address, .controlName) }
    return Sign<HTTPSFinding>.https(handshakes, port: port).value
  }

  @Test(
    "tells the ways to fail apart (facts 2.5)",
    arguments: [
      (.tlsNotTLS, .plaintextPage), (.tlsAlert, .alert), (.certificate, .certificate),
      (.connectRefused, .refused), (.connectTimeout, .silent), (.connectUnreachable, .silent),
      (.timeout, .unanswered), (.reset, .resetUnexplained), (.eof, .resetUnexplained),
      (.local, .notProbed),
    ] as [(Failure, HTTPSFinding)])
  func failures(_ failure: Failure, _ expected: HTTPSFinding) {
    #expect(Self.finding([.fails(failure)]) == expected)
    #expect(Self.finding([.fails(failure), .passes]) == .ok)
  }

  @Test("minds whose certificate it is and who vouches for it, where that is known")
  func certificates() {
    func hello(_ coversName: Bool, _ isTrusted: Bool?) -> Seen.Hello {
      Seen.Hello(version: "TLSv1.3", coversName: coversName, isTrusted: isTrusted)
    }
    #expect(Self.finding([hello(true, true)]) == .ok)
    #expect(Self.finding([hello(true, nil)]) == .ok)
    #expect(Self.finding([hello(true, false)]) == .certificate)
    #expect(Self.finding([hello(false, true)]) == .certificate)
    var bare = Seen.Hello.passes.handshake("tls", Seen.place("47.95.63.10").address, .target)
    bare.certificate = nil
    #expect(Sign<HTTPSFinding>.https([bare], port: nil).value == .ok)
  }

  @Test("calls a reset one for all names when all others are cut off too (H-01)")
  func controls() {
    let reset = [Seen.Hello.fails(.reset)]
    #expect(Self.finding(reset, controls: [.fails(.reset), .fails(.eof)]) == .resetForAll)
    #expect(Self.finding(reset, controls: [.fails(.reset), .fails(.timeout)]) == .resetUnexplained)
    #expect(Self.finding(reset, controls: [.fails(.reset), .passes]) == .nameKeyedReset)
    #expect(Self.finding([.fails(.timeout)], controls: [.passes]) == .unanswered)
  }

  @Test("takes a name refused on another port for refused (H-05), and no other failure there")
  func ports() {
    func on(_ port: Int, _ hello: Seen.Hello) -> Seen.Hello {
      var hello = hello
      hello.port = port
      return hello
    }
    let refusedThere = [on(8443, .fails(.reset))]
    #expect(
      Self.finding([.passes] + refusedThere, controls: [on(8443, .passes)]) == .nameKeyedReset)
    #expect(Self.finding([.passes] + refusedThere) == .ok)
    #expect(Self.finding(refusedThere, controls: [.passes]) == .notProbed)
    #expect(Self.finding([on(8443, .passes), .fails(.reset)], port: 8443) == .ok)
    // The control must have asked the same port.
    #expect(Self.finding([.fails(.reset)], controls: [on(8443, .passes)]) == .resetUnexplained)
    let both = [on(8443, .fails(.reset)), on(443, .fails(.reset))]
    #expect(Self.finding(both, controls: [.passes], port: 8443) == .nameKeyedReset)
  }

  @Test("needs a name let through and another let through to blame TLS 1.2 (H-02)")
  func oldTLS() {
    func offering(_ version: String, _ failure: Failure? = nil) -> Seen.Hello {
      Seen.Hello(failure: failure, offered: version, version: version)
    }
    let cutOff = offering("TLSv1.2", .reset)
    let control12 = Seen.Hello(version: "TLSv1.2")
    #expect(Self.finding([.passes, cutOff], controls: [control12]) == .resetOnOldTLSOnly)
    // Another failure than a cut says nothing of the name.
    #expect(Self.finding([.passes, offering("TLSv1.2", .tlsAlert)], controls: [control12]) == .ok)
    #expect(
      Self.finding([.passes, cutOff, offering("TLSv1.2")], controls: [control12]) == .ok)
    // Where nothing under this name passes, TLS 1.2 is not what is refused.
    #expect(
      Self.finding([.fails(.reset), cutOff], controls: [control12]) == .nameKeyedReset)
    // Let through in one version, and no other name in any: nobody refuses this one.
    #expect(
      Self.finding(
        [.fails(.reset), cutOff, offering("TLSv1.3")], controls: [.fails(.reset)])
        == .resetUnexplained)
    #expect(
      Self.finding([.passes, offering("TLSv1.3", .reset)], controls: [control12]) == .ok)
  }
}

@Suite("The comparison of names, port by port")
struct DifferentialPortTests {
  private static func sign(_ exchanges: [HTTPExchange]) -> Sign<DifferentialFinding> {
    .differential(exchanges)
  }

  private static func asked(
    _ answer: Seen.Answer, _ purpose: ProbePurpose = .target, port: Int = 80,
    scheme: HTTPExchange.Scheme = .http
  ) -> HTTPExchange {
    answer.exchange(
      "\(purpose.rawValue).\(port)", Seen.place("47.95.63.10").address, purpose, scheme: scheme,
      port: port)
  }

  private static let cut = Seen.Answer.fails(.reset)

  @Test("needs an answer under another name to blame the name (K-11)")
  func comparison() {
    #expect(Self.sign([]).value == .undecided)
    #expect(Self.sign([Self.asked(Self.cut)]).value == .undecided)
    #expect(Self.sign([Self.asked(.site, .controlName)]).value == .undecided)
    let keyed = Self.sign([Self.asked(Self.cut), Self.asked(.site, .controlAddress)])
    #expect(keyed.value == .nameKeyed)
    #expect(keyed.because == ["target.80", "control-address.80"])
    #expect(
      Self.sign([Self.asked(Self.cut), Self.asked(Self.cut, .controlName)]).value == .addressWide)
    let once = [Self.asked(Self.cut), Self.asked(.site), Self.asked(.site, .controlName)]
    #expect(Self.sign(once).value == .none)
  }

  @Test("compares within one port, in plain HTTP, and takes any port's refusal (K-13)")
  func ports() {
    let usual = [Self.asked(.site), Self.asked(.site, .controlName)]
    let there = [Self.asked(Self.cut, port: 8080), Self.asked(.site, .controlName, port: 8080)]
    #expect(Self.sign(usual + there).value == .nameKeyed)
    #expect(Self.sign(there + usual).value == .nameKeyed)
    #expect(Self.sign(usual + [there[0]]).value == .none)
    #expect(
      Self.sign([Self.asked(Self.cut), Self.asked(.site, .controlName, port: 8080)]).value
        == .undecided)
    let secure = [
      Self.asked(Self.cut, port: 443, scheme: .https),
      Self.asked(.site, .controlName, port: 443, scheme: .https),
    ]
    #expect(Self.sign(secure).value == .undecided)
    #expect(Self.sign([Self.asked(Self.cut), Self.asked(.site, .redirect)]).value == .undecided)
  }
}
