package import Evidence

/// A line of one stage's output as the next stage takes it.
///
/// What an earlier stage settled is passed on as it is, so that the last output still has one line
/// for each name; of the others the input is observed again, from scratch.
package enum StageInput: Sendable {
  /// The report stands; its line is to be written again.
  case settled(ReportLine)
  /// The report leaves something open for this stage.
  case open(ReportLine)

  /// Fails for a line that is no report: a name.
  ///
  /// - Parameters:
  ///   - line: As it was read.
  ///   - stage: The stage that reads it.
  package init?(_ line: String, for stage: Stage) {
    guard line.utf8.first == UInt8(ascii: "{"), let report = ReportLine(Array(line.utf8)[...])
    else { return nil }
    let seen = report.stage.map { Stage(rawValue: $0) } ?? .full
    let isSettled = report.outcome.status != "undetermined"
    self = isSettled || (seen ?? .full) > stage ? .settled(report) : .open(report)
  }
}
