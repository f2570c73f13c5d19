import Testing
import Yams

@testable import Monitor

@Suite("The search for aliases")
struct AliasSearchTests {
  @Test(
    "takes for an alias or an anchor what is one, however it is hidden",
    arguments: [
      ("a: [x]\r\n# R\r\nb: &x [1]\r\n", 3), ("{\"a\":&x [1], \"b\":*x}", 1), ("a: {b: [*x]}", 1),
      ("owner: 5\" disk\nb: &x 1", 2), ("owner: it's\nb: 'is' # '\nc: &x 1", 3),
      ("a: | # text\n  \"not open\nb: *x", 3), ("a: text\n  \"more\n  and\nb: &x 1", 4),
      ("a: !!map &x {b: 1}", 1), ("--- &x\na: 1", 1), ("a: 'it''s'\nb: [1,*x]", 2),
      ("a: \"\\\"\"\nb: *x", 2), ("# c\rb: &x 1", 1), ("# c\u{85}b: &x 1", 1),
      ("\u{FEFF}&x a: 1", 1), ("? *x\n: 1", 1), ("a: b # 'c\n*x : 1", 2),
    ])
  func aliases(text: String, line: Int) {
    #expect(AliasSearch.line(in: text) == line)
  }

  @Test(
    "leaves alone what only looks like one",
    arguments: [
      "owner: \"R & D\"", "owner: R & D", "owner: '*'", "a: [\"&\", '*x', b&c]", "# *x\n",
      "a: b # &x", "a: \"long\n  *x\n  \"", "url: http://h/?a=1&b=*", "\"R & D\": 1",
      "it's: 5\" & *",
      "a: \"\\\" *x\"", "a: 'it''s *x'", "a: \"R: *x\"\r\nb: '- &x'\r\n",
    ])
  func noAliases(text: String) {
    #expect(AliasSearch.line(in: text) == nil)
  }

  @Test("misses none that the parser sees")
  func parser() {
    let pieces = [
      "&x ", "*x", "a", ":", ": ", " ", "  ", "\n", "\n  ", "- ", "-", "[", "]", "{", "}", ",",
      ", ",
      "\"", "'", "#", " # ", "|", ">", "!t ", "? ", "\\", "\r", "b: ", "---\n", "\t",
    ]
    // Numerical Recipes' generator: the same texts in every run.
    var state: UInt64 = 7
    func below(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    var seen = 0
    for _ in 0..<40_000 {
      let text = (0..<(2 + below(14))).map { _ in pieces[below(pieces.count)] }.joined()
      guard Self.hasAnchor(text) else { continue }
      seen += 1
      #expect(AliasSearch.line(in: text) != nil, "\(text.debugDescription)")
    }
    #expect(seen > 500)
  }

  /// Whether the parser hands out an anchor, or complains of an alias of none.
  private static func hasAnchor(_ text: String) -> Bool {
    func holds(_ node: Node) -> Bool {
      if node.anchor != nil { return true }
      switch node {
      case .mapping(let mapping): return mapping.contains { holds($0.key) || holds($0.value) }
      case .sequence(let sequence): return sequence.contains { holds($0) }
      default: return false
      }
    }
    do {
      return try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot().map(holds)
        ?? false
    } catch {
      return "\(error)".contains("undefined alias")
    }
  }
}
