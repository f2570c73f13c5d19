import Evidence
import Foundation
import Survey
import Testing

@Suite("The book of a run")
struct RunBookTests {
  private static func report(_ index: Int) -> Report {
    let line =
      #"{"schema":"icpdiag.report/1","input":"n\#(index).cn","index":\#(index),"status":"ok","#
      + #""verdict":{"cause":"accessible","certainty":"likely"}}"# + "\n"
    return Report(
      index: index, octets: Array(line.utf8),
      outcome: Outcome(status: "ok", cause: "accessible", certainty: "likely"))
  }

  private static func book(_ folder: URL, stage: Stage? = nil) throws -> (RunBook, OutputFile) {
    let output = try OutputFile(folder.appending(path: "out").path, isResumed: true)
    let journal = try Journal(
      folder.appending(path: "journal").path, output: output,
      identity: JournalRecord.Identity(shard: nil, stage: "full"))
    let settings = RunBook.Settings(
      descriptor: output.descriptor, stage: stage, journal: journal)
    return (RunBook(settings, target: { Target(kind: .domain, ascii: $0) }), output)
  }

  /// The places of the inputs that are begun at each step.
  private static func take(_ count: Int, _ book: RunBook, changed: Int? = nil) -> [[Int]?] {
    (0..<count).map { index in
      let text = index == changed ? "x.cn" : "n\(index).cn"
      switch book.take(Input(text: text, index: index)) {
      case .inputs(let inputs): return inputs.map(\.index)
      case .end: return nil
      }
    }
  }

  @Test("begins nothing before the list has shown to be the one of the journal")
  func holdsBack() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "icpdiag-book-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      let (book, _) = try Self.book(folder)
      #expect(Self.take(6, book) == [[0], [1], [2], [3], [4], [5]])
      // Of a run alone the numbers are those of the inputs.
      #expect(book.write([Self.report(0)]) == 0)
      try book.finish()
    }
    do {
      let (book, _) = try Self.book(folder)
      #expect(Self.take(6, book, changed: 4) == [[], [], [], [], [], nil])
      #expect(throws: SurveyError.self) { try book.finish() }
    }
    let (book, _) = try Self.book(folder)
    #expect(Self.take(7, book) == [[], [], [], [], [], [1, 2, 3, 4, 5], [6]])
    #expect(book.summary.inputs == 1)
  }

  @Test("passes settled reports on, opens the others, and cuts what is no report and too long")
  func stages() throws {
    let settings = RunBook.Settings(descriptor: -1, stage: .full)
    let book = RunBook(settings, target: { Target(kind: .domain, ascii: $0) })
    func take(_ text: String) throws -> Input {
      guard case .inputs(let inputs) = book.take(Input(text: text, meta: "m", index: 9)) else {
        throw CancellationError()
      }
      return try #require(inputs.first)
    }
    let settled = String(decoding: Self.report(3).octets.dropLast(), as: UTF8.self)
    let passed = try take(settled)
    #expect(passed.report == Self.report(3) && passed.index == 3 && passed.text == "n3.cn")
    let open = try take(settled.replacing("\"ok\"", with: "\"undetermined\""))
    #expect(open == Input(text: "n3.cn", index: 3))
    #expect(try take("a.cn") == Input(text: "a.cn", meta: "m", index: 9))
    let long = try take(String(repeating: "a", count: Limits.lineOctets + 1))
    #expect(long.isCut && long.text.utf8.count == 1_024)
  }
}
