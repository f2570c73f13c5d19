import Evidence
import Testing

@testable import Diagnosis

@Suite("The reading of one address")
struct SignTests {
  private static func exchange(
    _ scheme: HTTPExchange.Scheme, _ port: Int, status: Int? = nil, failure: Failure? = nil,
    location: String? = nil
  ) -> HTTPExchange {
    HTTPExchange(
      id: "http.\(port)", purpose: .target, scheme: scheme,
      address: IPAddress(family: .v4, bits: 0x2F60_0001), port: port, host: "example.cn",
      startedMs: 0, durationMs: 1, failure: failure, status: status,
      headers: location.map { [HTTPExchange.Header(name: "Location", value: $0)] } ?? [])
  }

  @Test("takes the port that the URL names for the site, else port 80")
  func readsTheNamedPort() {
    let exchanges = [
      Self.exchange(.http, 80, failure: .connectRefused), Self.exchange(.http, 8080, status: 200),
    ]
    #expect(HTTPReading(exchanges, port: 8080).sign.value == .ok)
    #expect(HTTPReading(exchanges, port: nil).sign.value == .refused)
  }

  @Test("lets HTTPS speak where port 80 redirects or fails, and not where it answers")
  func letsHTTPSSpeak() {
    let secure = Self.exchange(.https, 443, status: 500)
    let redirect = [Self.exchange(.http, 80, status: 301, location: "https://example.cn/"), secure]
    #expect(HTTPReading(redirect, port: nil).sign.value == .serverError)
    let answer = [Self.exchange(.http, 80, status: 200), secure]
    #expect(HTTPReading(answer, port: nil).sign.value == .ok)
    let refused = [
      Self.exchange(.http, 80, failure: .connectRefused), Self.exchange(.https, 443, status: 200),
    ]
    #expect(HTTPReading(refused, port: nil).sign.value == .httpsOnly)
    // A redirect to a port that takes the handshake and says nothing opens for nobody.
    let dead = [
      Self.exchange(.http, 80, status: 301, location: "HTTPS://Example.cn:443/x"),
      Self.exchange(.https, 443, failure: .timeout),
    ]
    #expect(HTTPReading(dead, port: nil).sign.value == .unanswered)
    // One that sends the visitor to another name has answered.
    let away = [
      Self.exchange(.http, 80, status: 301, location: "https://www.example.cn/"),
      Self.exchange(.https, 443, failure: .timeout),
    ]
    #expect(HTTPReading(away, port: nil).sign.value == .ok)
    // What cuts the name off on port 80 is not outweighed by HTTPS (facts H-03).
    let cut = [
      Self.exchange(.http, 80, failure: .reset), Self.exchange(.https, 443, status: 200),
    ]
    #expect(HTTPReading(cut, port: nil).sign.value == .reset)
  }

  @Test("does not take a question that was never asked for one without an answer")
  func unaskedQuestions() {
    func exchange(_ type: String, _ failure: Failure) -> DNSExchange {
      DNSExchange(
        id: type, role: .resolver, server: "192.0.2.53:53", transport: .udp, name: "example.cn",
        type: type, startedMs: 0, durationMs: 1, failure: failure)
    }
    func finding(_ failure: Failure) -> VantageFinding {
      var evidence = Evidence()
      evidence.dns = [exchange("A", failure), exchange("AAAA", .dnsNoData)]
      let target = Target(kind: .domain, ascii: "example.cn", registrable: "example.cn")
      return Sign<VantageFinding>.vantage(Sight(target, evidence)).value
    }
    #expect(finding(.local) == .noNetwork)
    #expect(finding(.dnsNoData) == .sound)
  }

  @Test("calls a reset keyed to the name only when another name on the address gets through")
  func comparesHandshakes() {
    func handshake(_ purpose: ProbePurpose, _ failure: Failure?) -> TLSHandshake {
      TLSHandshake(
        id: purpose.rawValue, purpose: purpose,
        address: IPAddress(family: .v4, bits: 0x2F60_0001), port: 443, sni: "example.cn",
        startedMs: 0, durationMs: 1, failure: failure)
    }
    let reset = handshake(.target, .reset)
    func finding(_ handshakes: TLSHandshake...) -> HTTPSFinding {
      Sign<HTTPSFinding>.https(handshakes, port: nil).value
    }
    #expect(finding(reset) == .resetUnexplained)
    #expect(finding(reset, handshake(.controlName, nil)) == .nameKeyedReset)
    #expect(finding(reset, handshake(.controlName, .eof)) == .resetForAll)
    #expect(finding(reset, handshake(.controlName, .timeout)) == .resetUnexplained)
    #expect(finding() == .notProbed)
  }
}
