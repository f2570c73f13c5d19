import Evidence
import Testing

@testable import Diagnosis

@Suite("The signature pack")
struct SignatureTests {
  @Test("recognises each page and none of its near misses", arguments: SignaturePage.all)
  func recognises(_ page: SignaturePage) {
    #expect(SignatureSet.pack.match(page.exchange)?.id == page.expected)
    #expect(!page.isNearMiss || page.expected != page.signature)
  }

  @Test("has a page and a near miss for each signature", arguments: SignaturePack.all.map(\.id))
  func isCovered(_ id: String) {
    let pages = SignaturePage.all.filter { $0.signature == id }
    #expect(pages.contains { !$0.isNearMiss })
    #expect(pages.contains { $0.isNearMiss })
  }

  @Test("has ids that are unique, sources that exist, and no fixture of a signature that is gone")
  func isConsistent() {
    let ids = SignaturePack.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(Set(SignaturePage.all.map(\.signature)) == Set(ids))
    for signature in SignaturePack.all {
      #expect(Documents.document(signature.source) != nil, "\(signature.id)")
      #expect(!signature.anyOf.isEmpty || !signature.allOf.isEmpty)
    }
  }

  @Test("says of each page when it was first and last seen, but where no source does")
  func isDated() {
    let undated = SignaturePack.all.filter { $0.seen == nil }.map(\.source)
    #expect(Set(undated) == ["B-21", "N-04", "N-23"])
  }

  @Test("takes a page with a 200 for no more than possibly a filing page, and only a tiny one")
  func filingPagesAreRefusals() {
    for signature in SignaturePack.all
    where signature.proves == .filingBlock && signature.statuses.contains(200) {
      #expect(signature.certainty == .possible, "\(signature.id)")
      #expect(signature.statuses == [200] && signature.longestBody <= 1_024, "\(signature.id)")
    }
  }

  @Test("finds a sentence deep in a long refusal")
  func looksDeep() {
    let filler = String(repeating: "<p>…</p>\n", count: 1_000)
    let page = HTTPExchange(
      answer: "HTTP/1.1 403 Forbidden\n\n\(filler)<p>该域名当前备案状态不符合访问要求</p>")
    #expect(page.flatMap { SignatureSet.pack.match($0) }?.id == "alibaba.framed-text")
  }
}

@Suite("Signatures of the user's own")
struct UserSignatureTests {
  private static func signature(
    _ id: String, proves: Signature.Proof = .filingBlock, _ clauses: [Signature.Clause]
  ) -> Signature {
    Signature(
      id, provider: "my-idc", proves: proves, certainty: .likely, source: id, seen: nil,
      statuses: [403], anyOf: clauses)
  }

  private static func page(_ body: String, server: String = "nginx") throws -> HTTPExchange {
    try #require(HTTPExchange(answer: "HTTP/1.1 403 Forbidden\nServer: \(server)\n\n\(body)"))
  }

  private static func match(
    _ body: String, server: String = "nginx", _ set: SignatureSet
  ) throws -> String? {
    set.match(try page(body, server: server))?.id
  }

  @Test("never outrank a page that the pack knows by name, and come before those without a reason")
  func order() throws {
    let set = SignatureSet(
      users: [Self.signature("mine", proves: .contentBlock, [.body(contains: "mainFrame")])],
      digests: ["mine"])
    let template =
      "<meta content=\"textml;charset=UTF-8\" />document.getElementById(\"mainFrame\").src="
    let (mine, pack) = (try Self.match(template, set), try Self.match(template, .pack))
    #expect(mine == "mine" && pack == "template")
    let known = template + "\"http://batit.aliyun.com/alww.html?id=1\""
    let named = try Self.match(known, set)
    #expect(named == "alibaba.batit")
    let headed = try Self.match(template, server: "Beaver", set)
    #expect(headed == "alibaba.beaver-template")
  }

  @Test("hold for a page as long as they say, and for none that is longer")
  func length() throws {
    // A status that no other signature has.
    let (status, longest) = (499, 2_000)
    #expect(SignaturePack.all.allSatisfy { !$0.statuses.contains(status) })
    let mine = Signature(
      "mine", proves: .filingBlock, source: "B-01", seen: nil, statuses: [status],
      longestBody: longest, allOf: [.body(contains: "a sentence of mine")])
    let set = SignatureSet(users: [mine], digests: [])
    var page = try Self.page("a sentence of mine")
    page.status = status
    for (octets, expected) in [(longest, "mine"), (longest + 1, nil)] {
      page.bodyBytes = octets
      #expect(set.match(page)?.id == expected)
    }
  }

  @Test("may ask that something is there, and not what")
  func anything() throws {
    let titled = Self.signature("titled", [.titleContains("")])
    let set = SignatureSet(users: [titled], digests: [])
    let (with, without) = (
      try Self.match("<title>Shop</title>", set), try Self.match("<p>Shop</p>", set)
    )
    #expect(with == "titled" && without == nil)
  }

  @Test("may be told by an address or a text, and a page without the one by the other")
  func eitherOf() throws {
    let mine = Self.signature(
      "mine",
      [
        .anyOf([
          .location(startsWith: "http://block.example/"), .locationHost(contains: "block"),
          .body(contains: "a sentence of mine"),
        ])
      ])
    let set = SignatureSet(users: [mine], digests: [])
    let (text, other) = (
      try Self.match("a sentence of mine", set), try Self.match("another sentence", set)
    )
    #expect(text == "mine" && other == nil)
    let led = HTTPExchange(
      answer: "HTTP/1.1 403 Forbidden\nLocation: http://BLOCK.example/a\n\nno page")
    #expect(led.flatMap { set.match($0) }?.id == "mine")
  }

  @Test("are told apart in the report's version")
  func version() {
    #expect(SignatureSet.pack.version == SignaturePack.version)
    #expect(
      SignatureSet(users: [], digests: ["2.0123456789abcdef"]).version
        == SignaturePack.version + "+2.0123456789abcdef")
  }

  @Test("are found by one reading of the page, however many there are")
  func onePass() throws {
    let many = (0..<10_000).map { number in
      Self.signature("mine.\(number)", [.body(contains: "sentence \(number) of the page")])
    }
    let set = SignatureSet(users: many, digests: [])
    let body = String(repeating: "sentence 10 of the book ", count: 2_700)
    let counted = CountedOctets(octets: Array(body.utf8))
    #expect(set.search.texts(in: counted).isEmpty)
    #expect(counted.tally.count == body.utf8.count)
    let none = try Self.match(body, set)
    #expect(none == nil)
    let found = try Self.page("x sentence 9999 of the page; sentence 77 of the page")
    #expect(set.match(found)?.id == "mine.77")
  }
}

/// A page that counts how many of its octets were read.
private struct CountedOctets: Sequence {
  final class Tally {
    var count = 0
  }

  let octets: [UInt8]
  let tally = Tally()

  func makeIterator() -> AnyIterator<UInt8> {
    var inner = octets.makeIterator()
    return AnyIterator {
      let next = inner.next()
      if next != nil { tally.count += 1 }
      return next
    }
  }
}
