import Testing
import Wire

@Suite("The encoding of a page")
struct TextEncodingTests {
  /// 网站未备案提示.
  static let gbk: [UInt8] = [
    0xCD, 0xF8, 0xD5, 0xBE, 0xCE, 0xB4, 0xB1, 0xB8, 0xB0, 0xB8, 0xCC, 0xE1, 0xCA, 0xBE,
  ]
  static let utf8 = Array("网站未备案提示".utf8)

  @Test(
    "is what its mark says, whatever else is said",
    arguments: [
      ([0xEF, 0xBB, 0xBF], TextEncoding.utf8, 3), ([0xFF, 0xFE], .utf16LittleEndian, 2),
      ([0xFE, 0xFF], .utf16BigEndian, 2),
    ] as [([UInt8], TextEncoding, Int)])
  func marks(mark: [UInt8], encoding: TextEncoding, length: Int) {
    let page = mark + Self.gbk
    #expect(TextEncoding(of: page, contentType: "text/html; charset=gbk") == encoding)
    #expect(TextEncoding.mark(of: page)?.length == length)
    #expect(TextEncoding.mark(of: Array(page.dropFirst())) == nil)
  }

  @Test(
    "is what the server says",
    arguments: [
      ("text/html; charset=gb2312", TextEncoding.gb18030),
      ("text/html;Charset = \"GBK\"", .gb18030),
      ("text/html; charset='gb18030' ; x", .gb18030), ("text/html; charset=Big5", .big5),
      ("text/html; charset=utf-16le", .utf16LittleEndian),
    ])
  func header(contentType: String, encoding: TextEncoding) {
    #expect(TextEncoding(of: Self.gbk, contentType: contentType) == encoding)
  }

  @Test(
    "is what its meta element says where the server is silent",
    arguments: [
      "<meta charset=\"big5\">", "<META CHARSET=big5/>", "<meta charset = 'Big5' >",
      "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=big5\" />",
      "<!-- <meta charset=gbk> --><meta name=x content=y><meta charset=big5>",
      "<style>p { color: red }</style><meta content=\"textml;charset=Big5\" />",
    ])
  func meta(element: String) {
    let page = Array("<html><head>\(element)</head>".utf8) + Self.gbk
    for contentType in [nil, "text/html", "text/html; charset=", "text/html; charset=klingon"] {
      #expect(TextEncoding(of: page, contentType: contentType) == .big5)
    }
    #expect(TextEncoding(of: page, contentType: "text/html; charset=gbk") == .gb18030)
  }

  @Test(
    "is not what stands in a comment, in text, or too far down",
    arguments: [
      "<!-- <meta charset=big5> -->", "<p charset=big5>", "meta charset=big5",
      String(repeating: " ", count: 1024) + "<meta charset=big5>", "<meta",
      "<meta charset", "<meta charset=", "<!--",
      "<meta charset=\(String(repeating: "b", count: 99))>",
    ])
  func noMeta(start: String) {
    #expect(TextEncoding(of: Array(start.utf8) + Self.gbk, contentType: nil) == .gb18030)
  }

  @Test(
    "is what the octets show where what is said is wrong",
    arguments: [
      (utf8, "text/html; charset=gbk", TextEncoding.utf8),
      (gbk, "text/html; charset=utf-8", .gb18030),
      (gbk, "text/html; charset=iso-8859-1", .gb18030), (gbk, nil, .gb18030), (utf8, nil, .utf8),
      (utf8, "text/html; charset=big5", .utf8), (utf8, "text/html; charset=utf-16", .utf8),
      // Neither: then what is said counts.
      ([0x80, 0x61], "text/html; charset=utf-8", .utf8), ([0xFF, 0x61], nil, .utf8),
      ([0xE9, 0x20], "text/html; charset=iso-8859-1", .windows1252),
      // Latin letters in UTF-8 are characters of GBK as well.
      (Array("éé".utf8), "text/html; charset=gbk", .gb18030), (Array("éé".utf8), nil, .utf8),
      ([], nil, .utf8), (Array("ASCII".utf8), nil, .utf8),
    ] as [([UInt8], String?, TextEncoding)])
  func contradictions(page: [UInt8], contentType: String?, encoding: TextEncoding) {
    #expect(TextEncoding(of: page, contentType: contentType) == encoding)
  }

  @Test("is told from a page that was cut within a character")
  func cut() {
    for count in 1...Self.utf8.count {
      #expect(TextEncoding(of: Array(Self.utf8.prefix(count)), contentType: nil) == .utf8)
    }
    for count in 1...Self.gbk.count {
      let page = Array(Self.gbk.prefix(count))
      #expect(TextEncoding(of: page, contentType: "text/html; charset=gbk") == .gb18030)
    }
  }

  @Test(
    "is not UTF-8 where a character has an overlong form, is a surrogate, or is none",
    arguments: [
      [0xC0, 0xAF], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0x80], [0xE4, 0xB8, 0x2F],
    ] as [[UInt8]])
  func malformed(octets: [UInt8]) {
    // The standard library is the oracle.
    #expect(String(validating: octets, as: UTF8.self) == nil)
    let page = octets + Array("/".utf8)
    #expect(
      TextEncoding(of: page, contentType: "text/html; charset=latin1") != .utf8)
  }

  @Test("may have four octets in a character of GB18030")
  func fourOctets() {
    #expect(TextEncoding(of: [0x81, 0x30, 0x81, 0x30], contentType: nil) == .gb18030)
    #expect(TextEncoding(of: [0x81, 0x30, 0x81, 0x40], contentType: nil) == .utf8)
  }
}
