import Evidence
import Records
import Testing

@testable import Store

@Suite("An import")
struct ImportTests {
  let folder = TemporaryFolder()

  @Test("leaves a row that says what it was and what became of its lines")
  func provenance() throws {
    let store = folder.store()
    let request = ImportRequest(file: "备案 'list'.csv", asked: "csv", at: .test(days: 1))
    let content = ImportedContent(kind: "csv", sha256: "ab", octets: 1_234)
    let summary = try store.importing(request) { sink in
      try sink.begin(.registry())
      try sink.add(.filing(.init(domain: "a.cn")), line: 2)
      try sink.add(.absent("cn"), line: 3)
      try sink.refuse(Refusal(line: 4, path: "views[0]", reason: "no domain"))
      try sink.add(.absent("a\0.cn"), line: 5)
      return content
    }
    guard case .kept(let id) = summary.outcome else { throw Unexpected() }
    let expected = [
      Refusal(line: 3, reason: "'cn' is no domain one can register"),
      Refusal(line: 4, path: "views[0]", reason: "no domain"),
      Refusal(line: 5, reason: "a text with a NUL character in it"),
    ]
    #expect(summary.taken.filings == 1)
    #expect(summary.taken.lines == 1)
    #expect(summary.refused == 3)
    #expect(summary.refusals == expected)
    #expect(try store.refusals(of: id) == expected)
    #expect(
      try store.imports() == [
        Provenance(
          id: id, file: "备案 'list'.csv", content: content, asked: "csv", at: .test(days: 1),
          taken: 1, refused: 3)
      ])
  }

  @Test("counts all refused lines and keeps the first of them")
  func manyRefusals() throws {
    let store = folder.store()
    let summary = try store.take { sink in
      try sink.begin(.registry())
      try sink.add(.absent("a.cn"), line: 1)
      for line in 2..<2_502 { try sink.refuse(Refusal(line: line, reason: "no")) }
    }
    #expect(summary.refused == 2_500)
    #expect(summary.refusals.map(\.line) == Array(2..<(2 + Limits.refusals)))
  }

  @Test("that fails leaves the store as before it")
  func failure() throws {
    let store = folder.store()
    try store.take(.registry(), [.absent("a.cn")])
    let before = try store.recorded()
    #expect(throws: RecordsError.self) {
      try store.take { sink in
        try sink.begin(.registry())
        try sink.add(.absent("b.cn"), line: 1)
        throw RecordsError(file: "t.json", message: "cut off")
      }
    }
    #expect(try store.recorded() == before)
    #expect(try store.imports().count == 1)
  }

  @Test("run dry says the same and changes nothing")
  func dryRun() throws {
    let store = folder.store()
    func fill(_ sink: inout ImportSink) throws {
      try sink.begin(.registry())
      try sink.add(.absent("a.cn"), line: 1)
      try sink.refuse(Refusal(line: 2, reason: "no"))
    }
    let dry = try store.take("h", mode: .dryRun, fill)
    #expect(dry.outcome == .dryRun)
    #expect(try store.counts() == RecordCounts())
    var real = try store.take("h", fill)
    real.outcome = .dryRun
    #expect(real == dry)
  }

  @Test("refuses everything for one refused line when it is strict")
  func strict() throws {
    let store = folder.store()
    for refusals in 0...1 {
      let summary = try store.take(isStrict: true) { sink in
        try sink.begin(.registry())
        try sink.add(.absent("a.cn"), line: 1)
        for line in 0..<refusals { try sink.refuse(Refusal(line: line, reason: "no")) }
      }
      #expect((summary.outcome == .refusedStrictly) == (refusals == 1))
    }
    #expect(try store.imports().count == 1)
  }

  @Test("of the same content is recognised, unless it speaks as of another time")
  func twice() throws {
    let store = folder.store()
    let first = try store.take(.registry(1), [.absent("a.cn")], hash: "h")
    guard case .kept(let id) = first.outcome else { throw Unexpected() }
    let again = try store.take(.registry(1), [.absent("a.cn")], hash: "h")
    #expect(again.outcome == .alreadyThere(importID: id))
    let later = try store.take(.registry(2), [.absent("a.cn")], hash: "h")
    #expect(later.outcome == .kept(importID: id + 1))
    let other = try store.take(.registry(1), [.absent("a.cn")], hash: "g")
    #expect(other.outcome == .kept(importID: id + 2))
    #expect(try store.imports().count == 3)
  }

  @Test("of content of which something was removed brings it back")
  func removedAndImportedAgain() throws {
    for isComplete in [false, true] {
      let store = TemporaryFolder().store()
      let view = ViewHeading.registry(1, complete: isComplete)
      try store.take(view, [.absent("a.cn"), .absent("b.cn")], hash: "h")
      try store.remove(domain: "a.cn")
      try store.take(view, [.absent("a.cn"), .absent("b.cn")], hash: "h")
      #expect(try store.imports().count == 2)
      #expect(try store.facts("a.cn").contains { $0.outcome == .absent })
    }
  }

  @Test("takes no view for complete when a line of it was refused")
  func withdrawn() throws {
    let store = folder.store()
    let summary = try store.take { sink in
      try sink.begin(.provider(complete: true))
      try sink.add(.access(.init(domain: "a.cn", state: .active)), line: 1)
      try sink.refuse(Refusal(line: 2, reason: "no domain"))
    }
    #expect(summary.isCompletenessWithdrawn)
    #expect(try store.facts("b.cn").isEmpty)
  }

  @Test("of nothing but refused lines is none")
  func nothing() throws {
    let store = folder.store()
    let summary = try store.take { try $0.refuse(Refusal(line: 1, reason: "no")) }
    #expect(summary.outcome == .nothingTaken)
    #expect(try store.imports().isEmpty)
  }

  @Test("refuses what does not belong where it stands")
  func misplaced() throws {
    let store = folder.store()
    let summary = try store.take { sink in
      try sink.begin(.registry())
      try sink.add(.access(.init(domain: "a.cn", state: .active)), line: 1)
      try sink.add(.order(.init(domain: "a.cn", kind: .first, state: .draft)), line: 2)
      try sink.begin(.provider())
      try sink.add(.filing(.init(domain: "a.cn")), line: 3)
      try sink.add(.init(provider: "nobody", id: "i", addresses: []), line: 4)
      try sink.add(.init(provider: "nobody", domain: "a.cn", area: .global), line: 5)
      try sink.add(.init(provider: "alibaba", domain: "*.cn", area: .global), line: 6)
    }
    #expect(summary.refusals.map(\.line) == [1, 2, 3, 4, 5, 6])
    #expect(summary.taken.lines == 0)
  }

  @Test(
    "ends at a view that nobody can have written",
    arguments: [
      ViewHeading.provider("nobody"), .registry(102),
      ViewHeading(view: .provider, asOf: .test(days: 0)),
    ])
  func badHeading(heading: ViewHeading) throws {
    let store = folder.store()
    #expect(throws: RecordsError.self) { try store.take(heading, []) }
    #expect(try store.imports().isEmpty)
  }

  @Test("reads, digests and stores a file piece by piece")
  func file() throws {
    let store = folder.store()
    let text = """
      {"schema":"icpdiag.records/1","views":[{"view":"registry","as_of":"2026-07-09T08:00:00Z",
       "filings":[{"domain":"a.cn"},{"domain":"cn"}]}]}
      """
    let summary = try store.importing(
      ImportRequest(file: "r.json", at: .test(days: 0)),
      RecordsReading(name: "r.json", asOf: .test(days: 0)), from: OctetsInMemory(Array(text.utf8)))
    #expect(summary.content.kind == "json")
    #expect(summary.content.octets == Int64(text.utf8.count))
    #expect(summary.taken.filings == 1)
    #expect(summary.refused == 1)
  }
}
