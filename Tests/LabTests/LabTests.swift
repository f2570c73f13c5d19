import Diagnosis
import Evidence
import Glibc
import Lab
import Testing
import Wire

@Suite("A lab", .timeLimit(.minutes(10)))
struct LabTests {
  /// Every line of a file.
  private func lines(_ path: String) throws -> [String] {
    String(decoding: try readScenarioFile(path), as: UTF8.self).split(separator: "\n").map(
      String.init)
  }

  @Test("plays the scenarios of the package", arguments: ["demo", "bulk"])
  func fixtures(name: String) async throws {
    let plan = try fixture(name)
    #expect(plan.targets.count >= 3)
    for target in plan.targets {
      #expect(CauseID(rawValue: target.expect ?? "") != nil, "\(target.target)")
    }
    try await Lab.with(plan) { lab in
      #expect(Set([lab.ports.dns, lab.ports.http, lab.ports.https]).count == 3)
      let targets = try lines(lab.targetsPath)
      #expect(targets.count == plan.targets.count)
      for path in lab.options where path.hasPrefix("/") {
        #expect(isReadable(path))
      }
    }
  }

  @Test("stands for every documented cause in the demonstration")
  func documentedCauses() throws {
    let expected = Set(try fixture("demo").targets.compactMap(\.expect))
    for cause in [
      "not-filed", "not-transferred", "not-synced", "dns-not-resolved", "dns-elsewhere",
    ] {
      #expect(expected.contains(cause))
    }
  }

  @Test("knows every name that the demonstration diagnoses")
  func demonstrationNames() throws {
    let plan = try fixture("demo")
    for target in plan.targets
    where target.target.hasSuffix(".example") && target.target.utf8.allSatisfy({ $0 < 128 }) {
      #expect(
        plan.names.exact.keys.contains { $0.description == target.target }, "\(target.target)")
    }
  }

  @Test("writes the places of its sites and blocks")
  func places() async throws {
    let plan = try scenario(
      """
      "places": [{"cidr": "127.2.0.0/16", "area": "elsewhere"}],
      "sites": {"127.1.0.0/31": {"place": {"provider": "alibaba", "area": "mainland"}}}
      """)
    try await Lab.with(plan) { lab in
      let rows = try lines(lab.folder.path + "/places.csv")
      #expect(
        rows == [
          "cidr,provider,region,area", "127.2.0.0/16,,,elsewhere", "127.1.0.0/31,alibaba,,mainland",
        ])
      #expect(try fetch("127.1.0.1", lab.ports.http, host: nil).ending == .closed)
    }
  }

  @Test("refuses, ignores and serves connections at once")
  func endpoints() async throws {
    let plan = try scenario(
      """
      "sites": {"127.1.0.1": {"http": "refused"}, "127.1.0.2": {"http": "silent"},
        "127.1.0.3": {"http": "unanswered"}, "::1": {"content": {"title": "Six"}}}
      """)
    try await Lab.with(plan) { lab in
      let port = lab.ports.http
      #expect(throws: RawClient.ConnectError(code: ECONNREFUSED)) {
        try RawClient("127.1.0.1", port)
      }
      let silent = try RawClient("127.1.0.2", port)
      silent.send("GET / HTTP/1.1\r\n\r\n")
      silent.endSending()
      #expect(silent.receiveAll().octets.isEmpty)
      // No SYN-ACK comes: the connection is still under way when everything else is answered.
      let pending = try PendingConnection("127.1.0.3", port)
      let six = try fetch("::1", port, host: "[::1]")
      #expect(six.text.contains("<title>Six</title>"))
      #expect(pending.isPending)
    }
  }

  @Test("serves what the content says, by host and path")
  func content() async throws {
    let plan = try scenario(
      """
      "sites": {"127.1.0.1": {"content": {"title": "Default", "latency_ms": 1,
        "headers": ["Server: Tengine", "X-A: 1"],
        "paths": {"/quoted": {"title": "Article", "quotes": "alibaba-new"}},
        "hosts": {"old.example": {"redirect": "https://new.example/"},
          "down.example": {"status": 503, "body": "no"}}}}}
      """)
    try await Lab.with(plan) { lab in
      let port = lab.ports.http
      let home = try fetch("127.1.0.1", port, host: "any.example")
      #expect(home.text.contains("Server: Tengine\r\n") && home.text.contains("X-A: 1\r\n"))
      let quoted = try fetch("127.1.0.1", port, host: "any.example", path: "/quoted?x=1")
      #expect(quoted.text.hasPrefix("HTTP/1.1 200 OK"))
      #expect(quoted.text.contains("beian-block?id="))
      let old = try fetch("127.1.0.1", port, host: "OLD.example")
      #expect(old.text.hasPrefix("HTTP/1.1 301 Moved Permanently"))
      #expect(old.text.contains("Location: https://new.example/\r\n"))
      let down = try fetch("127.1.0.1", port, host: "down.example")
      #expect(
        down.text.hasPrefix("HTTP/1.1 503 Service Unavailable") && down.text.hasSuffix("\r\n\r\nno")
      )
    }
  }

  @Test("releases its ports and removes its files when it stops")
  func stops() async throws {
    let plan = try scenario("\"sites\": {\"127.1.0.1\": {\"https\": \"unanswered\"}}")
    let first = try await Lab.start(plan)
    // A client that is being served must not keep the lab alive.
    let client = try RawClient("127.1.0.1", first.ports.http)
    client.send("GET / HTTP/1.1\r\n")
    await first.stop()
    #expect(client.receiveAll().octets.isEmpty)
    #expect(!isReadable(first.folder.path))
    for (address, port) in [
      ("127.0.0.1", first.ports.dns), ("127.1.0.1", first.ports.http),
      ("127.1.0.1", first.ports.https),
    ] {
      #expect(throws: RawClient.ConnectError(code: ECONNREFUSED)) { try RawClient(address, port) }
    }
    var settings = LabSettings()
    settings.dnsPort = first.ports.dns
    settings.httpPort = first.ports.http
    settings.httpsPort = first.ports.https
    try await Lab.with(plan, settings) { lab in
      #expect(lab.ports == first.ports)
    }
  }

  @Test("says which port is taken")
  func taken() async throws {
    let plan = try scenario("\"sites\": {\"127.1.0.1\": {}}")
    try await Lab.with(plan) { lab in
      var settings = LabSettings()
      settings.httpPort = lab.ports.http
      let error = await #expect(throws: LabError.self) { try await Lab.start(plan, settings) }
      #expect(error?.code == .resource)
      #expect(error?.description.contains("port \(lab.ports.http) of 127.1.0.1") == true)
    }
  }
}

private func isReadable(_ path: String) -> Bool {
  unsafe access(path, R_OK) == 0
}

/// A connection that is being made.
private final class PendingConnection {
  private let descriptor: Int32

  init(_ address: String, _ port: UInt16) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
    var peer = sockaddr_in()
    peer.sin_family = sa_family_t(AF_INET)
    peer.sin_port = port.bigEndian
    try #require(unsafe inet_pton(AF_INET, address, &peer.sin_addr) == 1)
    let code = unsafe withUnsafePointer(to: &peer) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(code == -1 && errno == EINPROGRESS)
  }

  deinit {
    close(descriptor)
  }

  /// Neither made nor refused so far.
  var isPending: Bool {
    var poll = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return unsafe Glibc.poll(&poll, 1, 0) == 0
  }
}
