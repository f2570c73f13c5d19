import Diagnosis
import Evidence

/// What was seen of one site, by the columns of the differential table (facts, section 7).
///
/// As it stands, a site that opens at an address of Alibaba Cloud, and no records.
struct Seen {
  var target = Target(
    kind: .domain, ascii: "www.example.cn", unicode: "www.example.cn", registrable: "example.cn")
  /// The resolver's answers; `nil` for the addresses as A and AAAA records.
  var dns: [DNSExchange]?
  var places = [place("47.95.63.10")]
  /// HTTP under the site's name, and under another.
  var plain: [Answer] = [.site]
  var plainControl: [Answer] = []
  /// The ClientHello with the site's name, and with another; what HTTPS answers then.
  var hello: [Hello] = [.passes]
  var helloControl: [Hello] = []
  var secure: Answer?
  /// Another port under the site's name.
  var port: (number: Int, answer: Answer)?
  var records: [RecordFact] = []
  var request = Evidence.Request()
  var vantage = Vantage(hasIPv4Route: true, hasIPv6Route: true)

  /// A name that the gateway refuses: the page under it, a reset of its ClientHello, and neither
  /// for other names.
  static func blocked(by page: Answer = .block, _ records: RecordFact...) -> Seen {
    Seen(
      plain: [page], plainControl: [.site], hello: [.fails(.reset)], helloControl: [.passes],
      records: records)
  }

  static func open(_ records: RecordFact...) -> Seen { Seen(records: records) }

  static func place(
    _ address: String, _ area: Place.Area = .mainland, _ provider: String? = "alibaba"
  ) -> Place {
    Place(
      id: "place.\(address)", address: IPAddress(address) ?? IPAddress(family: .v4, bits: 0),
      area: area, provider: provider)
  }

  static func dns(
    _ failure: Failure? = nil, _ name: String = "www.example.cn",
    role: DNSExchange.Role = .resolver, type: String = "A",
    answers: [(type: String, data: String)] = [], authority: [(name: String, data: String)] = []
  ) -> DNSExchange {
    DNSExchange(
      id: "dns.\(role.rawValue).\(name).\(type)", role: role, server: "192.0.2.53:53",
      transport: .udp, name: name, type: type, startedMs: 0, durationMs: 1, failure: failure,
      answers: answers.map { .init(name: name, type: $0.type, ttlS: 60, data: $0.data) },
      authority: authority.map { .init(name: $0.name, type: "NS", ttlS: 60, data: $0.data) })
  }

  /// With something changed.
  func with(_ change: (inout Seen) -> Void) -> Seen {
    var copy = self
    change(&copy)
    return copy
  }

  var observation: Observation {
    Observation(
      input: target.ascii ?? "", index: 0, target: target, startedAt: RecordSignsTests.now,
      durationS: 0, evidence: evidence)
  }

  var judgement: Judgement { diagnose(observation, at: RecordSignsTests.now) }
  var verdict: Verdict { judgement.verdict }

  var evidence: Evidence {
    var evidence = Evidence(
      request: request, dns: target.kind == .domain ? dns ?? [resolved] : [], places: places,
      records: records, vantage: vantage)
    for place in places {
      let at = place.address
      for (index, answer) in plain.enumerated() {
        evidence.http.append(answer.exchange("http.\(at).\(index)", at, host: name))
      }
      for (index, answer) in plainControl.enumerated() {
        evidence.http.append(
          answer.exchange("http.control.\(at).\(index)", at, .controlName, host: "x.invalid"))
      }
      for (index, hello) in hello.enumerated() {
        evidence.tls.append(hello.handshake("tls.\(at).\(index)", at, .target))
      }
      for (index, hello) in helloControl.enumerated() {
        evidence.tls.append(hello.handshake("tls.control.\(at).\(index)", at, .controlName))
      }
      if let secure {
        evidence.http.append(secure.exchange("https.\(at)", at, scheme: .https, host: name))
      }
      if let port {
        evidence.http.append(
          port.answer.exchange("http.\(at).port", at, port: port.number, host: name))
      }
    }
    return evidence
  }

  private var name: String { target.ascii ?? "" }

  private var resolved: DNSExchange {
    Self.dns(
      answers: places.map { ($0.address.family == .v4 ? "A" : "AAAA", $0.address.description) })
  }

  /// What HTTP brought.
  struct Answer {
    var status: Int?
    var failure: Failure?
    var headers: [String: String] = [:]
    var title: String?
    var body = ""

    static let site = Answer(status: 200, title: "Shop", body: "Welcome")
    /// The pages of Alibaba Cloud and Tencent Cloud (facts B-10, B-13).
    static let block = Answer(
      status: 403, headers: ["Server": "Beaver"], title: "Non-compliance ICP Filing")
    static let tencentBlock = Answer(
      status: 302,
      headers: ["Location": "https://dnspod.qcloud.com/static/webblock.html?d=www.example.cn"])
    static func own(_ status: Int) -> Answer { Answer(status: status, title: "nginx") }
    static func fails(_ failure: Failure) -> Answer { Answer(failure: failure) }
    static func leads(to location: String) -> Answer {
      Answer(status: 302, headers: ["Location": location])
    }

    func exchange(
      _ id: String, _ address: IPAddress, _ purpose: ProbePurpose = .target,
      scheme: HTTPExchange.Scheme = .http, port: Int? = nil, host: String = "www.example.cn"
    ) -> HTTPExchange {
      HTTPExchange(
        id: id, purpose: purpose, scheme: scheme, address: address,
        port: port ?? (scheme == .http ? 80 : 443), host: host, startedMs: 0, durationMs: 1,
        failure: failure, status: status,
        headers: headers.map { HTTPExchange.Header(name: $0.key, value: $0.value) },
        title: title, body: body, bodyBytes: body.utf8.count)
    }
  }

  /// What a ClientHello brought.
  struct Hello {
    var failure: Failure?
    var offered: String?
    var version: String?
    var coversName = true
    var isTrusted: Bool? = true
    var port = 443

    static let passes = Hello(version: "TLSv1.3")
    static func fails(_ failure: Failure) -> Hello { Hello(failure: failure) }

    func handshake(
      _ id: String, _ address: IPAddress, _ purpose: ProbePurpose
    ) -> TLSHandshake {
      TLSHandshake(
        id: id, purpose: purpose, address: address, port: port, sni: "www.example.cn",
        offered: offered, startedMs: 0, durationMs: 1, failure: failure,
        version: failure == nil ? version : nil,
        certificate: failure == nil
          ? TLSHandshake.Certificate(
            subject: "", issuer: "", names: [], notBefore: nil, notAfter: nil,
            coversName: coversName, isTrusted: isTrusted, problem: nil) : nil)
    }
  }
}
