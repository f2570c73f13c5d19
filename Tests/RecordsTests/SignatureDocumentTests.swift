import Foundation
import Testing

@testable import Records

@Suite("A file of signatures")
struct SignatureDocumentTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "fixtures/signatures")

  private static let words = SignatureWords(
    proofs: ["filing-block", "waf"], certainties: ["possible", "likely", "confirmed"],
    taken: ["alibaba.beian-block"])

  private static func read(_ path: String) throws -> SignatureDocument {
    try SignatureDocument.decode(
      Array(try Data(contentsOf: folder.appending(path: path))), named: path, words)
  }

  @Test("is read as it stands")
  func reads() throws {
    let document = try Self.read("user.json")
    let entry = try #require(document.signatures.first)
    #expect(document.signatures.count == 1)
    #expect(entry.id == "my-idc.unfiled")
    #expect(entry.status == [403] && entry.lastSeen == 2026 && entry.certainty == nil)
    #expect(entry.all?.first?.header == "Server" && entry.all?.first?.startsWith == "Gate/")
    #expect(entry.any?.map(\.body) == [nil, "请先办理备案"])
  }

  /// The place that each broken file must be refused for.
  static let flaws: [(name: String, line: Int?, path: String?)] = [
    ("unknown-schema", 2, "schema"),
    ("unknown-key", 15, "signatures[0].statuses"),
    ("unknown-proof", 6, "signatures[0].proves"),
    ("id-of-the-pack", 5, "signatures[0].id"),
    ("id-twice", 17, "signatures[1].id"),
    ("id-with-capitals", 5, "signatures[0].id"),
    ("no-clause", 5, "signatures[0].id"),
    ("two-places-in-a-clause", 10, "signatures[0].any[0]"),
    ("short-text", 12, "signatures[0].any[0].body"),
    ("long-text", 12, "signatures[0].any[0].body"),
    ("no-status", 7, "signatures[0].status"),
    ("status-that-is-none", 7, "signatures[0].status"),
    ("status-as-text", 7, "signatures[0].status[0]"),
    ("years-reversed", 16, "signatures[0].last_seen"),
    ("year-that-is-none", 15, "signatures[0].first_seen"),
    ("body-too-long-for-success", 15, "signatures[0].longest_body"),
    ("prefix-without-header", 13, "signatures[0].any[0].starts_with"),
    ("not-json", nil, nil),
  ]

  @Test("is refused with the line, the place and what to do", arguments: flaws)
  func refuses(_ flaw: (name: String, line: Int?, path: String?)) throws {
    let error = #expect(throws: RecordsError.self) { try Self.read("junk/\(flaw.name).json") }
    #expect(error?.path == flaw.path)
    if let line = flaw.line { #expect(error?.line == line) }
    #expect(error?.message.isEmpty == false)
    if flaw.name != "status-as-text" { #expect(error?.hint?.isEmpty == false) }
  }

  @Test("that is broken is held in a fixture for every way of being so")
  func isWhole() throws {
    let files = try FileManager.default.contentsOfDirectory(
      atPath: Self.folder.appending(path: "junk").path)
    #expect(Set(files) == Set(Self.flaws.map { $0.name + ".json" }))
  }
}
