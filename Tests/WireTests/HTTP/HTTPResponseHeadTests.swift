import Testing
import Wire

@Suite("A response head")
struct HTTPResponseHeadTests {
  private func read(
    _ text: String, bounds: HTTPResponseHead.Bounds = .init()
  ) -> HTTPResponseHead? {
    HTTPResponseHead(decoding: Array(text.utf8), bounds: bounds)
  }

  private func fields(_ head: HTTPResponseHead?) -> [String]? {
    head?.fields.map { "\($0.name)=\($0.value)" }
  }

  @Test(
    "reads status lines of every shape",
    arguments: [
      ("HTTP/1.1 302 OK", "1.1", 302, "OK"), ("HTTP/1.0 200 Fine  then ", "1.0", 200, "Fine  then"),
      ("HTTP/2 200", "2", 200, nil), ("HTTP/2 200 ", "2", 200, nil),
      ("http/1.1 404", "1.1", 404, nil),
      ("HTTP/1.1 \t 999  x", "1.1", 999, "x"),
      ("HTTP/1.1 403 \u{1B}[31m", "1.1", 403, "\u{FFFD}[31m"),
    ] as [(String, String, Int, String?)])
  func statusLines(_ line: String, _ version: String, _ status: Int, _ reason: String?) throws {
    let head = try #require(read("\(line)\r\n\r\n"))
    #expect(head.version == version)
    #expect(head.status == status)
    #expect(head.reason == reason)
    #expect(head.length == line.utf8.count + 4)
    #expect(!head.hasBareLineFeeds)
  }

  @Test(
    "refuses what does not begin with a status line",
    arguments: [
      "", "\r\n", "\n\n\n", "<html>", "HTTP/1.1", "HTTP/1.1 ", "HTTP/1.1 20", "HTTP/1.1 2000 OK",
      "HTTP/1.1 +20 OK", "HTTP/1.1 099 OK", "HTTP/1.1 2x0 OK", "HTTP/ 200 OK", "HTTP/.1 200 OK",
      "HTTP/1111 200 OK", "HTTP/x 200 OK", "HTTX/1.1 200 OK", "SSH-2.0-OpenSSH", " HTTP/1.1 200 OK",
      "\u{16}\u{3}\u{1}", "HTTP/1.1 ２００ OK",
    ])
  func refuses(_ text: String) {
    #expect(read(text) == nil)
    #expect(read(text + "\r\nServer: x\r\n\r\n") == nil)
  }

