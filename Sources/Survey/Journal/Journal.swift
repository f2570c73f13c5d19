internal import Engine
internal import Synchronization

/// The memory of a run that may be killed at any moment: which inputs are done.
///
/// The output is its own journal for the last second: every whole line in it is a report, and says
/// whose. What stands in the journal file is what need not be read again for that. So the file is
/// replaced about once a second and at the end, always after the output it speaks of is on the disk
/// (write, fsync, rename), and what the output holds beyond is read line by line when the run is
/// resumed: a whole line counts as done, half a line is cut off.
///
/// One thread reads inputs (``isDone(_:_:)``, ``isWritten(index:input:)``, ``pass(_:)``), another
/// writes lines (``wrote(_:)``, ``checkpoint(_:octets:isDue:)``).
package final class Journal: Sendable {
  fileprivate struct State {
    var record: JournalRecord
    var trail = InputTrail()
    /// What the output held beyond the journal, until its inputs come by.
    var tail: [OutputTail.Key: Int]
    var file: JournalFile
    var lastCheckpoint: MonotonicTime
  }

  /// Of an input that is being read: what the journal expects by then.
  private let expected: JournalRecord
  private let state: Mutex<State>
  private let output: OutputFile
  /// The counts of all lines that the output held when the run began.
  package let summary: Summary
  /// How long the output was then.
  package let octets: Int

  /// Far more than the inputs under way can leave apart.
  private static let longest = 64 * 1024 * 1024
  private static let secondsBetweenCheckpoints = 1.0

  /// Takes up a journal, or begins one, and makes the output end where it counts.
  ///
  /// - Parameters:
  ///   - path: The journal's file.
  ///   - output: The results; opened to be resumed.
  ///   - identity: The options of this run.
  /// - Throws: Why the run cannot be taken up, and what to do.
  package init(
    _ path: String, output: OutputFile, identity: JournalRecord.Identity
  ) throws(SurveyError) {
    var file = try JournalFile(path)
    let contents = try file.contents(limit: Self.longest)
    var record: JournalRecord
    var summary: Summary
    if contents.isEmpty {
      guard output.size == 0 else {
        throw SurveyError(
          .cannotCreate, "\(output.path) is not empty, and \(path) does not know what is in it",
          hint: "remove it or name another file; only a run begun with --resume can be taken up")
      }
      record = JournalRecord(identity: identity)
      summary = Summary()
      // Before the first line of output, so that there is never output without a journal.
      file = try file.replaced(by: Array(record.json.utf8))
      octets = 0
      state = Mutex(State(record: record, tail: [:], file: file, lastCheckpoint: .now))
    } else {
      record = try JournalRecord(contents, path: path)
      try Self.check(record.identity, is: identity, path)
      let tail = try Self.tail(of: output, after: record, path)
      summary = tail.outcomes.reduce(into: record.summary) { $0.add($1) }
      try output.cut(to: tail.end)
      octets = tail.end
      state = Mutex(State(record: record, tail: tail.reports, file: file, lastCheckpoint: .now))
    }
    expected = record
    self.output = output
    self.summary = summary
  }

  private static func check(
    _ found: JournalRecord.Identity, is identity: JournalRecord.Identity, _ path: String
  ) throws(SurveyError) {
    guard found != identity else { return }
    let shard = "--shard \(found.shard ?? "0/1")"
    throw SurveyError(
      .badData,
      "the journal \(path) is of another run: with \(shard) and --stage \(found.stage)",
      hint: "use the same options, or another journal and output")
  }

  private static func tail(
    of output: OutputFile, after record: JournalRecord, _ path: String
  ) throws(SurveyError) -> OutputTail {
    let known = record.outputOctets
    var isWhole = known == 0
    if known > 0 { isWhole = try output.read(at: known - 1, count: 1) == [0x0A] }
    guard output.size >= known, isWhole else {
      throw SurveyError(
        .badData,
        "\(output.path) is not the output that the journal \(path) speaks of: it has "
          + (output.size < known
            ? "\(output.size) octets of at least \(known)" : "no line end at octet \(known)"),
        hint: "bring the output back, or remove both to begin anew")
    }
    return try OutputTail(of: output, from: known)
  }

  // MARK: The inputs

  /// Takes up the next input.
  ///
  /// - Parameters:
  ///   - position: Its place among the inputs, from 0: each exactly once, in order.
  ///   - line: As it was read.
  /// - Returns: Whether an earlier run finished it.
  /// - Throws: When these are not the inputs of that run.
  package func isDone(
    _ position: Int, _ line: some Sequence<UInt8>
  ) throws(SurveyError) -> Bool {
    let (read, isDone) = state.withLock { state in
      state.trail.read(line)
      _ = state.trail.advance(to: state.record.done.mark)
      let read = JournalRecord.Landmark(count: state.trail.count, hash: state.trail.last)
      return (read, state.record.done.contains(position))
    }
    for landmark in [expected.low, expected.high] where landmark.count == read.count {
      guard landmark == read else { throw otherInput }
    }
    return isDone
  }

  /// Whether all inputs that an earlier run had read have come by: until then they may turn out to
  /// be others.
  package var knowsTheInputs: Bool {
    state.withLock { $0.trail.count >= expected.high.count }
  }

  /// Whether the output that the journal did not know of held the report of an input; asked once
  /// for each input that is not done.
  package func isWritten(index: Int, input: String) -> Bool {
    state.withLock { state in
      guard !state.tail.isEmpty else { return false }
      let key = OutputTail.Key(index: index, input: input)
      guard let count = state.tail[key] else { return false }
      state.tail[key] = count > 1 ? count - 1 : nil
      return true
    }
  }

  /// Notes an input that is done without a line of this run: another share's, or written before.
  package func pass(_ position: Int) {
    state.withLock { _ = $0.record.done.insert(position) }
  }

  /// Notes the end of the inputs.
  ///
  /// - Parameter count: How many there were.
  /// - Throws: When the earlier run had seen more, or others.
  package func end(after count: Int) throws(SurveyError) {
    let isEveryLineKnown = state.withLock { $0.tail.isEmpty }
    guard count >= expected.high.count, isEveryLineKnown else { throw otherInput }
  }

  private var otherInput: SurveyError {
    SurveyError(
      .badData, "the input is not the one that the journal was kept for",
      hint: "give the same list, to which targets may have been added at the end; or use another "
        + "journal and output for this one")
  }

  // MARK: The output

  /// Notes inputs whose lines have been written.
  package func wrote(_ positions: some Sequence<Int>) {
    state.withLock { state in
      for position in positions { state.record.done.insert(position) }
    }
  }

  /// Replaces the journal file, when a second has passed since the last time.
  ///
  /// - Parameters:
  ///   - summary: The counts of everything in the output.
  ///   - octets: How long the output is: the lines of what was noted, and nothing else.
  ///   - isDue: Whether not to wait for the second to pass.
  /// - Throws: When the output or the journal cannot be written.
  package func checkpoint(
    _ summary: Summary, octets: Int, isDue: Bool = false
  ) throws(SurveyError) {
    let now = MonotonicTime.now
    let (record, file) = state.withLock { state -> (JournalRecord?, JournalFile) in
      let due = state.lastCheckpoint.adding(seconds: Self.secondsBetweenCheckpoints)
      // A line whose input has not come by yet is known by the output alone, which the old journal
      // has read again.
      guard isDue || now >= due, state.tail.isEmpty else { return (nil, state.file) }
      state.lastCheckpoint = now
      state.update()
      state.record.summary = summary
      state.record.outputOctets = octets
      return (state.record, state.file)
    }
    guard let record else { return }
    try output.synchronize()
    let replaced = try file.replaced(by: Array(record.json.utf8))
    state.withLock { $0.file = replaced }
  }
}

extension Journal.State {
  /// Brings the hashes up to what is done and read by now.
  ///
  /// A run that is resumed and ends before it has read as far as the one before keeps what that one
  /// knew: these inputs have not been compared with those yet.
  fileprivate mutating func update() {
    guard trail.count >= record.high.count else { return }
    let mark = record.done.mark
    record.low = JournalRecord.Landmark(count: mark, hash: trail.advance(to: mark))
    record.high = JournalRecord.Landmark(count: trail.count, hash: trail.last)
  }
}
