import Testing
import Wire

@Suite("A domain name")
struct DNSNameTests {
  @Test(
    "reads its presentation form and writes it in lower case without the trailing dot",
    arguments: [
      (".", "."), ("example.cn", "example.cn"), ("Example.CN.", "example.cn"),
      ("xn--fsqu00a.xn--fiqs8s", "xn--fsqu00a.xn--fiqs8s"), ("_dmarc.a-b", "_dmarc.a-b"),
      (#"a\.b.c"#, #"a\.b.c"#), (#"a\046b"#, #"a\.b"#), (#"\\"#, #"\\"#), (#"\@\$x"#, #"\@\$x"#),
      (#"\(\)\;\""#, #"\(\)\;\""#), (#"\000\009\010\013\027[2J"#, #"\000\009\010\013\027[2j"#),
      (#"\032\127\128\255"#, #"\032\127\128\255"#), (#"a\."#, #"a\."#),
    ])
  func presents(_ text: String, _ expected: String) throws {
    let name = try #require(DNSName(text))
    #expect(name.description == expected)
    #expect(DNSName(expected) == name)
  }

  @Test(
    "refuses text that is no name",
    arguments: [
      "", "..", ".a", "a..b", "a..", "a b", "a\tb", "a\n", "a\u{7F}", "例子.cn", #"\"#, #"a\"#,
      #"\1"#, #"\12"#, #"\12x"#, #"\256"#, #"\999"#, "\\\u{7}", "\\ ",
    ])
  func refuses(_ text: String) {
    #expect(DNSName(text) == nil)
  }

  @Test("holds 63 octets in a label and 255 in all, and not one more")
  func limits() throws {
    let label = String(repeating: "a", count: 63)
    #expect(DNSName(label) != nil)
    #expect(DNSName(label + "a") == nil)
    let longest = "\(label).\(label).\(label).\(String(repeating: "a", count: 61))"
    #expect(try #require(DNSName(longest)).labels.map(\.count) == [63, 63, 63, 61])
    #expect(DNSName(longest + "a") == nil)
    let most = Array(repeating: "a", count: 127).joined(separator: ".")
    #expect(try #require(DNSName(most + ".")).labels.count == 127)
    #expect(DNSName(most + ".a") == nil)
    #expect(DNSName(String(repeating: "a.", count: 100_000)) == nil)
  }

  @Test("is the same in either case of its ASCII letters, and of nothing else")
  func foldsCase() throws {
    let small = try #require(DNSName("www.example.cn"))
    let large = try #require(DNSName("WWW.EXAMPLE.CN"))
    #expect(small == large)
    #expect(Set([small, large]).count == 1)
    #expect(large.labels.first == Array("WWW".utf8))
    #expect(DNSName("a[") != DNSName("a{"))
    #expect(DNSName("a@") != DNSName("a`"))
    #expect(DNSName("ab.c") != DNSName("a.bc"))
    #expect(DNSName("a.b") != DNSName("a.b.c"))
  }

  @Test("is made of labels that are neither empty nor too long")
  func labels() {
    #expect(DNSName(labels: [[UInt8]]()) == .root)
    #expect(DNSName(labels: [[0x2E], [0]])?.description == #"\..\000"#)
    #expect(DNSName(labels: [[]]) == nil)
    #expect(DNSName(labels: [Array(repeating: 0x61, count: 64)]) == nil)
    #expect(DNSName(labels: Array(repeating: [0x61], count: 128)) == nil)
  }

  @Test("knows its parent and its ancestors")
  func ancestors() throws {
    let name = try #require(DNSName("www.example.cn"))
    #expect(name.parent == DNSName("example.cn"))
    #expect(DNSName("cn")?.parent == .root)
    #expect(DNSName.root.parent == nil)
    #expect(DNSName.root.isRoot)
    #expect(!name.isRoot)
    for ancestor in ["www.example.cn", "EXAMPLE.cn", "cn", "."] {
      #expect(name.isWithin(try #require(DNSName(ancestor))))
    }
    for stranger in ["a.www.example.cn", "ww.example.cn", "ample.cn", "com", "w.example.cn"] {
      #expect(!name.isWithin(try #require(DNSName(stranger))))
    }
    #expect(DNSName.root.isWithin(.root))
    // An ending of the octets that is no ending of the labels.
    #expect(!(try #require(DNSName(#"a\003bcd"#))).isWithin(try #require(DNSName("bcd"))))
  }
}
