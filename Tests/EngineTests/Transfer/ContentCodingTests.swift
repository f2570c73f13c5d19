import Testing

@testable import Engine

@Suite("A body in a content coding", .timeLimit(.minutes(10)))
struct ContentCodingTests {
  private static let page = "<title>网站未备案提示</title>"
  private static let gzip: [UInt8] = [
    31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 179, 41, 201, 44, 201, 73, 181, 123, 190, 119, 226, 243, 213,
    51, 159, 205, 89, 245, 116, 73, 251, 179, 133, 29, 207, 250, 39, 60, 95, 178, 203, 70, 31, 34,
    9, 0, 247, 115, 160, 86, 36, 0, 0, 0,
  ]
  private static let zlib: [UInt8] = [
    120, 156, 179, 41, 201, 44, 201, 73, 181, 123, 190, 119, 226, 243, 213, 51, 159, 205, 89, 245,
    116, 73, 251, 179, 133, 29, 207, 250, 39, 60, 95, 178, 203, 70, 31, 34, 9, 0, 129, 103, 20, 93,
  ]
  private static let brotli: [UInt8] = [
    27, 35, 0, 248, 29, 169, 81, 31, 157, 188, 226, 41, 239, 23, 68, 82, 115, 125, 200, 25, 170,
    170, 9, 41, 132, 18, 94, 244, 6, 44, 32, 131, 13, 161, 243, 125, 156, 35, 65,
  ]

  @Test(
    "is decoded",
    arguments: [
      ("gzip", gzip), ("x-gzip", gzip), ("GZIP", gzip), ("deflate", zlib),
      ("deflate", Array(zlib.dropFirst(2).dropLast(4))), ("br", brotli),
      ("identity", Array(page.utf8)), ("", Array(page.utf8)),
    ])
  func decoded(name: String, body: [UInt8]) async throws {
    let result = try await answer("Content-Encoding: \(name)\r\n", body)
    #expect(result.failure == nil)
    #expect(result.isComplete)
    #expect(result.text == Self.page)
    #expect(result.bodyOctets == Self.page.utf8.count)
    #expect(String(decoding: result.head, as: UTF8.self).contains("Content-Encoding: \(name)\r\n"))
  }

  @Test(
    "is kept as it comes where the coding is nobody's, and where there are several",
    arguments: ["UTF-8", "none", "gzip, gzip", "gzip\r\nContent-Encoding: br"])
  func keptEncoded(name: String) async throws {
    let body = Array("网站未备案提示".utf8)
    let result = try await answer("Content-Encoding: \(name)\r\n", body)
    #expect(result.failure == nil)
    #expect(result.isComplete)
    #expect(result.body == body)
  }

  @Test("does not keep the next answer encoded")
  func decodedAfterwards() async throws {
    let server = try ScriptedServer { peer in
      let isFirst = peer.receiveRequest().contains("/first")
      let coding = isFirst ? "UTF-8" : "gzip"
      peer.send("HTTP/1.1 200 OK\r\nContent-Encoding: \(coding)\r\n\r\n")
      peer.send(isFirst ? Array("first".utf8) : Self.gzip)
    }
    let texts = try await Shard.once { shard in
      var texts: [String] = []
      for path in ["/first", "/second"] {
        texts.append(await shard.perform(TransferRequest(to: server.port, path: path)).text)
      }
      return texts
    }
    #expect(texts == ["first", Self.page])
  }

  @Test("is malformed where it is in no such coding, and the head is kept")
  func mislabelled() async throws {
    let result = try await answer("Content-Encoding: gzip\r\n", Array(Self.page.utf8))
    #expect(result.failure == .httpMalformed)
    #expect(result.head.starts(with: "HTTP/1.1 403 No\r\n".utf8))
    #expect(result.body.isEmpty)
  }

