internal import ArgumentParser
internal import Diagnosis
internal import Reporting
internal import Survey

/// The exit status of a run (contract section 1; sysexits.h).
struct ExitStatus {
  static let usage = ExitCode(64)
  static let badData = ExitCode(65)
  static let missingInput = ExitCode(66)
  static let unavailable = ExitCode(69)
  static let internalFault = ExitCode(70)
  static let cannotWrite = ExitCode(73)
  static let cannotRead = ExitCode(74)
  static let badConfiguration = ExitCode(78)

  private var statuses: Set<Status> = []
  private var count = 0
  private var withoutNetwork = 0

  init() {}

  /// The status of a whole list.
  init(_ summary: Summary) {
    statuses = Set(summary.byStatus.keys.compactMap(Status.init(rawValue:)))
    count = summary.inputs
    withoutNetwork = summary.withoutNetwork
  }

  mutating func add(_ judgement: Judgement) {
    count += 1
    statuses.insert(judgement.verdict.status)
    if judgement.verdict.cause == .vantageUnusable, judgement.findings.vantage == .noNetwork {
      withoutNetwork += 1
    }
  }

  /// The status in a format's own numbers: a plugin's are 0 to 3.
  ///
  /// - Parameters:
  ///   - format: The format.
  ///   - warns: Whether something is about to happen to a target.
  /// - Returns: The status to end with.
  func code(in format: ReportFormat, warns: Bool = false) -> ExitCode {
    format == .nagios
      ? ExitCode(NagiosState.worst(of: statuses, warns: warns).rawValue) : code
  }

  /// 1 for a determined problem, else 2 for something undetermined, else 65 for an input that is
  /// no target; 69 when this machine could ask nobody about anything.
  var code: ExitCode {
    if count > 0, withoutNetwork == count { return Self.unavailable }
    if !statuses.isDisjoint(with: [.blocked, .atRisk, .unreachable]) { return ExitCode(1) }
    if statuses.contains(.undetermined) { return ExitCode(2) }
    return statuses.contains(.error) ? Self.badData : .success
  }
}
