import Testing

@testable import Reporting

@Suite("The line breaker")
struct LineBreakerTests {
  private func lines(_ text: String, _ width: Int) -> [String] {
    LineBreaker.lines(of: text, width: width)
  }

  @Test("breaks Latin text at spaces")
  func latin() {
    #expect(lines("the quick brown fox", 10) == ["the quick", "brown fox"])
    #expect(lines("  the   quick  ", 40) == ["the quick"])
    #expect(lines("", 10) == [])
    #expect(lines("exactly ten", 11) == ["exactly ten"])
  }

  @Test("breaks Chinese text between any two characters")
  func chinese() {
    #expect(lines("域名没有备案记录", 8) == ["域名没有", "备案记录"])
    #expect(lines("域名没有备案记录", 9) == ["域名没有", "备案记录"])
    #expect(lines("请在ICP系统查询", 9) == ["请在ICP系", "统查询"])
  }

  @Test("begins no line with a closing mark and ends none with an opening one")
  func kinsoku() {
    #expect(lines("域名没有，备案", 8) == ["域名没", "有，备案"])
    #expect(lines("域名没有备案。", 12) == ["域名没有备", "案。"])
    #expect(lines("域名没（有）备案", 8) == ["域名没", "（有）备", "案"])
    #expect(lines("他说“备案”了吧", 9) == ["他说“备", "案”了吧"])
    for width in 8...30 {
      for line in lines("网站（含“子域名”）须备案，否则：被阻断！《条例》第五条、第六条…", width) {
        #expect(line.first.map { !"，。、；：？！）」』】》”…".contains($0) } == true, "\(line)")
        #expect(line.last.map { !"（「『【《“".contains($0) } == true, "\(line)")
        #expect(DisplayWidth.of(line) <= width)
      }
    }
  }

  @Test(
    "keeps whole what is to be copied",
    arguments: [
      "https://beian.miit.gov.cn/#/Integrated/index?a=例子", "粤ICP备2026000001号-1", "例子.中国",
      "xn--fsqu00a.xn--fiqs8s",
    ])
  func whole(_ name: String) {
    for width in 8...60 {
      #expect(lines("请查看 \(name) 的说明", width).contains { $0.contains(name) })
      #expect(lines("see \(name), then go on", width).contains { $0.contains(name) })
    }
    #expect(lines("见\(name)。其余", 8).contains { $0.contains(name) } || !name.contains("://"))
  }

  @Test("cuts what is only long")
  func long() {
    #expect(lines(String(repeating: "a", count: 20), 8) == ["aaaaaaaa", "aaaaaaaa", "aaaa"])
    for width in 8...40 {
      for line in lines("x “" + String(repeating: #"\u{202e}"#, count: 20) + "” y", width) {
        #expect(DisplayWidth.of(line) <= width)
      }
    }
  }

  @Test("holds no-break spaces together and prints them as spaces")
  func noBreak() {
    #expect(lines("about 48\u{A0}h", 9) == ["about", "48 h"])
  }

  @Test("loses nothing but spaces", arguments: 1...50)
  func lossless(_ width: Int) {
    let text = "No filing 域名（例子.cn）没有备案，见 https://example.cn/a 与“说明”。👨‍👩‍👧 e\u{301}!"
    let joined = lines(text, width).joined().filter { $0 != " " }
    #expect(joined == text.filter { $0 != " " })
  }
}
