import Lab
import Testing

@Suite("The content of a site", .timeLimit(.minutes(10)))
struct ContentTests {
  private func body(_ members: String) async throws -> (head: String, octets: [UInt8]) {
    let plan = try scenario("\"sites\": {\"127.1.0.10\": {\"content\": {\(members)}}}")
    return try await Lab.with(plan) { lab in
      let answer = try fetch("127.1.0.10", lab.ports.http, host: "a.example")
      let head = try #require(answer.octets.firstRange(of: Array("\r\n\r\n".utf8)))
      return (
        String(decoding: answer.octets[..<head.lowerBound], as: UTF8.self),
        Array(answer.octets[head.upperBound...])
      )
    }
  }

  @Test("travels in another charset, which the head names unless it is told otherwise")
  func charset() async throws {
    let named = try await body("\"body\": \"备案\", \"charset\": \"gbk\"")
    #expect(named.octets == [0xB1, 0xB8, 0xB0, 0xB8])
    #expect(named.head.contains("Content-Type: text/html; charset=gbk"))
    let misnamed = try await body(
      "\"body\": \"备案\", \"charset\": \"gbk\", \"headers\": [\"Content-Type: text/html; charset=utf-8\"]"
    )
    #expect(misnamed.octets == named.octets)
    #expect(!misnamed.head.contains("gbk"))
  }

  @Test("is refused in a charset that does not have its characters")
  func unknownCharset() throws {
    for charset in ["klingon", "iso-8859-1"] {
      let text = try #require(
        problem {
          _ = try scenario(
            "\"sites\": {\"127.1.0.1\": {\"content\": {\"body\": \"备\", \"charset\": \"\(charset)\"}}}"
          )
        })
      #expect(text.contains("content.charset is '\(charset)', which cannot hold the body"))
    }
  }

  @Test("travels as gzip in blocks as they are (RFC 1951 section 3.2.4)")
  func gzip() async throws {
    let answer = try await body("\"body\": \"abc\", \"encoding\": \"gzip\"")
    #expect(answer.head.contains("Content-Encoding: gzip"))
    // What `gzip` would say of "abc": its CRC-32 and its length stand at the end.
    #expect(
      answer.octets == [
        0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF, 1, 3, 0, 0xFC, 0xFF, 0x61, 0x62, 0x63,
        0xC2, 0x41, 0x24, 0x35, 3, 0, 0, 0,
      ])
  }

  @Test("travels as brotli in blocks as they are (RFC 7932 section 9.2)")
  func brotli() async throws {
    let answer = try await body("\"body\": \"abc\", \"encoding\": \"br\"")
    #expect(answer.head.contains("Content-Encoding: br"))
    #expect(answer.octets == [0x20, 0, 0x10, 0x61, 0x62, 0x63, 3])
  }

  @Test("may be another over TLS")
  func overTLS() async throws {
    let plan = try scenario(
      """
      "names": {"a.example": {"a": "127.1.0.10"}},
      "sites": {"127.1.0.10": {"content": {"redirect": "https://a.example/"},
        "https_content": {"title": "Arrived"}}}
      """)
    try await Lab.with(plan) { lab in
      let plain = try fetch("127.1.0.10", lab.ports.http, host: "a.example")
      #expect(plain.text.contains("Location: https://a.example/"))
      let secure = try secureFetch(
        "127.1.0.10", lab.ports.https, serverName: "a.example", authorityPath: lab.authorityPath)
      #expect(secure.response.contains("<title>Arrived</title>"))
    }
  }

  @Test("may be a block page's, as a CDN passes it on")
  func passedOn() async throws {
    let answer = try await body(
      "\"status\": 403, \"headers\": [\"Server: cloudflare\"], \"page\": \"alibaba-new\"")
    #expect(answer.head.hasPrefix("HTTP/1.1 403 Forbidden\r\n"))
    #expect(answer.head.contains("\r\nServer: cloudflare\r\n"))
    #expect(answer.octets == BlockPage.alibabaNew.body(host: "passed-on.example"))
  }
}
