import Evidence
import Observation
import TestSupport
import Testing

@Suite("The target reader")
struct TargetReaderTests {
  struct Domain: Sendable, CustomTestStringConvertible {
    let text: String
    let ascii: String
    var unicode: String?
    let registrable: String
    var port: Int?

    var testDescription: String { text.debugDescription }
  }

  @Test("reads names and URLs", arguments: domains)
  func reads(_ domain: Domain) {
    let target = TargetReader().read(domain.text)
    #expect(
      target
        == Target(
          kind: .domain, ascii: domain.ascii, unicode: domain.unicode ?? domain.ascii,
          registrable: domain.registrable, port: domain.port))
  }

  static let domains = [
    Domain(text: "example.cn", ascii: "example.cn", registrable: "example.cn"),
    Domain(text: "WWW.Example.COM.CN", ascii: "www.example.com.cn", registrable: "example.com.cn"),
    Domain(text: "example.cn.", ascii: "example.cn", registrable: "example.cn"),
    Domain(text: "example.cn:8080", ascii: "example.cn", registrable: "example.cn", port: 8080),
    Domain(text: "example.cn.:80", ascii: "example.cn", registrable: "example.cn", port: 80),
    Domain(text: "example.cn:", ascii: "example.cn", registrable: "example.cn"),
    Domain(text: "example.cn/a?b=c#d", ascii: "example.cn", registrable: "example.cn"),
    Domain(text: "//example.cn/a", ascii: "example.cn", registrable: "example.cn"),
    Domain(text: "http://example.cn", ascii: "example.cn", registrable: "example.cn"),
    Domain(
      text: "HTTPS://user:pa@ss@a.example.cn:8443/x:1/@?y=z:2#w", ascii: "a.example.cn",
      registrable: "example.cn", port: 8443),
    Domain(text: "http://example.cn?a@b", ascii: "example.cn", registrable: "example.cn"),
    Domain(
      text: "\u{FEFF}\t \u{3000}example.cn\r\n", ascii: "example.cn", registrable: "example.cn"),
    Domain(
      text: "http://www.例子.cn/", ascii: "www.xn--fsqu00a.cn", unicode: "www.例子.cn",
      registrable: "xn--fsqu00a.cn"),
    Domain(
      text: "WWW.XN--FSQU00A.CN", ascii: "www.xn--fsqu00a.cn", unicode: "www.例子.cn",
      registrable: "xn--fsqu00a.cn"),
    Domain(
      text: "例子。中国", ascii: "xn--fsqu00a.xn--fiqs8s", unicode: "例子.中国",
      registrable: "xn--fsqu00a.xn--fiqs8s"),
    Domain(text: "例子．ｃｎ", ascii: "xn--fsqu00a.cn", unicode: "例子.cn", registrable: "xn--fsqu00a.cn"),
    Domain(
      text: "例子｡cn。", ascii: "xn--fsqu00a.cn", unicode: "例子.cn", registrable: "xn--fsqu00a.cn"),
    Domain(
      text: "例子.公司.cn", ascii: "xn--fsqu00a.xn--55qx5d.cn", unicode: "例子.公司.cn",
      registrable: "xn--fsqu00a.xn--55qx5d.cn"),
    Domain(text: "faß.de", ascii: "xn--fa-hia.de", unicode: "faß.de", registrable: "xn--fa-hia.de"),
    Domain(
      text: "שלום.cn", ascii: "xn--9dbne9b.cn", unicode: "שלום.cn", registrable: "xn--9dbne9b.cn"),
    // An IDN only below the registrable domain, beside a label that is none though it looks it.
    Domain(
      text: "r3---sn.例子.example.cn", ascii: "r3---sn.xn--fsqu00a.example.cn",
      unicode: "r3---sn.例子.example.cn", registrable: "example.cn"),
    Domain(
      text: "_a.foo_bar.example.cn", ascii: "_a.foo_bar.example.cn", registrable: "example.cn"),
    Domain(text: "-a-.example.cn", ascii: "-a-.example.cn", registrable: "example.cn"),
    Domain(text: "163.com", ascii: "163.com", registrable: "163.com"),
    Domain(text: "1.2.3.4.cn", ascii: "1.2.3.4.cn", registrable: "4.cn"),
    Domain(text: "a.b.www.ck", ascii: "a.b.www.ck", registrable: "www.ck"),
    Domain(text: "a.b.c.ck", ascii: "a.b.c.ck", registrable: "b.c.ck"),
    Domain(text: "www.gov.cn", ascii: "www.gov.cn", registrable: "www.gov.cn"),
    // The private section of the list does not count.
    Domain(text: "someone.github.io", ascii: "someone.github.io", registrable: "github.io"),
    Domain(text: "github.io", ascii: "github.io", registrable: "github.io"),
    // A top-level domain the list does not know.
    Domain(text: "a.b.nosuchtld", ascii: "a.b.nosuchtld", registrable: "b.nosuchtld"),
    // Exists, though RFC 6761 lists it.
    Domain(text: "www.example.com", ascii: "www.example.com", registrable: "example.com"),
    Domain(
      text: String(repeating: "a", count: 63) + ".cn",
      ascii: String(repeating: "a", count: 63) + ".cn",
      registrable: String(repeating: "a", count: 63) + ".cn"),
    Domain(
      text: String(repeating: "a.", count: 125) + "cn.",
      ascii: String(repeating: "a.", count: 125) + "cn",
      registrable: "a.cn"),
  ]

  @Test(
    "reads addresses",
    arguments: [
      ("203.0.113.9", "203.0.113.9", nil),
      ("203.0.113.9.", "203.0.113.9", nil),
      ("203.0.113.9:81", "203.0.113.9", 81),
      ("http://u@203.0.113.9:81/x", "203.0.113.9", 81),
      // What an input method makes of an address.
      ("２０３。０．113.9", "203.0.113.9", nil),
      ("2001:DB8:0::1", "2001:db8::1", nil),
      ("::1", "::1", nil),
      ("abcd::1", "abcd::1", nil),
      ("[2001:db8::1]", "2001:db8::1", nil),
      ("[2001:db8::1]:8443", "2001:db8::1", 8443),
      ("https://[2001:db8::1]:8443/a", "2001:db8::1", 8443),
      ("https://[2001:db8::1]", "2001:db8::1", nil),
      ("::ffff:203.0.113.9", "203.0.113.9", nil),
    ] as [(String, String, Int?)])
  func readsAddresses(_ text: String, _ ascii: String, _ port: Int?) {
    #expect(TargetReader().read(text) == Target(kind: .address, ascii: ascii, port: port))
  }

  @Test("says what is wrong with junk", arguments: junk)
  func refuses(_ text: String, _ problem: Target.Problem) {
    #expect(TargetReader().read(text) == Target(kind: .invalid, problem: problem))
  }

  static let junk: [(String, Target.Problem)] = [
    ("", .empty), (" \t\r\n\u{FEFF}", .empty),
    (String(repeating: "a", count: 64) + ".cn", .tooLong),
    (String(repeating: "a.", count: 126) + "cn", .tooLong),
    (String(repeating: "a", count: 64 * 1024), .tooLong),
    (String(repeating: "a", count: 64 * 1024 + 1), .tooLong),
    (String(repeating: "中", count: 20_000) + ".cn", .tooLong),
    (String(repeating: "中", count: 70) + ".cn", .notIDNA),
    ("a..b", .emptyLabel), ("..", .emptyLabel), (".", .emptyLabel), (".cn", .emptyLabel),
    ("example.cn..", .emptyLabel), ("\u{AD}.cn", .emptyLabel), ("例子。。cn", .emptyLabel),
    ("exam ple.cn", .forbiddenCharacter), ("a\u{0}.cn", .forbiddenCharacter),
    ("a\u{7F}b.cn", .forbiddenCharacter), ("\u{1B}[31m.cn", .forbiddenCharacter),
    ("*.example.cn", .forbiddenCharacter), ("a%20b.cn", .forbiddenCharacter),
    ("someone@example.cn", .forbiddenCharacter), ("http:\\\\example.cn", .malformedURL),
    ("℀.cn", .forbiddenCharacter), ("http：//example.cn", .forbiddenCharacter),
    ("foo_bar.cn", .forbiddenCharacter), ("-a.cn", .forbiddenCharacter),
    ("a-.com.cn", .forbiddenCharacter), ("\"example.cn\"", .forbiddenCharacter),
    ("😀.cn", .notIDNA), ("xn--a.cn", .notIDNA), ("xn--.cn", .notIDNA), ("XN--\u{E9}.cn", .notIDNA),
    ("a\u{200D}b.cn", .notIDNA), ("例子\u{85}.cn", .notIDNA), ("\u{FFFD}.cn", .notIDNA),
    ("a\u{202E}b.cn", .notIDNA), ("אa.cn", .notIDNA), ("-中.cn", .notIDNA),
    ("-", .noRegistrableDomain), ("cn", .noRegistrableDomain), ("com.cn", .noRegistrableDomain),
    ("gov.cn", .noRegistrableDomain), ("中国", .noRegistrableDomain),
    ("公司.cn", .noRegistrableDomain), ("b.ck", .noRegistrableDomain),
    ("somehost", .noRegistrableDomain), ("1.2.3", .noRegistrableDomain),
    ("1.2.3.4.5", .noRegistrableDomain), ("256.1.1.1", .noRegistrableDomain),
    ("0x7f.1", .noRegistrableDomain), ("0x7f000001", .noRegistrableDomain),
    ("a.0x1F", .noRegistrableDomain), ("3232235777", .noRegistrableDomain),
    ("ftp://example.cn/", .foreignScheme), ("mailto:someone@example.cn", .foreignScheme),
    ("javascript:alert(1)", .foreignScheme), ("git+ssh://example.cn", .foreignScheme),
    ("http://", .malformedURL), ("https:///path", .malformedURL),
    ("http:/example.cn", .malformedURL),
    ("://example.cn", .malformedURL), ("http://user@", .malformedURL), ("?", .malformedURL),
    ("example.cn:0", .malformedURL), ("example.cn:65536", .malformedURL),
    ("example.cn:80a", .malformedURL), ("example.cn:-1", .malformedURL),
    ("example.cn:99999999999999999999", .malformedURL), ("[::1", .malformedURL),
    ("[::1]x", .malformedURL), ("[203.0.113.9]", .malformedURL), ("[example.cn]", .malformedURL),
    ("fe80::1%eth0", .malformedURL), ("1:2:3", .malformedURL), ("a:b:c", .malformedURL),
    ("localhost", .specialUse), ("a.localhost:80", .specialUse), ("x.invalid", .specialUse),
    ("x.test", .specialUse), ("x.local", .specialUse), ("x.onion", .specialUse),
    ("http://x.example/", .specialUse), ("router.home.arpa", .specialUse),
    ("db.internal", .specialUse), ("X.TEST.", .specialUse),
  ]

  @Test("has a sample of every problem")
  func covers() {
    #expect(Set(Self.junk.map(\.1)) == Set(Target.Problem.allCases))
  }

  @Test("takes names of special use for domains in a laboratory")
  func permitsSpecialUse() {
    let reader = TargetReader(permitsSpecialUse: true)
    #expect(
      reader.read("http://blocked.icp.test:8080/")
        == Target(
          kind: .domain, ascii: "blocked.icp.test", unicode: "blocked.icp.test",
          registrable: "icp.test", port: 8080))
    #expect(reader.read("localhost").problem == .noRegistrableDomain)
  }

  @Test("knows the date of the public suffix list")
  func datesTheList() throws {
    let date = try #require(TargetReader.publicSuffixListDate)
    #expect(date > Timestamp(secondsSinceEpoch: 1_577_836_800))
  }

  @Test("reads its own output as the same target, whatever it was given", arguments: 0..<8)
  func isIdempotent(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for reader in [TargetReader(), TargetReader(permitsSpecialUse: true)] {
      for _ in 0..<4_000 {
        let text = Self.randomText(using: &generator)
        let target = reader.read(text)
        guard let ascii = target.ascii else {
          #expect(target.kind == .invalid && target.problem != nil, "\(text.debugDescription)")
          continue
        }
        var again = reader.read(ascii)
        again.port = target.port
        #expect(again == target, "\(text.debugDescription)")
        if let unicode = target.unicode {
          #expect(reader.read(unicode).ascii == ascii, "\(text.debugDescription)")
        }
      }
    }
  }

  private static func randomText(using generator: inout SeededGenerator) -> String {
    let pieces = [
      "http://", "https://", "ftp:", "//", "[", "]", ":", ":80", "@", "/", ".", "..", "。", "．",
      "cn", "com.cn", "test", "example", "xn--", "xn--fsqu00a", "ＸＮ－－", "例子", "中国", "ß", "ẞ",
      "İ", "ς", "\u{200D}", "\u{200C}", "\u{AD}", "\u{308}", "e\u{301}", "א", "ا", "１", "1.2.3.4",
      "::1", "0x7f", "-", "_", " ", "\u{0}", "\u{FEFF}", "％", "℀", "⑴", "ｗｗｗ", "😀", "K", "A", "z",
    ]
    return (0..<Int.random(in: 0...6, using: &generator)).map { _ in
      if Int.random(in: 0..<4, using: &generator) == 0,
        let scalar = Unicode.Scalar(UInt32.random(in: 0...0x1_FFFF, using: &generator))
      {
        return String(Character(scalar))
      }
      return pieces[Int.random(in: 0..<pieces.count, using: &generator)]
    }.joined()
  }
}
