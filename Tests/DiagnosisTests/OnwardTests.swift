import Evidence
import Testing

@testable import Diagnosis

@Suite("The reading of what lies behind")
struct OnwardTests {
  private static let address = IPAddress(family: .v4, bits: 0x2F60_0001)

  private static func exchange(
    _ id: String, via: String? = nil, host: String = "example.cn", status: Int? = 302,
    to location: String? = nil, notFollowed: HTTPExchange.NotFollowed? = nil
  ) -> HTTPExchange {
    HTTPExchange(
      id: id, purpose: via == nil ? .target : .redirect, scheme: .http, address: address, port: 80,
      host: host, via: via, notFollowed: notFollowed, startedMs: 0, durationMs: 0, status: status,
      headers: location.map { [.init(name: "Location", value: $0)] } ?? [])
  }

  private static func finding(_ exchanges: HTTPExchange...) -> HTTPFinding {
    HTTPReading(
      exchanges, port: nil, among: exchanges, site: "example.cn"
    ).sign.value
  }

  @Test("lets the end of the site's own redirects speak, and no stranger's")
  func end() {
    let start = Self.exchange("1", to: "http://www.example.cn/")
    let own = Self.exchange("2", via: "1", host: "www.example.cn", status: 500)
    #expect(Self.finding(start, own) == .serverError)
    let other = Self.exchange("2", via: "1", host: "other.cn", status: 500)
    #expect(Self.finding(start, other) == .ok)
    let near = Self.exchange("2", via: "1", host: "notexample.cn", status: 500)
    #expect(Self.finding(start, near) == .ok)
  }

  @Test("takes a hop that sends its visitors to HTTPS, and was not followed, for no answer")
  func hopToHTTPS() {
    let start = Self.exchange("1", to: "http://www.example.cn/")
    let hop = Self.exchange(
      "2", via: "1", host: "www.example.cn", to: "https://www.example.cn/",
      notFollowed: .deadline)
    #expect(Self.finding(start, hop) == .redirectOnly)
    let away = Self.exchange(
      "2", via: "1", host: "www.example.cn", to: "https://example.cn/", notFollowed: .deadline)
    #expect(Self.finding(start, away) == .ok)
  }

  @Test("reads the first answer, whatever the page behind it says (Q-23)")
  func firstAnswer() {
    let block = Self.exchange(
      "1", to: "https://dnspod.qcloud.com/static/webblock.html?d=example.cn")
    let hop = Self.exchange("2", via: "1", host: "dnspod.qcloud.com", status: 200)
    #expect(Self.finding(block, hop) == .filingPage)
  }

  @Test("takes what was asked beside a hop without an answer for no hop behind it")
  func asides() {
    let start = Self.exchange("1", to: "http://www.example.cn/")
    var cut = Self.exchange("2", via: "1", host: "www.example.cn", status: nil)
    cut.failure = .reset
    let page = Self.exchange("3", via: "2", host: "www.example.cn", status: 200)
    #expect(Self.finding(start, cut, page) == .reset)
    let block = Self.exchange(
      "3", via: "2", host: "www.example.cn",
      to: "https://dnspod.qcloud.com/static/webblock.html?d=www.example.cn")
    #expect(Self.finding(start, cut, block) == .filingPage)
  }

  @Test("prints no command from a stored report's name that a shell would read")
  func pastedCommand() {
    for (host, isPrinted) in [("other.cn", true), ("x$(reboot).cn", false), ("-x.cn", false)] {
      let start = Self.exchange("1", to: "http://other.cn/")
      let block = Self.exchange(
        "2", via: "1", host: host,
        to: "https://dnspod.qcloud.com/static/webblock.html?d=other.cn")
      var evidence = Evidence()
      evidence.places = [Place(id: "place.1", address: Self.address, area: .mainland)]
      evidence.dns = [
        DNSExchange(
          id: "dns.1", role: .resolver, server: "192.0.2.53:53", transport: .udp,
          name: "example.cn", type: "A", startedMs: 0, durationMs: 1,
          answers: [
            .init(name: "example.cn", type: "A", ttlS: 1, data: Self.address.description)
          ])
      ]
      evidence.http = [start, block]
      let now = Timestamp(secondsSinceEpoch: 1_783_584_000)
      let verdict = diagnose(
        Observation(
          input: "example.cn", index: 0,
          target: Target(
            kind: .domain, ascii: "example.cn", unicode: "example.cn", registrable: "example.cn"),
          startedAt: now, durationS: 0, evidence: evidence), at: now
      ).verdict
      #expect(verdict.cause == .undetermined)
      let texts = [verdict.summary] + verdict.remedy.map(\.text)
      #expect(texts.contains { $0.en.contains("leads to") })
      #expect(texts.contains { $0.en.contains(host) } == isPrinted)
    }
  }

