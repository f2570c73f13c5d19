import Engine
import Evidence
import TestSupport
import Testing

@testable import Diagnosis
@testable import Observation

@Suite("The text of a page", .timeLimit(.minutes(10)))
struct PageTextTests {
  /// 网站未备案提示.
  static let title: [UInt8] = [
    0xCD, 0xF8, 0xD5, 0xBE, 0xCE, 0xB4, 0xB1, 0xB8, 0xB0, 0xB8, 0xCC, 0xE1, 0xCA, 0xBE,
  ]

  @Test(
    "is decoded from what it is in",
    arguments: [
      (title, "gbk", "网站未备案提示", "gb18030"), (title, "utf-8", "网站未备案提示", "gb18030"),
      ([0xA5, 0xBC, 0xB3, 0xC6], "big5", "未備", "big5"),
      ([0xFF, 0xFE, 0x2D, 0x4E], "utf-8", "中", "utf-16le"),
      ([0xFE, 0xFF, 0x4E, 0x2D], "utf-8", "中", "utf-16be"),
      ([0xEF, 0xBB, 0xBF] + Array("中".utf8), "gbk", "中", "utf-8"),
      ([0xE9, 0x20], "iso-8859-1", "é ", "windows-1252"),
      ([0x81, 0x30, 0x81, 0x30], "gbk", "\u{80}", "gb18030"),
      (Array("plain".utf8), "gbk", "plain", "gb18030"),
      // What is wrong is replaced, and what was cut is left out.
      ([0x61, 0xFF, 0x62] + title, "gbk", "a\u{FFFD}b网站未备案提示", "gb18030"),
      (title + [0xCD], "gbk", "网站未备案提示", "gb18030"),
    ] as [([UInt8], String, String, String)])
  func decoded(page: [UInt8], declared: String, text: String, charset: String) {
    let page = PageText(decoding: page, contentType: "text/html; charset=\(declared)")
    #expect(String(decoding: page.octets, as: UTF8.self) == text)
    #expect(page.charset == charset)
  }

  @Test("has no encoding where there is none")
  func empty() {
    #expect(PageText(decoding: [], contentType: "text/html; charset=gbk").charset == nil)
  }

  @Test("is nothing the C library fails at: what it does not know is left alone")
  func unknown() {
    #expect(CharacterConversion.utf8(Self.title, from: "no such charset") == nil)
    #expect(CharacterConversion.utf8([], from: "gb18030") == [])
  }

  @Test("is found in any octets", arguments: ["gb18030", "big5", "utf-16le", "windows-1252"])
  func anyOctets(charset: String) throws {
    var generator = SeededGenerator(seed: 18_030)
    for _ in 0..<200 {
      let octets = (0..<Int.random(in: 0...300, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      let text = try #require(CharacterConversion.utf8(octets, from: charset))
      #expect(String(validating: text, as: UTF8.self) != nil)
    }
  }

  @Test(
    "is recognised as a block page in GBK, declared or not, rightly or wrongly (facts B-25)",
    arguments: ["", "; charset=gbk", "; charset=gb2312", "; charset=utf-8"],
    ["", "<meta charset=gb2312>"])
  func blockPage(parameter: String, meta: String) async throws {
    let body = Array("<html><head>\(meta)<title>".utf8) + Self.title + Array("</title>".utf8)
    let exchange = try await ask(
      "HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\(parameter)\r\n", body)
    #expect(exchange.title == "网站未备案提示")
    #expect(exchange.charset == "gb18030")
    let signature = SignatureSet.pack.match(Listed(exchange))
    #expect(signature?.proves == .filingBlock, "\(String(describing: signature))")
  }

  @Test("is read in a plain answer to a ClientHello as well")
  func plaintextReply() async throws {
    let exchange = try await ask(
      "HTTP/1.1 403 Forbidden\r\nContent-Type: text/html; charset=gbk\r\n",
      Array("<title>".utf8) + Self.title, over: .https)
    #expect(exchange.failure == .tlsNotTLS)
    #expect(exchange.title == "网站未备案提示")
    #expect(SignatureSet.pack.match(Listed(exchange))?.proves == .filingBlock)
  }

  @Test("shows its filing numbers, from all of what was read, four at most")
  func filingNumbers() async throws {
    let filler = String(repeating: "<p>网站</p>\n", count: 3000)
    let numbers = (1...6).map { "<a>粤ICP备202600000\($0)号-\($0)</a>" }.joined()
    let page = "\(filler)\(numbers) 粤公网安备 44030002000001号\u{1B}[31m"
    let exchange = try await ask(
      "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n", Array(page.utf8))
    #expect(exchange.body.utf8.count <= Limits.successExcerptOctets)
    #expect(
      exchange.filingNumbers == (1...4).map { "粤ICP备202600000\($0)号-\($0)" })
  }

  @Test("shows no filing number where there is none, and is not searched for one by a control")
  func noFilingNumbers() async throws {
    let page = Array("粤公网安备 44030002000001号".utf8)
    #expect(try await ask("HTTP/1.1 200 OK\r\n", page).filingNumbers == [])
    #expect(
      try await ask("HTTP/1.1 200 OK\r\n", page, for: .controlName).filingNumbers == nil)
  }

  private func ask(
    _ head: String, _ body: [UInt8], over scheme: HTTPExchange.Scheme = .http,
    for purpose: ProbePurpose = .target
  ) async throws -> HTTPExchange {
    let question = ProbeQuestion(
      purpose: purpose, scheme: scheme, address: try #require(IPAddress("127.0.0.1")),
      host: "www.example.cn", serverName: "www.example.cn")
    let answer = Array("\(head)Content-Length: \(body.count)\r\n\r\n".utf8) + body
    let finding = try await ScriptedWebServer.run { _ in
      answer
    } _: { connectPort in
      let prober = WebProber(
        portMap: [question.port: connectPort], connectTimeout: 120, totalTimeout: 120,
        userAgent: "icpdiag/test", start: .now)
      let shard = try Shard()
      let finding = await shard.run { shard in
        await prober.probe(question, as: WebProber.IDs(number: 1), on: shard)
      }
      await shard.stop()
      return finding
    }
    return try #require(finding.http)
  }
}
