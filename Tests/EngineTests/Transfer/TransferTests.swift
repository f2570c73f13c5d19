import Glibc
import Testing

@testable import Engine

@Suite("A transfer over HTTP", .timeLimit(.minutes(10)))
struct TransferTests {
  @Test("keeps a block page octet for octet", arguments: [BlockPages.alibaba, BlockPages.adm])
  func blockPage(page: [UInt8]) async throws {
    let result = try await answer { peer in
      peer.receiveRequest()
      peer.send(page)
    }
    #expect(result.failure == nil)
    #expect(result.isComplete)
    #expect(result.head + result.body == page)
    #expect(result.bodyOctets == result.body.count)
    #expect(result.connectMilliseconds != nil)
    #expect(result.tls == nil)
  }

  @Test("tells when its connection stands, before the request is sent, and not without one")
  func tellsOfItsConnection() async throws {
    let told = Received()
    let server = try ScriptedServer { peer in
      peer.receiveRequest()
      told.append([2])
      peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    }
    let request = TransferRequest(.http, to: server.port, serverName: "www.example.cn")
    let result = try await Shard.once { await $0.perform(request) { told.append([1]) } }
    #expect(result.failure == nil)
    #expect(told.all == [[1], [2]])
    let refused = TransferRequest(.http, to: try Loopback.refusedPort())
    _ = try await Shard.once { await $0.perform(refused) { told.append([3]) } }
    #expect(told.all.count == 2)
  }

  @Test("ends at the empty line of a redirection without length")
  func bodyless() async throws {
    let result = try await answer { peer in
      peer.receiveRequest()
      peer.send(BlockPages.tencent)
      peer.holdOpen()
    }
    #expect(result.failure == nil)
    #expect(result.isComplete)
    #expect(result.head == BlockPages.tencent)
    #expect(result.body.isEmpty)
  }

  @Test("reads the body of a redirection that has a length")
  func redirectionWithBody() async throws {
    let result = try await answer { peer in
      peer.receiveRequest()
      peer.send("HTTP/1.1 301 Moved\r\nCONTENT-length: 5\r\n\r\nthere")
      peer.holdOpen()
    }
    #expect(result.isComplete)
    #expect(result.text == "there")
  }

