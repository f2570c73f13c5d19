import COpenSSL
import Lab
import Testing

@Suite("TLS in the lab", .timeLimit(.minutes(10)))
struct TLSTests {
  private func plan(https: String) throws -> Scenario {
    try scenario(
      """
      "names": {"shop.example": {"a": "127.1.0.10"}, "filed.example": {"a": "127.1.0.10"}},
      "sites": {"127.1.0.10": {"content": {"title": "The site"},
        "gateway": {"page": "adm-aws", "blocks": ["shop.example"], "https": "\(https)"}}}
      """)
  }

  /// What a hello gets: the first octets and how the connection ends.
  private func answer(
    to hello: [UInt8], _ port: UInt16
  ) throws -> (octets: [UInt8], ending: RawClient.Ending) {
    let client = try RawClient("127.1.0.10", port)
    client.send(hello)
    return client.receiveAll()
  }

  @Test(
    "a blocked name is reset, or closed, or answered in the clear",
    arguments: [
      ("reset", RawClient.Ending.reset, 0), ("eof", .closed, 0), ("plaintext", .closed, 631),
    ])
  func blocked(https: String, ending: RawClient.Ending, octets: Int) async throws {
    try await Lab.with(plan(https: https)) { lab in
      let hello = try clientHello(serverName: "shop.example")
      let answer = try answer(to: hello, lab.ports.https)
      #expect(answer.ending == ending)
      #expect(answer.octets.count == octets)
      #expect(octets == 0 || answer.octets == BlockPage.admAWS.octets(host: "shop.example"))
    }
  }

  @Test("a hello in single octets is blocked too")
  func fragments() async throws {
    try await Lab.with(plan(https: "reset")) { lab in
      let client = try RawClient("127.1.0.10", lab.ports.https)
      for octet in try clientHello(serverName: "www.shop.example") {
        client.send([octet])
      }
      #expect(client.receiveAll().ending == .reset)
    }
  }

  @Test("only hellos without TLS 1.3 are reset where the gateway cannot read it")
  func tls12Only() async throws {
    try await Lab.with(plan(https: "reset-tls12-only")) { lab in
      let hello = try clientHello(serverName: "shop.example", onlyTLS12: true)
      #expect(try answer(to: hello, lab.ports.https).ending == .reset)
      let outcome = try secureFetch(
        "127.1.0.10", lab.ports.https, serverName: "shop.example",
        authorityPath: lab.authorityPath)
      #expect(outcome.isComplete && outcome.response.contains("<title>The site</title>"))
    }
  }

  @Test(
    "other names and no name at all complete", arguments: ["filed.example", nil], [false, true])
  func passes(serverName: String?, onlyTLS12: Bool) async throws {
    try await Lab.with(plan(https: "reset")) { lab in
      let outcome = try secureFetch(
        "127.1.0.10", lab.ports.https, serverName: serverName, authorityPath: lab.authorityPath,
        onlyTLS12: onlyTLS12)
      #expect(outcome.isComplete)
      #expect(outcome.verifyResult == Int(X509_V_OK))
      #expect(outcome.response.hasPrefix("HTTP/1.1 200 OK"))
    }
  }

  @Test(
    "certificates are as faulty as the scenario says",
    arguments: [
      ("{\"expired\": true}", X509_V_ERR_CERT_HAS_EXPIRED),
      ("{\"names\": [\"other.example\"]}", X509_V_ERR_HOSTNAME_MISMATCH),
      ("{\"self_signed\": true}", X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT),
      ("{}", X509_V_OK),
    ])
  func certificates(plan: String, verdict: Int32) async throws {
    let scenario = try scenario(
      """
      "names": {"shop.example": {"cname": "edge.example"}, "edge.example": {"a": "127.1.0.10"}},
      "sites": {"127.1.0.10": {"certificate": \(plan)}}
      """)
    try await Lab.with(scenario) { lab in
      let outcome = try secureFetch(
        "127.1.0.10", lab.ports.https, serverName: "shop.example",
        authorityPath: lab.authorityPath)
      #expect(outcome.isComplete)
      #expect(outcome.verifyResult == Int(verdict))
    }
  }

  @Test(
    "a port may misbehave in every way a probe has to tell apart",
    arguments: [
      ("reset", RawClient.Ending.reset, ""), ("eof", .closed, ""),
      ("garbage", .closed, "SSH-2.0-OpenSSH_9.2p1\r\n"),
    ])
  func endpoints(endpoint: String, ending: RawClient.Ending, text: String) async throws {
    let scenario = try scenario(
      """
      "sites": {"127.1.0.10": {"http": "\(endpoint)", "https": "\(endpoint)"}}
      """)
    try await Lab.with(scenario) { lab in
      let plain = try fetch("127.1.0.10", lab.ports.http, host: "x.example")
      #expect(plain.ending == ending && plain.text == text)
      let secure = try answer(to: clientHello(serverName: "x.example"), lab.ports.https)
      #expect(secure.ending == ending && secure.octets == Array(text.utf8))
    }
  }

  @Test("a TLS port may send an alert, or speak no TLS")
  func alertAndPlain() async throws {
    let scenario = try scenario(
      """
      "sites": {"127.1.0.10": {"https": "alert"}, "127.1.0.11": {"https": "plain"}}
      """)
    try await Lab.with(scenario) { lab in
      let refused = try answer(to: clientHello(serverName: "x.example"), lab.ports.https)
      #expect(refused.octets == [21, 3, 3, 0, 2, 2, 40])
      let plain = try fetch("127.1.0.11", lab.ports.https, host: "x.example")
      #expect(plain.text.hasPrefix("HTTP/1.1 200 OK"))
    }
  }
}
