import Testing

@testable import Reporting

@Suite("Safe text")
struct SafeTextTests {
  @Test(
    "shows what a terminal would obey",
    arguments: [
      ("plain text", "plain text"), ("未备案 👍", "未备案 👍"), ("", ""),
      // Escape sequences, in their two forms.
      ("a\u{1B}[31mb", "a·b"), ("a\u{9B}31mb", "a·b"), ("\u{1B}[2J\u{1B}[H", "··"),
      ("\u{1B}]0;title\u{7}x", "·x"), ("\u{1B}]0;title\u{1B}\\x", "·x"),
      ("\u{9D}0;title\u{9C}x", "·x"),
      ("\u{1B}]8;;http://a/\u{7}click\u{1B}]8;;\u{7}", "·click·"),
      ("\u{1B}P$q\"p\u{1B}\\x", "·x"), ("\u{1B}_G\u{1B}\\x", "·x"), ("\u{1B}^p\u{1B}\\x", "·x"),
      ("\u{1B}(0x", "·x"), ("\u{1B}cx", "·x"), ("\u{1B}[38:2::1:2:3mx", "·x"),
      // Unfinished ones hide nothing that follows.
      ("\u{1B}]0;title", "·0;title"), ("\u{1B}", #"\u{1b}"#), ("\u{1B}[", "·"),
      ("\u{1B}[31\u{1B}[32mx", "·31·x"), ("\u{1B}\u{1B}[31mx", #"\u{1b}·x"#),
      // Control and format characters.
      ("a\u{0}b\u{7}\u{8}\u{7F}", #"a\u{0}b\u{7}\u{8}\u{7f}"#),
      ("\u{202E}abc\u{202C}", #"\u{202e}abc\u{202c}"#),
      ("\u{2066}a\u{2069}\u{200F}\u{61C}", #"\u{2066}a\u{2069}\u{200f}\u{61c}"#),
      ("a\u{200B}b\u{200D}c\u{2060}\u{FEFF}\u{AD}", #"a\u{200b}b\u{200d}c\u{2060}\u{feff}\u{ad}"#),
      ("a\u{E0041}\u{34F}\u{115F}", #"a\u{e0041}\u{34f}\u{115f}"#), ("\u{E000}", #"\u{e000}"#),
      ("❤\u{FE0F}", "❤"),
      // White space is one space; marks are neither heaped up nor put on what stands before.
      (" \t a \r\n b\u{85}\u{2028}\u{2029}\u{3000}c ", "a b c"), ("\u{301}a", "a"),
      ("a" + String(repeating: "\u{301}", count: 50), "a\u{301}\u{301}\u{301}\u{301}"),
    ])
  func visible(_ text: String, _ expected: String) {
    #expect(SafeText(outside: text).string == expected)
  }

  @Test("is bounded")
  func bounded() {
    #expect(SafeText(outside: "abcdef", limit: 6).string == "abcdef")
    #expect(SafeText(outside: "abcdef", limit: 5).string == "abcde…")
    #expect(SafeText(outside: "备案备案", limit: 2).string == "备案…")
    let long = SafeText(outside: String(repeating: "\u{1B}]", count: 100_000))
    #expect(long.string == String(repeating: "·", count: 80) + "…")
  }

  @Test("never holds a character that a terminal obeys, whatever it was made from")
  func everyScalar() {
    for value in (0 as UInt32)..<0x11_0000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      for shown in SafeText(outside: "a\(Character(scalar))b").string.unicodeScalars {
        let properties = shown.properties
        let isSafe =
          properties.generalCategory != .control && properties.generalCategory != .format
          && !properties.isDefaultIgnorableCodePoint && !properties.isBidiControl
        if !isSafe {
          Issue.record("U+\(String(value, radix: 16)) is let through")
        }
      }
    }
  }

  @Test("takes other people's words inside our own only when they are named so")
  func interpolation() {
    let text: SafeText = "from \(outside: "a\u{1B}[1mb"), \(3) times"
    #expect(text.string == "from a·b, 3 times")
    #expect([text, "x"].joined(separator: "; ").string == "from a·b, 3 times; x")
  }
}
