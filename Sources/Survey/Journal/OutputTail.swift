/// The lines of an output that its journal does not know of yet: a run may be killed at any moment.
struct OutputTail {
  /// A report as the inputs are known by: its index and its input.
  struct Key: Hashable {
    var index: Int
    var input: String
  }

  /// How often each is there; only whole lines count.
  private(set) var reports: [Key: Int] = [:]
  private(set) var outcomes: [Outcome] = []
  /// Where the last whole line ends.
  private(set) var end: Int

  private static let chunk = 256 * 1024
  /// Far longer than any report; what has no end by then is none.
  private static let longestLine = 64 * 1024 * 1024

  /// Reads `output` from `start` on, up to the first line that is not whole, or no report.
  init(of output: OutputFile, from start: Int) throws(SurveyError) {
    end = start
    var rest: [UInt8] = []
    while rest.count < Self.longestLine {
      let more = try output.read(at: end + rest.count, count: Self.chunk)
      guard !more.isEmpty else { return }
      let searched = rest.count
      rest += more
      var line = 0
      while let feed = rest[max(line, searched)...].firstIndex(of: 0x0A) {
        guard let report = ReportLine(rest[line..<feed]) else { return }
        reports[Key(index: report.index, input: report.input), default: 0] += 1
        outcomes.append(report.outcome)
        end += feed + 1 - line
        line = feed + 1
      }
      rest.removeFirst(line)
    }
  }
}
