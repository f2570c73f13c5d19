import Testing

@testable import Reporting

@Suite("The display width")
struct DisplayWidthTests {
  @Test("agrees with Python's wcwidth")
  func wcwidth() throws {
    let table = try Snapshot.read("display-width.tsv")
    let rows = table.split(separator: "\n")
    #expect(rows.count > 250)
    for row in rows {
      let columns = row.split(separator: "\t", omittingEmptySubsequences: false)
      var text = ""
      for point in columns[0].split(separator: " ") {
        let value = try #require(UInt32(point, radix: 16))
        text.unicodeScalars.append(try #require(Unicode.Scalar(value)))
      }
      #expect(DisplayWidth.of(text) == Int(columns[1]), "\(columns[0]) \(text)")
    }
  }

  @Test("counts control characters as nothing")
  func controls() {
    #expect(DisplayWidth.of("\u{0}\u{7}\u{1B}\n\r\n\u{7F}\u{85}\u{9B}") == 0)
  }

  @Test("is kept when text is cut, with an ellipsis for what is missing")
  func truncation() {
    #expect(DisplayWidth.truncate("example", to: 7) == "example")
    #expect(DisplayWidth.truncate("example", to: 6) == "examp…")
    #expect(DisplayWidth.truncate("未备案", to: 6) == "未备案")
    #expect(DisplayWidth.truncate("未备案", to: 5) == "未备…")
    #expect(DisplayWidth.truncate("未备案", to: 4) == "未…")
    #expect(DisplayWidth.truncate("未备案", to: 1) == "…")
    #expect(DisplayWidth.truncate("未备案", to: 0) == "")
    for width in 0..<20 {
      #expect(DisplayWidth.of(DisplayWidth.truncate("a中b文👨‍👩‍👧c字d", to: width)) <= width)
    }
  }
}