  @Test("finds fields by name in any case")
  func header() throws {
    let head = try #require(
      read("HTTP/1.1 200 OK\r\nSERVER: a\r\nset-cookie:b\r\nSet-Cookie: c\r\n\r\n"))
    #expect(head.header("Server") == "a")
    #expect(head.header("Set-Cookie") == "b")
    #expect(head.headers("Set-Cookie") == ["b", "c"])
    #expect(head.header("Serve") == nil)
    #expect(head.headers("Location") == [])
  }

  @Test("notices a bare line feed anywhere")
  func bareLineFeeds() throws {
    let texts = [
      "HTTP/1.1 200 OK\nA: b\r\n\r\n", "HTTP/1.1 200 OK\r\nA: b\n\r\n",
      "HTTP/1.1 200 OK\r\nA: b\r\n\n",
    ]
    for text in texts {
      let head = try #require(read(text + "body"))
      #expect(head.hasBareLineFeeds)
      #expect(fields(head) == ["A=b"])
      #expect(head.length == text.utf8.count)
    }
    #expect(read("HTTP/1.1 200 OK\r\nA: b\r\n\r\nbody\n")?.hasBareLineFeeds == false)
  }

  @Test("passes over junk and counts it")
  func junk() throws {
    let head = try #require(HTTPResponseHead(decoding: Fixture.load("http/odd.bin")))
    #expect(head.version == "1.0")
    #expect(head.status == 404)
    #expect(head.reason == nil)
    #expect(
      fields(head) == [
        "X-Fold=one two three", "X-Hostile=\u{FFFD}[31m\u{FFFD}\u{FFFD}中", "X-Tail=v",
      ])
    #expect(head.junkLines == 4)
    #expect(!head.hasBareLineFeeds)
    #expect(!head.isCut)
  }

  @Test("joins a folded value, and gives a fold after junk to the junk")
  func folds() {
    #expect(fields(read("HTTP/1.1 200\r\nA:\r\n b\r\n \r\n\tc\r\n\r\n")) == ["A=b c"])
    let afterJunk = read("HTTP/1.1 200\r\nA: b\r\njunk\r\n c\r\n\r\n")
    #expect(fields(afterJunk) == ["A=b"])
    #expect(afterJunk?.junkLines == 2)
  }

  @Test("takes any token for a name, and trims the blanks around name and value")
  func names() {
    let name = "!#$%&'*+-.^_`|~azAZ09"
    #expect(fields(read("HTTP/1.1 200\r\n\(name) :\t v w \r\n\r\n")) == ["\(name)=v w"])
    for bad in ["a b: c", "a\0: c", "é: c", ": c", "(a): c", "\r: c"] {
      let head = read("HTTP/1.1 200\r\n\(bad)\r\n\r\n")
      #expect(head?.fields == [])
      #expect(head?.junkLines == 1)
    }
  }

  @Test("takes what is there when the connection was cut")
  func cut() throws {
    let head = try #require(HTTPResponseHead(decoding: Fixture.load("http/cut.bin")))
    #expect(fields(head) == ["Server=ng"])
    #expect(head.length == nil)
    #expect(!head.isCut)
    #expect(read("HTTP/1.1 200 O")?.reason == "O")
  }

  @Test("keeps to its bounds and says so")
  func bounds() throws {
    let text = "HTTP/1.1 200 OK\r\nA: 12345\r\nB: 1234\r\n 5\r\nC: 1\r\n\r\n"
    let narrow = try #require(read(text, bounds: .init(valueOctets: 4)))
    #expect(fields(narrow) == ["A=1234", "B=1234", "C=1"])
    #expect(narrow.isCut)
    let few = try #require(read(text, bounds: .init(fields: 2)))
    #expect(fields(few) == ["A=12345", "B=1234 5"])
    #expect(few.isCut)
    #expect(few.length == text.utf8.count)
    // The bound falls into "B: 1234": half a line is not shown as a field.
    let short = try #require(read(text, bounds: .init(octets: 32)))
    #expect(fields(short) == ["A=12345"])
    #expect(short.isCut)
    #expect(short.length == nil)
    #expect(read(text, bounds: .init(octets: 10)) == nil)
    #expect(read(text, bounds: .init(octets: -1, fields: -1, valueOctets: -1)) == nil)
    let nothing = try #require(read(text, bounds: .init(fields: -1, valueOctets: -1)))
    #expect(nothing.fields.isEmpty)
    let exact = try #require(read(text, bounds: .init(octets: text.utf8.count, fields: 3)))
    #expect(!exact.isCut)
    let name = String(repeating: "a", count: 1025)
    #expect(read("HTTP/1.1 200\r\n\(name): b\r\n\r\n")?.junkLines == 1)
    let reason = String(repeating: "a", count: 1000)
    #expect(read("HTTP/1.1 200 \(reason)\r\n\r\n")?.reason?.count == 256)
  }

  @Test("reads the block pages as they were sent")
  func blockPages() throws {
    let crlf = try Fixture.load("http/page-crlf.bin")
    let alibaba = try #require(HTTPResponseHead(decoding: crlf))
    #expect(alibaba.length == 132)
    #expect(!alibaba.hasBareLineFeeds)
    #expect(alibaba.header("server") == "Beaver")
    #expect(HTMLTitle.find(in: crlf) == "TestPage184")
    let bare = try Fixture.load("http/page-bare-lf.bin")
    let adm = try #require(HTTPResponseHead(decoding: bare))
    #expect(adm.length == 119)
    #expect(adm.hasBareLineFeeds)
    #expect(adm.status == 403)
    #expect(HTMLTitle.find(in: bare) == "zhy54-HG100-2非法阻断")
    let tencent = try #require(HTTPResponseHead(decoding: Fixture.load("http/redirect.bin")))
    #expect(tencent.reason == "OK")
    #expect(tencent.header("location")?.hasSuffix("webblock.html?d=www.wire.example") == true)
  }

  @Test("stays within its bounds whatever octet is changed", arguments: try Fixture.all(in: "http"))
  func mutated(_ fixture: Fixture) throws {
    for octets in fixture.octets.mutations {
      guard let head = HTTPResponseHead(decoding: octets) else { continue }
      #expect((100...999).contains(head.status))
      #expect(head.length ?? 0 <= octets.count)
      for field in head.fields {
        #expect(field.value.unicodeScalars.allSatisfy { $0 == "\t" || $0.value >= 0x20 })
      }
    }
  }

  @Test("only ever grows while more of it comes", arguments: try Fixture.all(in: "http"))
  func truncated(_ fixture: Fixture) throws {
    let whole = try #require(HTTPResponseHead(decoding: fixture.octets))
    for octets in fixture.octets.truncations {
      guard let head = HTTPResponseHead(decoding: octets) else { continue }
      #expect(head.fields.count <= whole.fields.count)
      #expect(head.length == nil || head.length == whole.length)
    }
  }
}
