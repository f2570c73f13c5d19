import Testing
import Wire

@Suite("A page's title")
struct HTMLTitleTests {
  @Test(
    "is found",
    arguments: [
      ("<title>TestPage184</title>", "TestPage184"),
      ("<html><HEAD>\n<TITLE lang=\"zh\"\n>网站未备案提示</Title >", "网站未备案提示"),
      ("<title\t>a</title/>b", "a"), ("<title/>a</title\n>", "a"),
      ("<title>  a\r\n\t b\u{C} </title>", "a b"),
      ("<title>a</titles>b</title>", "a</titles>b"), ("<title>a < b</title>", "a < b"),
      ("<titles>x</titles><title>y</title>", "y"),
      ("<title>first</title><title>2</title>", "first"),
      ("<!-- <title>no</title> --><title>yes</title>", "yes"), ("<!--><title>a</title>", "a"),
      ("<!-- - -- ---><title>a</title>", "a"), ("<! --><title>a</title>", "a"),
      ("<title>never closed", "never closed"), ("<title>a</title", "a"),
      ("<title>a</titl", "a</titl"),
      ("<title>&lt;b&gt; &amp;amp; &quot;&apos;</title>", "<b> &amp; \"'"),
      ("<title>&#20013;&#x56FD;&#X41;&#x0010FFFF;</title>", "中国A\u{10FFFF}"),
      ("<title>&nbsp;&;&#;&#x;&#xg;&#+1;&#-1;& a&</title>", "&nbsp;&;&#;&#x;&#xg;&#+1;&#-1;& a&"),
      ("<title>&#00000000065;&#１;</title>", "&#00000000065;&#１;"),
      (
        "<title>a&#32;&#10;b&#0;&#xD800;&#x110000;&#27;</title>",
        "a b\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"
      ),
      ("<title>a\u{1B}[2J\0</title>", "a\u{FFFD}[2J\u{FFFD}"),
    ])
  func found(_ page: String, _ title: String) {
    #expect(HTMLTitle.find(in: page) == title)
    #expect(HTMLTitle.find(in: Array(page.utf8)) == title)
  }

  @Test(
    "is not found",
    arguments: [
      "", "<", "<title", "<title ", "<titles>a</titles>", "<title></title>", "<title> \n</title>",
      "<title>", "title>a</title>", "<!-- <title>a</title>", "<!--", "<!---",
      "<div class=\"title\">a",
    ])
  func notFound(_ page: String) {
    #expect(HTMLTitle.find(in: page) == nil)
  }

  @Test("is repaired when it is not UTF-8")
  func repaired() {
    #expect(HTMLTitle.find(in: hex("3C7469746C653E 61FF62 3C2F7469746C653E")) == "a\u{FFFD}b")
  }

  @Test("is bounded in characters and in octets")
  func bounded() {
    let long = "<title>" + String(repeating: "备", count: 300) + "</title>"
    #expect(HTMLTitle.find(in: long) == String(repeating: "备", count: 200))
    #expect(HTMLTitle.find(in: long, limit: 3) == "备备备")
    #expect(HTMLTitle.find(in: long, limit: -1) == "")
    let marks = "<title>a" + String(repeating: "\u{301}", count: 100_000) + "</title>"
    #expect(HTMLTitle.find(in: marks)?.utf8.count ?? .max <= 4099)
    let blank = "<title>" + String(repeating: " ", count: 5000) + "a</title>"
    #expect(HTMLTitle.find(in: blank) == nil)
  }

  @Test(
    "is looked for once through, however the page repeats itself",
    arguments: ["<", "<!--", "<!-- -", "<title", "<title>", "&", "&#1", "</title"])
  func linear(_ text: String) {
    // A search that starts over for each of these would not end while somebody waits.
    let page = [[UInt8]](repeating: Array(text.utf8), count: 100_000).flatMap(\.self)
    let title = HTMLTitle.find(in: Array("<title ".utf8) + page)
    #expect(title?.count ?? 0 <= HTMLTitle.characterLimit)
  }
}
