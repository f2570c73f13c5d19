import Glibc
import Testing

@testable import Engine

@Suite("A transfer that posts", .timeLimit(.minutes(10)))
struct PostTests {
  /// Takes one request with a body as long as it says, and answers it.
  private static func take(_ peer: Peer, _ received: Received) {
    var octets: [UInt8] = []
    while !isWhole(octets) {
      let more = peer.receive()
      guard !more.isEmpty else { break }
      octets += more
    }
    received.append(octets)
    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
  }

  private static func isWhole(_ octets: [UInt8]) -> Bool {
    let text = String(decoding: octets, as: UTF8.self)
    guard let blank = text.firstRange(of: "\r\n\r\n") else { return false }
    let length = text[..<blank.lowerBound].split(separator: "\r\n")
      .first { $0.hasPrefix("Content-Length: ") }.flatMap { Int($0.dropFirst(16)) }
    return text[blank.upperBound...].utf8.count >= length ?? 0
  }

  @Test("sends its body and its fields once, and its handle gets again afterwards")
  func postThenGet() async throws {
    let received = Received()
    // Nothing asks the peer for more than the head and the body, so an Expect would hang here.
    let server = try ScriptedServer { Self.take($0, received) }
    var post = TransferRequest(.http, to: server.port)
    post.body = Array("{\"a\":\"\u{4E2D}\0\"}".utf8)
    post.fields = [TransferRequest.Field("Content-Type", "application/json"), .init("X-A", "1 2")]
    var empty = post
    empty.body = []
    empty.fields = []
    let get = TransferRequest(.http, to: server.port)
    let requests = [post, empty, get]
    let results = try await Shard.once { shard in
      var results: [TransferResult] = []
      for request in requests { results.append(await shard.perform(request)) }
      return results
    }
    #expect(results.map(\.failure) == [nil, nil, nil])
    #expect(results.map(\.text) == ["ok", "ok", "ok"])
    let texts = received.all.map { String(decoding: $0, as: UTF8.self) }
    try #require(texts.count == 3)
    #expect(texts[0].hasPrefix("POST / HTTP/1.1\r\nHost: "))
    #expect(texts[0].contains("\r\nContent-Type: application/json\r\nX-A: 1 2\r\n"))
    #expect(texts[0].contains("\r\nContent-Length: 12\r\n"))
    #expect(texts[0].hasSuffix("\r\n\r\n{\"a\":\"\u{4E2D}\0\"}"))
    #expect(!texts[0].contains("Expect"))
    #expect(texts[1].hasPrefix("POST / ") && texts[1].contains("\r\nContent-Length: 0\r\n"))
    #expect(!texts[1].contains("X-A"))
    #expect(texts[2].hasPrefix("GET / ") && !texts[2].contains("Content-"))
  }

  @Test(
    "refuses a field that would write another",
    arguments: [("X-A", "1\r\nX-B: 2"), ("X-A: 1\r\nX-B", "2"), ("", "1"), ("X-A", "\u{4E2D}")])
  func fields(name: String, value: String) async throws {
    var request = TransferRequest(.http, to: 1)
    request.fields = [TransferRequest.Field(name, value)]
    let posted = request
    let result = try await Shard.once { await $0.perform(posted) }
    #expect(result.failure == .local("a header field holds what no field may hold"))
  }

  @Test("sends nothing to a server it cannot trust, when it carries a secret")
  func trust() async throws {
    let tls = TLSIdentity(names: ["www.example.cn"])
    let file = try TemporaryFile(tls.certificate)
    let received = Received()
    let server = try ScriptedServer { peer in
      tls.serve(peer) { stream in
        received.append(stream.receive())
        stream.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
      }
    }
    var request = TransferRequest(.https, to: server.port, serverName: "www.example.cn")
    request.needsTrust = true
    let trusting = request
    var misnamed = request
    misnamed.serverName = "other.example.cn"
    let other = misnamed
    let strange = try await Shard.once(trust: .bundle("/dev/null")) { await $0.perform(trusting) }
    #expect(strange.failure != nil)
    let wrongName = try await Shard.once(trust: .bundle(file.path)) { await $0.perform(other) }
    #expect(wrongName.failure == .local("the certificate is for another name"))
    #expect(received.all.allSatisfy { $0.isEmpty })
    let trusted = try await Shard.once(trust: .bundle(file.path)) { await $0.perform(trusting) }
    #expect(trusted.failure == nil)
    #expect(received.all.filter { !$0.isEmpty }.count == 1)
  }
}