  @Test("is less sure of a block page that the bare address shows too (K-10)")
  func pageForAll() {
    let block = Self.exchange(
      "1", to: "https://dnspod.qcloud.com/static/webblock.html?d=example.cn")
    var control = block
    control.id = "2"
    control.purpose = .controlName
    #expect(Self.finding(block, control) == .filingPage)
    control.purpose = .controlAddress
    #expect(Self.finding(block, control) == .filingPageLikely)
    control.port = 8080
    #expect(Self.finding(block, control) == .filingPage)
  }

  @Test("compares a hop's handshake with those under no name at the hop's address alone")
  func hopControls() {
    func handshake(
      _ purpose: ProbePurpose, at address: IPAddress = Self.address, _ failure: Failure?
    ) -> TLSHandshake {
      TLSHandshake(
        id: "", purpose: purpose, address: address, port: 443,
        sni: purpose == .redirect ? "www.example.cn" : nil, offered: nil, startedMs: 0,
        durationMs: 0, failure: failure)
    }
    func finding(_ handshakes: TLSHandshake...) -> HTTPSFinding {
      Sign<HTTPSFinding>.https(
        behindRedirect: handshakes[0], among: handshakes
      ).value
    }
    let hop = handshake(.redirect, .reset)
    #expect(finding(hop, handshake(.controlAddress, nil)) == .nameKeyedReset)
    #expect(finding(hop, handshake(.controlAddress, .reset)) == .resetForAll)
    #expect(finding(hop, handshake(.redirect, nil), handshake(.controlAddress, nil)) == .ok)
    // A server may reset every name but its own: the target's own name is no control.
    #expect(finding(hop, handshake(.target, nil)) == .resetUnexplained)
    let other = IPAddress(family: .v4, bits: 0x2F60_0002)
    #expect(
      finding(hop, handshake(.controlAddress, at: other, nil)) == .resetUnexplained)
  }

  @Test("calls redirects without end an error, unless cookies might end them")
  func loops() {
    let start = Self.exchange("1", to: "/a")
    var last = Self.exchange("2", via: "1", to: "/", notFollowed: .loop)
    #expect(Self.finding(start, last) == .redirectLoop)
    last.headers.append(.init(name: "set-cookie", value: "a=b"))
    #expect(Self.finding(start, last) == .ok)
  }

  @Test("comes to an end though a stored report leads in a circle")
  func circles() {
    let one = Self.exchange("1", to: "/a")
    var two = Self.exchange("2", via: "1", to: "/")
    two.via = "1"
    var circle = one
    circle.via = "2"
    #expect(Self.finding(circle, two) == .ok)
  }

  @Test("calls TLS 1.2 refused for the name only when another name passes in it")
  func oldTLS() {
    func handshake(
      _ purpose: ProbePurpose, offering: String? = nil, _ failure: Failure?,
      version: String = "TLSv1.3"
    ) -> TLSHandshake {
      TLSHandshake(
        id: "", purpose: purpose, address: Self.address, port: 443, sni: nil, offered: offering,
        startedMs: 0, durationMs: 0, failure: failure, version: failure == nil ? version : nil)
    }
    func finding(_ handshakes: TLSHandshake...) -> HTTPSFinding {
      Sign<HTTPSFinding>.https(handshakes, port: nil).value
    }
    let usual = handshake(.target, nil)
    let old = handshake(.target, offering: "TLSv1.2", .reset)
    let control = handshake(.controlAddress, offering: "TLSv1.2", nil, version: "TLSv1.2")
    #expect(finding(usual, old, control) == .resetOnOldTLSOnly)
    #expect(finding(usual, old) == .ok)
    #expect(finding(usual, old, handshake(.controlAddress, offering: "TLSv1.2", .reset)) == .ok)
    #expect(finding(usual, old, handshake(.controlAddress, nil)) == .ok)
    #expect(finding(usual, handshake(.target, offering: "TLSv1.2", nil), control) == .ok)
    let reset = handshake(.target, .reset)
    let new = handshake(.target, offering: "TLSv1.3", nil)
    #expect(finding(reset, old, new, handshake(.controlAddress, nil)) == .resetOnOldTLSOnly)
    #expect(finding(reset, handshake(.redirect, nil)) == .resetUnexplained)
    // In whichever version the name gets through, it is not refused; the first reset was chance.
    let passed = handshake(.target, offering: "TLSv1.2", nil, version: "TLSv1.2")
    #expect(finding(reset, passed, new, handshake(.controlAddress, nil)) == .resetUnexplained)
    #expect(finding(reset, passed, handshake(.controlAddress, nil)) == .resetUnexplained)
  }
}
