internal import ArgumentParser
internal import Reporting

/// How a command ends that was asked to be a Nagios plugin: with one line on stdout and a status of
/// 0 to 3, whatever goes wrong.
///
/// A plugin that ended with another status, or said nothing, would show as a fault of the monitor.
enum PluginEnding {
  /// Whether the command line asks for it, which has to be known before it can be understood.
  static let isWanted = isWanted(CommandLine.arguments.dropFirst())

  static func isWanted(_ arguments: some Sequence<String>) -> Bool {
    let words = Array(arguments.prefix { $0 != "--" })
    return words.contains("--format=nagios")
      || zip(words, words.dropFirst()).contains { $0 == ("--format", "nagios") }
  }

  /// Ends the process: with the status of a line that was printed, else as UNKNOWN.
  static func end(_ error: any Error) -> Never {
    let code = ICPDiag.exitCode(for: error)
    let states = NagiosState.allCases.map(\.rawValue)
    if code == .success || (error is ExitCode && states.contains(code.rawValue)) {
      ICPDiag.exit(withError: error)
    }
    let usage = ICPDiag.message(for: error)
    _ = Console.print(
      NagiosLine.failure(
        Console.complaint ?? (usage.isEmpty ? "ended with status \(code.rawValue)" : usage)))
    ICPDiag.exit(withError: ExitCode(NagiosState.unknown.rawValue))
  }
}
