import Lab
import Testing

@Suite("Hostile clients of the lab", .timeLimit(.minutes(10)))
struct HostileClientTests {
  private func plan() throws -> Scenario {
    try scenario(
      """
      "names": {"shop.example": {"a": "127.1.0.10"}},
      "sites": {"127.1.0.10": {"gateway": {"page": "tencent", "blocks": "blocked.example"}}}
      """)
  }

  private var impatient: LabSettings {
    var settings = LabSettings()
    settings.clientSeconds = 0.05
    return settings
  }

  /// The proof that the lab still works.
  private func stillServes(_ lab: RunningLab) throws -> Bool {
    try fetch("127.1.0.10", lab.ports.http, host: "shop.example").text.hasPrefix("HTTP/1.1 200")
  }

  @Test(
    "get an error for octets that are no request",
    arguments: [
      "\u{0}\u{1}\u{2}\r\n\r\n", "GET /\r\n\r\n", "GET / HTTP/2.0\r\n\r\n", "\n\n",
      "\u{16}\u{3}\u{1}\n\n",
    ])
  func junk(octets: String) async throws {
    try await Lab.with(plan()) { lab in
      let client = try RawClient("127.1.0.10", lab.ports.http)
      client.send(octets)
      client.endSending()
      let answer = client.receiveAll()
      #expect(answer.ending == .closed)
      #expect(String(decoding: answer.octets, as: UTF8.self).hasPrefix("HTTP/1.1 400"))
      #expect(try stillServes(lab))
    }
  }

  @Test("may not send a head without end")
  func hugeHead() async throws {
    try await Lab.with(plan()) { lab in
      let client = try RawClient("127.1.0.10", lab.ports.http)
      client.send("GET / HTTP/1.1\r\n" + String(repeating: "X-Filler: yes\r\n", count: 4_000))
      client.endSending()
      let answer = client.receiveAll()
      #expect(answer.ending == .closed)
      #expect(String(decoding: answer.octets, as: UTF8.self).hasPrefix("HTTP/1.1 431"))
      #expect(try stillServes(lab))
    }
  }

  @Test("are let go when they are slow", arguments: ["", "GET / HTTP/1.1\r\nHost: shop.ex"])
  func slow(octets: String) async throws {
    try await Lab.with(plan(), impatient) { lab in
      for port in [lab.ports.http, lab.ports.https, lab.ports.dns] {
        let client = try RawClient(port == lab.ports.dns ? "127.0.0.1" : "127.1.0.10", port)
        client.send(octets)
        #expect(client.receiveAll().ending != .stuck)
      }
    }
  }

  @Test("are told in plain words that a TLS port wants TLS")
  func plainOnTLSPort() async throws {
    try await Lab.with(plan()) { lab in
      let client = try RawClient("127.1.0.10", lab.ports.https)
      client.send("GET / HTTP/1.1\r\nHost: shop.example\r\n\r\n")
      client.endSending()
      let answer = client.receiveAll()
      #expect(String(decoding: answer.octets, as: UTF8.self).hasPrefix("HTTP/1.1 400"))
    }
  }

  @Test("may cut or spoil a ClientHello anywhere", arguments: [0, 1, 5, 9, 43, 44, 100, 200])
  func spoiltHello(offset: Int) async throws {
    try await Lab.with(plan(), impatient) { lab in
      var hello = try clientHello(serverName: "blocked.example")
      hello[offset] ^= 0xFF
      let spoilt = try RawClient("127.1.0.10", lab.ports.https)
      spoilt.send(hello)
      spoilt.endSending()
      #expect(spoilt.receiveAll().ending != .stuck)
      let cut = try RawClient("127.1.0.10", lab.ports.https)
      cut.send(Array(hello.prefix(offset)))
      cut.endSending()
      #expect(cut.receiveAll().ending != .stuck)
      #expect(try stillServes(lab))
    }
  }

  @Test("cannot put a line into a redirect by their Host field")
  func headerInjection() async throws {
    try await Lab.with(plan()) { lab in
      let client = try RawClient("127.1.0.10", lab.ports.http)
      client.send("GET / HTTP/1.1\r\nHost: a\u{1B}[31m<b>.blocked.example\rSet-Cookie: x\r\n\r\n")
      client.endSending()
      let text = String(decoding: client.receiveAll().octets, as: UTF8.self)
      #expect(!text.contains("\u{1B}") && !text.contains("<"))
      #expect(!text.contains("\r\nSet-Cookie"))
    }
  }

  @Test("get no answer to datagrams that are no question, and spoil nothing")
  func junkDatagrams() async throws {
    try await Lab.with(plan()) { lab in
      let client = try RawClient("127.0.0.1", lab.ports.dns, datagram: true)
      for octets in [
        [], [0], [UInt8](repeating: 0xFF, count: 12), [UInt8](repeating: 0xC0, count: 512),
      ] {
        client.send(octets)
      }
      // A response is no question either, and must not be answered: two labs would never end.
      client.send([0, 1, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0])
      // Refused with FORMERR: the first answer to arrive.
      client.send([0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
      #expect(client.receive().prefix(4) == [0, 9, 0x80 | 0x00, 0x81])
    }
  }

  @Test("may open hundreds of connections and say nothing")
  func idleCrowd() async throws {
    try await Lab.with(plan()) { lab in
      let crowd = try (0..<300).map { _ in try RawClient("127.1.0.10", lab.ports.http) }
      #expect(try stillServes(lab))
      #expect(crowd.count == 300)
    }
  }

  @Test("wait their turn when there are too many")
  func limit() async throws {
    var settings = impatient
    settings.connectionLimit = 4
    try await Lab.with(plan(), settings) { lab in
      let crowd = try (0..<16).map { _ in try RawClient("127.1.0.10", lab.ports.http) }
      #expect(try stillServes(lab))
      #expect(crowd.count == 16)
    }
  }

  @Test("may ask again on one connection, several questions at once included")
  func pipelining() async throws {
    try await Lab.with(plan()) { lab in
      let client = try RawClient("127.1.0.10", lab.ports.http)
      let request = "GET / HTTP/1.1\r\nHost: shop.example\r\n"
      client.send(request + "\r\n" + request + "\r\n" + request + "Connection: close\r\n\r\n")
      let (octets, ending) = client.receiveAll()
      let text = String(decoding: octets, as: UTF8.self)
      #expect(text.components(of: "HTTP/1.1 200 OK") == 3)
      #expect(ending == .closed)
    }
  }
}

extension String {
  /// How often `part` occurs.
  fileprivate func components(of part: String) -> Int {
    ranges(of: part).count
  }
}
