import Foundation
import Survey
import TestSupport
import Testing

@Suite("The journal of a run")
struct JournalTests {
  /// A folder of its own, the list, and the files of a run over it.
  final class Desk {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "icpdiag-journal-\(UUID().uuidString)")
    var output: String { folder.appending(path: "out.jsonl").path }
    var journal: String { folder.appending(path: "journal").path }
    let identity = JournalRecord.Identity(shard: nil, stage: "full")

    init() throws {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
      try? FileManager.default.removeItem(at: folder)
    }

    func append(_ text: String) throws {
      let file = try #require(FileHandle(forWritingAtPath: output))
      try file.seekToEnd()
      try file.write(contentsOf: Data(text.utf8))
      try file.close()
    }

    var text: String { (try? String(contentsOfFile: output, encoding: .utf8)) ?? "" }
  }

  private func line(_ index: Int, _ input: String) -> String {
    #"{"schema":"icpdiag.report/1","input":"\#(input)","index":\#(index),"status":"ok","#
      + #""verdict":{"cause":"accessible","certainty":"likely"}}"# + "\n"
  }

  private func name(_ index: Int) -> String { "n\(index).cn" }

  /// As much of a run as one life of the process does, with the journal brought up to date after
  /// so many written lines; tells what this life wrote.
  @discardableResult
  private func live(
    _ desk: Desk, inputs: [String], finishing order: [Int], checkpoints: Set<Int> = [],
    identity: JournalRecord.Identity? = nil
  ) throws -> [Int] {
    let output = try OutputFile(desk.output, isResumed: true)
    let journal = try Journal(desk.journal, output: output, identity: identity ?? desk.identity)
    var summary = journal.summary
    var octets = journal.octets
    var open: Set<Int> = []
    for (position, input) in inputs.enumerated() {
      if try journal.isDone(position, input.utf8) { continue }
      if journal.isWritten(index: position, input: input) {
        journal.pass(position)
      } else {
        open.insert(position)
      }
    }
    try journal.end(after: inputs.count)
    var written: [Int] = []
    for position in order where open.contains(position) {
      let text = line(position, inputs[position])
      try desk.append(text)
      octets += text.utf8.count
      summary.add(Outcome(status: "ok", cause: "accessible", certainty: "likely"))
      journal.wrote([position])
      written.append(position)
      if checkpoints.contains(written.count) {
        try journal.checkpoint(summary, octets: octets, isDue: true)
      }
    }
    #expect(summary.inputs == desk.text.split(separator: "\n").count)
    return written
  }

  /// A life of the process in which inputs are read, reports written and the journal brought up to
  /// date in any order, until it is killed after some steps, or all is done.
  private func liveAtRandom(
    _ desk: Desk, inputs: [String], steps: Int, _ random: inout SeededGenerator
  ) throws {
    let output = try OutputFile(desk.output, isResumed: true)
    let journal = try Journal(desk.journal, output: output, identity: desk.identity)
    var summary = journal.summary
    var octets = journal.octets
    var open: [Int] = []
    var read = 0
    for _ in 0..<steps {
      switch Int.random(in: 0..<5, using: &random) {
      case 0, 1:
        guard read < inputs.count else { continue }
        let (position, input) = (read, inputs[read])
        read += 1
        if try !journal.isDone(position, input.utf8) {
          if journal.isWritten(index: position, input: input) {
            journal.pass(position)
          } else {
            open.append(position)
          }
        }
        if read == inputs.count { try journal.end(after: read) }
      case 2, 3:
        guard let index = open.indices.randomElement(using: &random) else { continue }
        let position = open.remove(at: index)
        let text = line(position, inputs[position])
        try desk.append(text)
        octets += text.utf8.count
        summary.add(Outcome(status: "ok", cause: "accessible", certainty: "likely"))
        journal.wrote([position])
      default:
        try journal.checkpoint(summary, octets: octets, isDue: true)
      }
    }
    #expect(summary.inputs == desk.text.split(separator: "\n").count)
  }

  @Test(
    "writes every input exactly once through any deaths", arguments: 1...60 as ClosedRange<UInt64>)
  func deaths(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let desk = try Desk()
    let inputs = (0..<Int.random(in: 1...30, using: &random)).map(name)
    for _ in 0..<8 {
      let steps = Int.random(in: 0...(3 * inputs.count), using: &random)
      try liveAtRandom(desk, inputs: inputs, steps: steps, &random)
      // Killed in the middle of a line.
      let half = line(99, "half").prefix(Int.random(in: 0...40, using: &random))
      try desk.append(String(half))
    }
    try live(desk, inputs: inputs, finishing: Array(inputs.indices), checkpoints: [1])
    let expected = inputs.indices.map { line($0, inputs[$0]) }.sorted().joined()
    #expect(desk.text.split(separator: "\n").sorted().map { $0 + "\n" }.joined() == expected)
    #expect(try live(desk, inputs: inputs, finishing: Array(inputs.indices)).isEmpty)
  }

  @Test("takes a list to which targets were added")
  func longer() throws {
    let desk = try Desk()
    try live(desk, inputs: (0..<5).map(name), finishing: Array(0..<5), checkpoints: [5])
    #expect(try live(desk, inputs: (0..<7).map(name), finishing: Array(0..<7)) == [5, 6])
  }

  @Test("counts a report that stands twice in the list twice")
  func twins() throws {
    let desk = try Desk()
    let output = try OutputFile(desk.output, isResumed: true)
    do {
      _ = try Journal(desk.journal, output: output, identity: desk.identity)
      try desk.append(line(3, "a.cn") + line(3, "b.cn") + line(3, "b.cn"))
    }
    let journal = try Journal(desk.journal, output: output, identity: desk.identity)
    #expect(journal.summary.inputs == 3)
    #expect(!journal.isWritten(index: 3, input: "c.cn"))
    #expect(!journal.isWritten(index: 2, input: "a.cn"))
    let answers = ["a.cn", "a.cn", "b.cn", "b.cn", "b.cn"].map {
      journal.isWritten(index: 3, input: $0)
    }
    #expect(answers == [true, false, true, true, false])
  }

  @Test("refuses another input, whether what is done differs, what was read, or the end is missing")
  func otherInput() throws {
    let inputs = (0..<10).map(name)
    for (finished, change) in [
      (Array(0..<5), { $0[2] = "x.cn" }), (Array(0..<5), { $0[4] = "n4.cn " }),
      (Array(0..<5), { $0[9] = "x.cn" }), ([0, 1, 7, 8], { $0[7] = "x.cn" }),
      (Array(0..<5), { $0.removeLast() }), (Array(0..<10), { $0.swapAt(0, 1) }),
      (
        Array(0..<10),
        {
          $0[0] = "n0.cnn1.cn"; $0.remove(at: 1)
        }
      ),
    ] as [([Int], (inout [String]) -> Void)] {
      let desk = try Desk()
      try live(desk, inputs: inputs, finishing: finished, checkpoints: [finished.count])
      var others = inputs
      change(&others)
      let error = #expect(throws: SurveyError.self) {
        try live(desk, inputs: others, finishing: [])
      }
      #expect(error?.code == .badData)
      #expect(error?.description.contains("the input is not the one") == true)
      // Nothing was lost by the attempt.
      #expect(try live(desk, inputs: inputs, finishing: Array(0..<10)).count == 10 - finished.count)
    }
  }

  @Test("tells at the end that a line of the output belongs to no input")
  func strayLine() throws {
    let desk = try Desk()
    let inputs = (0..<3).map(name)
    try live(desk, inputs: inputs, finishing: [0], checkpoints: [1])
    try desk.append(line(7, "stray.cn"))
    let error = #expect(throws: SurveyError.self) { try live(desk, inputs: inputs, finishing: []) }
    #expect(error?.code == .badData)
  }

  @Test("keeps what it knows when a resumed run dies before it has read as far")
  func earlyDeath() throws {
    let desk = try Desk()
    let inputs = (0..<10).map(name)
    try live(desk, inputs: inputs, finishing: [0, 1, 3, 4, 5, 6, 7, 8], checkpoints: [8])
    do {
      let output = try OutputFile(desk.output, isResumed: true)
      let journal = try Journal(desk.journal, output: output, identity: desk.identity)
      for position in 0..<3 { _ = try journal.isDone(position, inputs[position].utf8) }
      let text = line(2, inputs[2])
      try desk.append(text)
      journal.wrote([2])
      var summary = journal.summary
      summary.add(Outcome(status: "ok", cause: "accessible", certainty: "likely"))
      try journal.checkpoint(summary, octets: journal.octets + text.utf8.count, isDue: true)
    }
    var others = inputs
    others[6] = "x.cn"
    #expect(throws: SurveyError.self) { try live(desk, inputs: others, finishing: []) }
    #expect(try live(desk, inputs: inputs, finishing: Array(0..<10)) == [9])
  }

  @Test("refuses another share, another stage, a shorter output and a changed one, and says so")
  func refusals() throws {
    let desk = try Desk()
    let inputs = (0..<5).map(name)
    try live(desk, inputs: inputs, finishing: Array(0..<5), checkpoints: [5])
    func words(_ identity: JournalRecord.Identity? = nil) -> String {
      let error = #expect(throws: SurveyError.self) {
        try live(desk, inputs: inputs, finishing: [], identity: identity)
      }
      #expect(error?.code == .badData)
      return error?.description ?? ""
    }
    #expect(words(.init(shard: "1/3", stage: "full")).contains("with --shard 0/1 and --stage full"))
    #expect(words(.init(shard: nil, stage: "dns")).contains("use the same options"))
    let whole = try Data(contentsOf: URL(filePath: desk.output))
    try whole.dropLast().write(to: URL(filePath: desk.output))
    #expect(words().contains("\(whole.count - 1) octets of at least \(whole.count)"))
    try (whole.dropLast() + Data("x\n".utf8)).write(to: URL(filePath: desk.output))
    #expect(words().contains("no line end at octet \(whole.count)"))
    try whole.write(to: URL(filePath: desk.output))
    try live(desk, inputs: inputs, finishing: [])
    for damage in ["{}", "nonsense", #"{"schema":"icpdiag.journal/2"}"#] {
      try Data(damage.utf8).write(to: URL(filePath: desk.journal))
      #expect(words().contains("no journal of this program"))
    }
    try Data(#"{"schema":"icpdiag.journal/1","stage":"full"}"#.utf8)
      .write(to: URL(filePath: desk.journal))
    #expect(words().contains("is damaged"))
  }

  @Test("refuses an output that holds what no journal knows of")
  func foreignOutput() throws {
    let desk = try Desk()
    try Data("precious\n".utf8).write(to: URL(filePath: desk.output))
    let error = #expect(throws: SurveyError.self) { try live(desk, inputs: [], finishing: []) }
    #expect(error?.code == .cannotCreate)
    let other = #expect(throws: SurveyError.self) {
      try OutputFile(desk.output, isResumed: false)
    }
    #expect(other?.description.contains("--resume JOURNAL") == true)
    #expect(desk.text == "precious\n")
    #expect(throws: SurveyError.self) { try OutputFile("/dev/null", isResumed: true) }
    _ = try OutputFile("/dev/null", isResumed: false)
  }

  @Test("lets one run at a time have the journal, and one the output")
  func locks() throws {
    let desk = try Desk()
    let output = try OutputFile(desk.output, isResumed: true)
    let journal = try Journal(desk.journal, output: output, identity: desk.identity)
    for _ in 0..<3 {
      try journal.checkpoint(journal.summary, octets: 0, isDue: true)
      let second = #expect(throws: SurveyError.self) {
        try OutputFile(desk.output, isResumed: true)
      }
      #expect(second?.code == .inUse)
      let third = #expect(throws: SurveyError.self) {
        let other = try OutputFile(desk.output + "2", isResumed: true)
        _ = try Journal(desk.journal, output: other, identity: desk.identity)
      }
      #expect(third?.code == .inUse)
    }
  }
}
