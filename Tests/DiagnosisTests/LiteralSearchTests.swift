import Testing

@testable import Diagnosis

@Suite("The search for many texts")
struct LiteralSearchTests {
  @Test("finds texts that overlap, that end in one another and that share a beginning")
  func overlaps() {
    let search = LiteralSearch(["he", "she", "his", "hers", "e", ""])
    #expect(search.texts(in: "ushers".utf8) == ["he", "she", "hers", "e"])
    #expect(search.texts(in: "shis".utf8) == ["his"])
    #expect(search.texts(in: "".utf8) == [])
    #expect(LiteralSearch([]).texts(in: "anything".utf8) == [])
  }

  @Test("sees a text inside another character's neighbours, octet for octet")
  func multibyte() {
    let search = LiteralSearch(["未备案", "备案号"])
    #expect(search.texts(in: "您好，该域名未备案，请联系".utf8) == ["未备案"])
    #expect(search.texts(in: "没有备案号！未备".utf8) == ["备案号"])
  }

  @Test(
    "agrees with looking for each text on its own, on random texts and pages", arguments: 0..<200)
  func agreesWithNaiveSearch(_ seed: UInt64) {
    var random = SplitMix(state: seed)
    func text(_ lengths: ClosedRange<Int>) -> String {
      String(
        (0..<Int.random(in: lengths, using: &random)).map { _ in
          "ab备".randomElement(using: &random) ?? "a"
        })
    }
    let texts = Array(Set((0..<12).map { _ in text(1...6) }))
    let search = LiteralSearch(texts)
    for _ in 0..<20 {
      let page = text(0...40)
      #expect(search.texts(in: page.utf8) == Set(texts.filter { Self.naively($0, in: page) }))
    }
  }

  private static func naively(_ text: String, in page: String) -> Bool {
    let (text, page) = (Array(text.utf8), Array(page.utf8))
    guard text.count <= page.count else { return false }
    return (0...(page.count - text.count)).contains { start in
      page[start..<(start + text.count)].elementsEqual(text)
    }
  }
}

/// Numbers that repeat with their seed (Steele, Lea and Flood, OOPSLA 2014).
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
