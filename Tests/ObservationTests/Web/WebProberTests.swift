import Engine
import Evidence
import Testing

@testable import Observation

@Suite("The web prober", .timeLimit(.minutes(10)))
struct WebProberTests {
  @Test("writes a block page down as evidence")
  func blockPage() async throws {
    let page = try page("page-crlf.bin")
    let finding = try await probe(.http, answer: page)
    let exchange = try #require(finding.http)
    #expect(finding.tls == nil)
    #expect(exchange.id == "http.1")
    #expect(exchange.purpose == .target)
    #expect(exchange.address == IPAddress("127.0.0.1"))
    #expect(exchange.port == 80)
    #expect(exchange.host == "www.example.cn")
    #expect(exchange.failure == nil)
    #expect(exchange.status == 403)
    #expect(exchange.reason == "Forbidden")
    #expect(exchange.version == "1.1")
    #expect(exchange.header("server") == "Beaver")
    #expect(!exchange.hasBareLineFeeds)
    #expect(exchange.title == "TestPage184")
    #expect(exchange.bodyBytes == 611)
    #expect(Array(exchange.body.utf8) == page.suffix(611))
    #expect(exchange.connectMs != nil)
    #expect(exchange.startedMs >= 0)
  }

  @Test("reads a head of bare line feeds, and says so")
  func bareLineFeeds() async throws {
    let exchange = try await probe(.http, answer: page("page-bare-lf.bin")).http
    #expect(exchange?.failure == nil)
    #expect(exchange?.hasBareLineFeeds == true)
    #expect(exchange?.header("Server") == "ADM/2.1.1")
    #expect(exchange?.title == "zhy54-HG100-2非法阻断")
  }

  @Test("does not wait for the body of a redirection without length")
  func redirection() async throws {
    let exchange = try await probe(.http, answer: page("redirect.bin")).http
    #expect(exchange?.failure == nil)
    #expect(exchange?.status == 302)
    #expect(exchange?.reason == "OK")
    #expect(
      exchange?.header("Location")?.hasPrefix("https://dnspod.qcloud.com/static/webblock.html?d=")
        == true)
  }

  @Test("writes down a page that came in answer to a ClientHello")
  func plaintext() async throws {
    let page = try page("page-bare-lf.bin")
    let finding = try await probe(.https, answer: page)
    let handshake = try #require(finding.tls)
    #expect(handshake.id == "tls.1")
    #expect(handshake.port == 443)
    #expect(handshake.sni == "www.example.cn")
    #expect(handshake.failure == .tlsNotTLS)
    #expect(handshake.version == nil)
    #expect(handshake.certificate == nil)
    let exchange = try #require(finding.http)
    #expect(exchange.failure == .tlsNotTLS)
    #expect(exchange.tls == nil)
    #expect(exchange.status == 403)
    #expect(exchange.title == "zhy54-HG100-2非法阻断")
    #expect(Array(exchange.body.utf8) == page.suffix(512))
    #expect(exchange.bodyBytes == 512)
  }

  @Test("notes the alert of a refused handshake, and no exchange")
  func alert() async throws {
    let finding = try await probe(.https, answer: [21, 3, 3, 0, 2, 2, 112])
    #expect(finding.http == nil)
    #expect(finding.tls?.failure == .tlsAlert)
    #expect(finding.tls?.alert == 112)
  }

  @Test("names the port in the Host field only where it is not the scheme's own")
  func hostField() async throws {
    let echo: ScriptedWebServer.Script = { request in
      Array("HTTP/1.1 200 OK\r\nContent-Length: \(request.count)\r\n\r\n".utf8) + request
    }
    for (port, host) in [(80, "www.example.cn"), (8080, "www.example.cn:8080")] {
      let exchange = try await probe(.http, port: UInt16(port), script: echo).http
      #expect(exchange?.host == host)
      #expect(exchange?.port == port)
      #expect(exchange?.body.contains("\r\nHost: \(host)\r\n") == true)
    }
  }

  @Test("stops when the whole diagnosis has to end")
  func deadline() async throws {
    let exchange = try await probe(.http, answer: [], seconds: 0.2).http
    #expect(exchange?.failure == .timeout)
    #expect(exchange?.status == nil)
  }

  private func probe(
    _ scheme: HTTPExchange.Scheme, answer: [UInt8], seconds: Double = 120
  ) async throws -> WebProber.Finding {
    try await probe(scheme, seconds: seconds) { _ in answer }
  }

  private func probe(
    _ scheme: HTTPExchange.Scheme, port: UInt16? = nil, seconds: Double = 120,
    script: @escaping ScriptedWebServer.Script
  ) async throws -> WebProber.Finding {
    let question = ProbeQuestion(
      purpose: .target, scheme: scheme, address: try #require(IPAddress("127.0.0.1")), port: port,
      host: "www.example.cn", serverName: "www.example.cn")
    return try await ScriptedWebServer.run(script: script) { connectPort in
      let prober = WebProber(
        portMap: [question.port: connectPort], connectTimeout: 120, totalTimeout: 120,
        userAgent: "icpdiag/test", start: .now)
      let shard = try Shard()
      let finding = await shard.run { shard in
        await prober.probe(
          question, as: WebProber.IDs(number: 1), until: .now.adding(seconds: seconds), on: shard)
      }
      await shard.stop()
      return finding
    }
  }

  private func page(_ name: String) throws -> [UInt8] {
    try FileOctets.read(Fixture.path("wire/http/\(name)"), limit: 4096)
  }
}