  @Test("sends the host, the path and the agent it was given")
  func request() async throws {
    let server = try ScriptedServer { $0.echo() }
    let request = TransferRequest(
      to: server.port, host: "www.example.cn:8080", path: "/a/../b?c=d")
    let result = try await Shard.once { await $0.perform(request) }
    #expect(
      result.text == """
        GET /a/../b?c=d HTTP/1.1\r
        Host: www.example.cn:8080\r
        User-Agent: icpdiag/test\r
        Accept: */*\r
        Accept-Encoding: gzip, deflate\r
        \r\n
        """)
  }

  @Test("goes past the proxy that the environment names")
  func noProxy() async {
    // In a process of its own: the environment belongs to all tests.
    await #expect(processExitsWith: .success) {
      unsafe setenv("http_proxy", "http://127.0.0.1:1", 1)
      let server = try ScriptedServer { $0.echo() }
      let result = try await Shard.once { await $0.perform(TransferRequest(to: server.port)) }
      #expect(result.isComplete)
    }
  }

  @Test("passes over interim responses and keeps trailers out of the head")
  func interim() async throws {
    let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-End\r\n\r\n"
    let result = try await answer { peer in
      peer.receiveRequest()
      peer.send("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </>\r\n\r\n")
      peer.send(head + "4\r\nWiki\r\n5\r\npedia\r\n0\r\nX-End: 1\r\n\r\n")
      peer.holdOpen()
    }
    #expect(result.isComplete)
    #expect(String(decoding: result.head, as: UTF8.self) == head)
    #expect(result.text == "Wikipedia")
  }

  @Test("reads an answer that ends with the connection")
  func closeDelimited() async throws {
    let result = try await answer { peer in
      peer.receiveRequest()
      peer.send("HTTP/1.0 200 OK\r\n\r\nold ways")
    }
    #expect(result.isComplete)
    #expect(result.text == "old ways")
  }

  @Test("reads no more of an endless body than its limit, and does not call it a failure")
  func endlessBody() async throws {
    let result = try await answer { peer in
      peer.receiveRequest()
      peer.send("HTTP/1.1 200 OK\r\n\r\n")
      let block = [UInt8](repeating: UInt8(ascii: "x"), count: 10_000)
      while peer.send(block) {}
    }
    #expect(result.failure == nil)
    #expect(result.isCapped)
    #expect(!result.isComplete)
    #expect(result.body.count == 64 * 1024)
    #expect(result.bodyOctets > 64 * 1024)
  }

  @Test(
    "ends an endless head",
    arguments: [
      ("HTTP/1.1 200 OK\r\n", "X-Filler: 0123456789\r\n"), ("HTTP/1.1 200 OK\r\n", "x"),
      ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "X-Trailer: 1\r\n"),
      ("", "HTTP/1.1 100 Go\r\n\r\n"),
    ])
  func endlessHead(start: String, filler: String) async throws {
    let block = Array(String(repeating: filler, count: 1000).utf8)
    let result = try await answer { peer in
      peer.receiveRequest()
      peer.send(start)
      while peer.send(block) {}
    }
    #expect(result.failure == .tooLarge)
    #expect(result.head.count <= 16 * 1024)
  }

  @Test("keeps what a trickling server has sent until the time is over")
  func trickle() async throws {
    let result = try await answer(seconds: 0.3) { peer in
      peer.receiveRequest()
      peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
      while peer.isWatched(milliseconds: 10), peer.send([UInt8(ascii: "x")]) {}
    }
    #expect(result.failure == .timeout)
    #expect(String(decoding: result.head.prefix(15), as: UTF8.self) == "HTTP/1.1 200 OK")
    #expect(!result.body.isEmpty)
    #expect(!result.isComplete)
  }

  @Test("ends a head that trickles for ever when the time is over")
  func trickleHead() async throws {
    let result = try await answer(seconds: 0.3) { peer in
      peer.receiveRequest()
      peer.send("HTTP/1.1 200 OK\r\n")
      while peer.isWatched(milliseconds: 10), peer.send(Array("X-A: b\r\n".utf8)) {}
    }
    #expect(result.failure == .timeout)
    #expect(result.head.starts(with: "HTTP/1.1 200 OK\r\n".utf8))
  }

  @Test(
    "refuses what is not HTTP",
    arguments: ["SSH-2.0-OpenSSH_9.2\r\n", "HTTP\r\n\r\n", "<html></html>"])
  func junk(text: String) async throws {
    let result = try await answer { peer in
      peer.receiveRequest()
      peer.send(text)
      peer.holdOpen()
    }
    #expect(result.failure == .httpMalformed)
  }

  @Test("calls a body that breaks its own framing malformed, and keeps the head")
  func brokenChunks() async throws {
    let result = try await answer { peer in
      peer.receiveRequest()
      peer.send("HTTP/1.1 403 No\r\nTransfer-Encoding: chunked\r\n\r\nnot a length\r\n")
      peer.holdOpen()
    }
    #expect(result.failure == .httpMalformed)
    #expect(result.head.starts(with: "HTTP/1.1 403 No\r\n".utf8))
  }

  @Test("tells that a complete answer was followed by a reset")
  func resetAfterAnswer() async throws {
    // Both lie in the socket before the client reads: the connection is accepted late.
    let (listener, port) = try Loopback.listen(backlog: 1)
    defer { close(listener) }
    let result = try await Shard.once { shard in
      async let result = shard.perform(TransferRequest(to: port))
      // The client waits on this very loop, so all of this happens between two of its turns.
      _ = await shard.wait(for: listener, .readable, until: .distantFuture)
      let peer = Peer(accept(listener, nil, nil))
      _ = await shard.wait(for: peer.descriptor, .readable, until: .distantFuture)
      peer.receiveRequest()
      peer.send(BlockPages.alibaba)
      peer.reset()
      return await result
    }
    #expect(result.failure == nil)
    #expect(result.isResetAfterAnswer)
    #expect(result.head + result.body == BlockPages.alibaba)
  }

  @Test("answers a request it cannot send without sending it")
  func refusesRequests() async throws {
    let requests = [
      TransferRequest(to: 1, address: "www.example.cn"), TransferRequest(to: 0),
      TransferRequest(to: 1, host: "a\r\nX-Forwarded-Host: b"), TransferRequest(to: 1, path: "a"),
    ]
    let failures = try await Shard.once { shard in
      var failures: [TransferFailure?] = []
      for request in requests {
        failures.append(await shard.perform(request).failure)
      }
      return failures
    }
    for failure in failures {
      guard case .local = failure else {
        Issue.record("\(String(describing: failure))")
        continue
      }
    }
  }

  @Test("is ended by the end of the loop")
  func stopped() async throws {
    let server = try ScriptedServer { $0.holdOpen() }
    let shard = try Shard()
    let failure = await shard.run { shard in
      async let result = shard.perform(TransferRequest(to: server.port))
      _ = await shard.sleep(until: .now.adding(seconds: 0.01))
      shard.stop()
      return await result.failure
    }
    guard case .local = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
  }

  @Test("runs beside many others on one loop")
  func many() async throws {
    let server = try ScriptedServer { peer in
      let request = peer.receiveRequest()
      let path = request.split(separator: " ")[1]
      peer.send("HTTP/1.1 200 OK\r\nContent-Length: \(path.utf8.count)\r\n\r\n\(path)")
    }
    let texts = try await Shard.once { shard in
      await withTaskGroup(of: (Int, String).self) { group in
        for number in 0..<200 {
          group.addTask {
            let request = TransferRequest(to: server.port, path: "/\(number)")
            return (number, await shard.perform(request).text)
          }
        }
        var texts: [Int: String] = [:]
        for await (number, text) in group {
          texts[number] = text
        }
        return texts
      }
    }
    #expect(texts.count == 200)
    #expect(texts.allSatisfy { $0.value == "/\($0.key)" })
  }

  private func answer(
    seconds: Double = 20, _ script: @escaping @Sendable (Peer) -> Void
  ) async throws -> TransferResult {
    let server = try ScriptedServer(script)
    return try await Shard.once {
      await $0.perform(TransferRequest(to: server.port, seconds: seconds))
    }
  }
}

extension Peer {
  /// Answers with the request itself.
  fileprivate func echo() {
    let request = receiveRequest()
    send("HTTP/1.1 200 OK\r\nContent-Length: \(request.utf8.count)\r\n\r\n\(request)")
  }
}

extension TransferResult {
  /// The body as text.
  var text: String { String(decoding: body, as: UTF8.self) }
}

extension TransferRequest {
  init(
    _ scheme: Scheme = .http, to port: Int, address: String = "127.0.0.1",
    host: String = "www.example.cn", path: String = "/", serverName: String? = nil,
    seconds: Double = 20
  ) {
    self.init(
      scheme: scheme, address: address, connectPort: port, host: host, path: path,
      serverName: serverName, connectTimeout: seconds, totalTimeout: seconds,
      userAgent: "icpdiag/test")
  }
}

extension Shard {
  /// Runs `work` on a loop of its own and ends the loop.
  static func once<Value: Sendable>(
    trust: TrustSource = .system, _ work: @Sendable (isolated Shard) async -> Value
  ) async throws -> Value {
    let shard = try Shard(trust: trust)
    let value = await shard.run(work)
    await shard.stop()
    return value
  }
}