  @Test("is an answer as far as it could be decoded")
  func broken() async throws {
    // A stored block of three octets, then a block of the reserved type (RFC 1951 section 3.2.3).
    let body = Self.gzip.prefix(10) + [0x00, 3, 0, 0xFC, 0xFF] + Array("abc".utf8) + [0x06, 0xFF]
    let result = try await answer(
      "Content-Encoding: gzip\r\nContent-Length: \(body.count)\r\n", Array(body))
    #expect(result.failure == nil)
    #expect(result.text == "abc")
    #expect(!result.isComplete)
  }

  @Test("is read up to the limit of what it decodes to, however far it would grow")
  func bomb() async throws {
    // One nought, then 258 more of the same at a time (RFC 1951 section 3.2.6): 165 MB in 1 MB.
    // Eight times 13 bits are 13 octets, which repeat from the third on.
    var bits = BitString()
    bits.append(low: 0b010, count: 3)
    bits.append(high: 0b0011_0000, count: 8)
    for _ in 0..<16 {
      bits.append(high: 0b1100_0101, count: 8)
      bits.append(high: 0, count: 5)
    }
    let period = bits.octets[2..<15]
    let bomb =
      Self.gzip.prefix(10) + bits.octets.prefix(2)
      + Array(repeatElement(period, count: 80_000).joined())
    let server = try ScriptedServer { peer in
      peer.receiveRequest()
      peer.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n")
      while peer.send(Array(bomb)) {}
    }
    let result = try await Shard.once { await $0.perform(TransferRequest(to: server.port)) }
    #expect(result.failure == nil)
    #expect(result.isCapped)
    #expect(result.body == [UInt8](repeating: 0, count: 64 * 1024))
    // One piece of the library's beyond the limit.
    #expect(result.bodyOctets <= 96 * 1024)
  }

  @Test("is asked for as browsers do: newer codings over TLS only")
  func asked() async throws {
    let received = Received()
    let identity = TLSIdentity(names: ["www.example.cn"])
    let plain = try ScriptedServer { peer in
      received.append(Array(peer.receiveRequest().utf8))
      peer.send("HTTP/1.1 204 None\r\n\r\n")
    }
    let secure = try ScriptedServer { peer in
      identity.serve(peer) { stream in
        received.append(stream.receive())
        stream.send("HTTP/1.1 204 None\r\n\r\n")
      }
    }
    _ = try await Shard.once { shard in
      _ = await shard.perform(TransferRequest(to: plain.port))
      return await shard.perform(TransferRequest(.https, to: secure.port))
    }
    let requests = received.all.map { String(decoding: $0, as: UTF8.self) }
    #expect(requests.count == 2)
    #expect(requests.first?.contains("\r\nAccept-Encoding: gzip, deflate\r\n") == true)
    #expect(requests.last?.contains("\r\nAccept-Encoding: deflate, gzip, br") == true)
  }

  private func answer(_ fields: String, _ body: [UInt8]) async throws -> TransferResult {
    let server = try ScriptedServer { peer in
      peer.receiveRequest()
      peer.send("HTTP/1.1 403 No\r\n\(fields)\r\n")
      peer.send(body)
    }
    return try await Shard.once { await $0.perform(TransferRequest(to: server.port)) }
  }
}

/// Bits in the order of DEFLATE (RFC 1951 section 3.1.1).
private struct BitString {
  private(set) var octets: [UInt8] = []
  private var used = 8

  /// A number, its lowest bit first.
  mutating func append(low value: Int, count: Int) {
    for index in 0..<count {
      append(value >> index & 1)
    }
  }

  /// A Huffman code, its highest bit first.
  mutating func append(high value: Int, count: Int) {
    for index in (0..<count).reversed() {
      append(value >> index & 1)
    }
  }

  private mutating func append(_ bit: Int) {
    if used == 8 {
      octets.append(0)
      used = 0
    }
    octets[octets.count - 1] |= UInt8(bit << used)
    used += 1
  }
}
