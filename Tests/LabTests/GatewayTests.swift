import Glibc
import Lab
import Testing

@Suite("A gateway", .timeLimit(.minutes(10)))
struct GatewayTests {
  private func gateway(_ members: String) throws -> Scenario {
    try scenario(
      """
      "names": {"shop.example": {"a": "127.1.0.10"}, "*.shop.example": {"a": "127.1.0.10"},
        "filed.example": {"a": "127.1.0.10"}},
      "sites": {"127.1.0.10": {"content": {"title": "The site"}, "gateway": {\(members)}}}
      """)
  }

  @Test("sends its page in place of the site's, octet for octet", arguments: BlockPage.allCases)
  func pages(page: BlockPage) async throws {
    let plan = try gateway(
      "\"page\": \"\(page.rawValue)\", \"blocks\": [\"shop.example\"], \"http\": \"page\"")
    try await Lab.with(plan) { lab in
      let client = try RawClient("127.1.0.10", lab.ports.http)
      client.send("GET / HTTP/1.1\r\nHost: shop.example\r\n\r\n")
      let expected = page.octets(host: "shop.example")
      #expect(client.receive(exactly: expected.count) == expected)
      // Tencent's redirect keeps the connection open until the client ends it.
      client.endSending()
      let rest = client.receiveAll()
      #expect(rest.octets.isEmpty && rest.ending == .closed)
    }
  }

  @Test("resets after the whole page where clients acknowledge what the site never sent")
  func resetsAfterPage() async throws {
    let plan = try gateway("\"page\": \"alibaba-old\", \"blocks\": \"shop.example\"")
    try await Lab.with(plan) { lab in
      let answer = try fetch("127.1.0.10", lab.ports.http, host: "shop.example")
      #expect(answer.octets.count == 743)
      #expect(answer.ending == .reset)
    }
  }

  @Test("resets without a word when told to")
  func resets() async throws {
    let plan = try gateway(
      "\"page\": \"adm\", \"blocks\": \"shop.example\", \"http\": \"reset\"")
    try await Lab.with(plan) { lab in
      let answer = try fetch("127.1.0.10", lab.ports.http, host: "shop.example")
      #expect(answer.octets.isEmpty && answer.ending == .reset)
    }
  }

  @Test(
    "blocks a name with all below it, however it is written",
    arguments: [
      "shop.example", "SHOP.Example", "shop.example:8080", "shop.example.", "a.b.shop.example",
    ])
  func blocks(host: String) async throws {
    let plan = try gateway("\"page\": \"alibaba-new\", \"blocks\": [\"shop.example\"]")
    try await Lab.with(plan) { lab in
      let answer = try fetch("127.1.0.10", lab.ports.http, host: host)
      #expect(answer.text.contains("Server: Beaver"))
    }
  }

  @Test(
    "lets other names, addresses and nameless requests pass",
    arguments: [
      "filed.example", "notshop.example", "x8d1.invalid", "127.1.0.10", "[::1]:80", nil,
    ])
  func passes(host: String?) async throws {
    let plan = try gateway("\"page\": \"alibaba-new\", \"blocks\": [\"shop.example\"]")
    try await Lab.with(plan) { lab in
      let answer = try fetch("127.1.0.10", lab.ports.http, host: host)
      #expect(answer.text.hasPrefix("HTTP/1.1 200 OK\r\n"))
      #expect(answer.text.contains("<title>The site</title>"))
      #expect(answer.ending == .closed)
    }
  }

  @Test("may block every name but the filed ones, and still no address")
  func everyName() async throws {
    let plan = try gateway(
      "\"page\": \"tencent\", \"http\": \"reset\", \"blocks\": \"*\", \"passes\": \"filed.example\""
    )
    try await Lab.with(plan) { lab in
      let endings = try ["x8d1.invalid", "www.filed.example", "127.1.0.10"].map { host in
        try fetch("127.1.0.10", lab.ports.http, host: host).ending
      }
      #expect(endings == [.reset, .closed, .closed])
    }
  }

