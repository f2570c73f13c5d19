internal import ArgumentParser
internal import Engine

@main
struct ICPDiag: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "icpdiag",
    abstract: "Why a website on a mainland-China server does not open.",
    discussion: """
      Joins three facts: what the wire shows, whose mainland address it is, and what the filing \
      records say. Names the documented cause, or says that it is not the filing and what it is \
      instead, with the evidence, what was ruled out and what to do.

      icpdiag example.cn
      icpdiag --help diagnose
      """,
    version: Version.number,
    subcommands: [
      DiagnoseCommand.self, CheckCommand.self, HistoryCommand.self, RecordsCommand.self,
      InstancesCommand.self, TargetsCommand.self,
      ReplayCommand.self, ExplainCommand.self, PlacesCommand.self, LabCommand.self,
      DeployCommand.self, SchemaCommand.self,
    ],
    defaultSubcommand: DiagnoseCommand.self)

  static func main() async {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      let ending = said(error)
      if PluginEnding.isWanted { PluginEnding.end(ending) }
      exit(withError: ending)
    }
  }

  /// Says what went wrong, where nobody has said it yet.
  ///
  /// An error that no command has put into a status of its own would end with 1, which stands for
  /// a problem of the site.
  private static func said(_ error: any Error) -> any Error {
    switch error {
    case let error as EngineError:
      Console.complain(error.explanation)
      return ExitStatus.internalFault
    case let error where !(error is ExitCode) && exitCode(for: error) == .failure:
      Console.complain("a fault in icpdiag, please report it: \(error)")
      return ExitStatus.internalFault
    default: return error
    }
  }
}
