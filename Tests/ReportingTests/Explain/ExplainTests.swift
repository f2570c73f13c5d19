import Diagnosis
import FoundationEssentials
import Testing

@testable import Reporting

@Suite("The explanation on paper")
struct ExplainTests {
  private static let topics = [
    "not-synced", "block.registry-absent", "D-12", "alibaba.beian-block",
  ]

  @Test("looks as agreed", arguments: topics, Language.allCases)
  func looks(_ word: String, _ language: Language) throws {
    let text = ExplainText.render(
      try #require(Topic(word)), provider: nil, style: Style(width: 80, language: language))
    try Snapshot.expect(text, equals: "explain/\(word).\(language).txt")
  }

  @Test("lists the causes as agreed", arguments: Language.allCases)
  func table(_ language: Language) throws {
    let text = CauseTable.text(Style(width: 80, language: language))
    try Snapshot.expect(text, equals: "explain/table.\(language).txt")
  }

  @Test("keeps within the width and obeys nothing", arguments: Cause.catalogue, Language.allCases)
  func width(_ cause: Cause, _ language: Language) {
    let text = ExplainText.render(
      .cause(cause), provider: "alibaba", style: Style(width: 80, language: language))
    for line in text.split(separator: "\n") {
      #expect(line.last != " " && !line.contains("\u{1B}"))
      #expect(DisplayWidth.of(line) <= 80 || line.contains("://") || line.contains("$ "), "\(line)")
    }
  }

  @Test("is one JSON object with the same keys whatever is asked")
  func json() throws {
    let topic: Topic = try #require(Topic("block.registry-absent"))
    try Snapshot.expect(
      ExplainJSON(topic, provider: "alibaba", in: .en).json(pretty: true) + "\n",
      equals: "explain/block.registry-absent.json")
    let keys = ["schema", "rules", "causes", "documents", "signatures"]
    for word in Self.topics {
      let topic: Topic = try #require(Topic(word))
      let json = ExplainJSON(topic, provider: nil, in: .zh).json()
      #expect(!json.contains("\n") && json.hasPrefix(#"{"schema":"icpdiag.explain/1","#))
      for key in keys { #expect(json.contains("\"\(key)\":"), "\(word): \(key)") }
    }
  }

  @Test("makes the README's table of causes")
  func readme() throws {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
    let path = parts.joined(separator: "/") + "/README.md"
    let readme = String(
      decoding: try #require(FileManager.default.contents(atPath: path)), as: UTF8.self)
    let pieces = readme.split(separator: "<!-- causes -->\n", omittingEmptySubsequences: false)
    let table = try #require(pieces.last).split(separator: "<!-- /causes -->")
    #expect(pieces.count == 2)
    #expect(
      table.first.map(String.init) == CauseTable.markdown,
      "what 'icpdiag explain --markdown' prints belongs between the marks")
  }
}

extension Cause: CustomTestStringConvertible {
  package var testDescription: String { id.rawValue }
}