  @Test("lets HEAD pass where Tencent does, and answers it with a head alone where Alibaba does")
  func head() async throws {
    let tencent = try gateway("\"page\": \"tencent\", \"blocks\": \"shop.example\"")
    try await Lab.with(tencent) { lab in
      let answer = try fetch("127.1.0.10", lab.ports.http, host: "shop.example", method: "HEAD")
      #expect(answer.text.hasPrefix("HTTP/1.1 200 OK"))
    }
    let alibaba = try gateway("\"page\": \"alibaba-old\", \"blocks\": \"shop.example\"")
    try await Lab.with(alibaba) { lab in
      let answer = try fetch("127.1.0.10", lab.ports.http, host: "shop.example", method: "HEAD")
      #expect(answer.octets.count == 132)
    }
  }

  @Test("lets the first visits pass when it is to flap, each name and port on its own")
  func flaps() async throws {
    let plan = try gateway(
      "\"page\": \"alibaba-new\", \"blocks\": \"shop.example\", \"clean_first\": 2, \"clean_first_tls\": 1"
    )
    try await Lab.with(plan) { lab in
      func isBlocked(_ host: String) throws -> Bool {
        try fetch("127.1.0.10", lab.ports.http, host: host).text.contains("Beaver")
      }
      for expected in [false, false, true, true] {
        #expect(try isBlocked("shop.example") == expected)
      }
      #expect(try !isBlocked("www.shop.example"))
      let hello = try clientHello(serverName: "shop.example")
      let first = try RawClient("127.1.0.10", lab.ports.https)
      first.send(hello)
      #expect(first.receive().first == 22)
      let second = try RawClient("127.1.0.10", lab.ports.https)
      second.send(hello)
      #expect(second.receiveAll().ending == .reset)
    }
  }

  @Test("blocks only every nth visit when it is to lose races")
  func losesRaces() async throws {
    let plan = try gateway(
      "\"page\": \"alibaba-new\", \"blocks\": \"shop.example\", \"clean_first\": 1, \"every\": 2")
    try await Lab.with(plan) { lab in
      let blocked = try (0..<5).map { _ in
        try fetch("127.1.0.10", lab.ports.http, host: "shop.example").text.contains("Beaver")
      }
      #expect(blocked == [false, false, true, false, true])
      #expect(Array(lab.connections.values) == [5])
    }
  }

  @Test("stands in front of port 8080 too, which only sites have that say so")
  func furtherPort() async throws {
    let plan = try scenario(
      """
      "sites": {
        "127.1.0.10": {"http_8080": "serve",
          "gateway": {"page": "adm", "blocks": "shop.example"}},
        "127.1.0.11": {}}
      """)
    try await Lab.with(plan) { lab in
      let port = lab.ports.http8080
      #expect(lab.options.contains { $0.hasSuffix(",8080=\(port)") })
      let named = try fetch("127.1.0.10", port, host: "shop.example:8080")
      #expect(named.text.contains("Server: ADM/2.1.1"))
      #expect(try fetch("127.1.0.10", port, host: "127.1.0.10:8080").text.contains("200 OK"))
      #expect(throws: RawClient.ConnectError(code: ECONNREFUSED)) {
        _ = try RawClient("127.1.0.11", port)
      }
    }
  }

  @Test("remembers what it blocked")
  func events() async throws {
    let plan = try gateway("\"page\": \"alibaba-new\", \"blocks\": \"shop.example\"")
    try await Lab.with(plan) { lab in
      _ = try fetch("127.1.0.10", lab.ports.http, host: "shop.example", path: "/a?b")
      _ = try fetch("127.1.0.10", lab.ports.http, host: "filed.example")
      #expect(lab.events.map(\.isBlocked) == [true, false])
      #expect(lab.events.map(\.name) == ["shop.example", "filed.example"])
      #expect(lab.events.first?.kind == .http(method: "GET", path: "/a", overTLS: false))
    }
  }
}
