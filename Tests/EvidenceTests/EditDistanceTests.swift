import Evidence
import Testing

@Suite("The distance between two words")
struct EditDistanceTests {
  @Test(
    "is what must be inserted, deleted or replaced",
    arguments: [
      ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("kitten", "sitting", 3), ("abc", "abc", 0),
      ("abc", "acb", 2), ("not-fild", "not-filed", 1), ("\u{5907}", "a", 3),
    ])
  func counts(_ one: String, _ other: String, _ expected: Int) {
    #expect(one.editDistance(to: other) == expected)
    #expect(other.editDistance(to: one) == expected)
  }
}
