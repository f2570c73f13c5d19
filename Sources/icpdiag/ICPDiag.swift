internal import ArgumentParser

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
    subcommands: [DiagnoseCommand.self, ReplayCommand.self, PlacesCommand.self, LabCommand.self],
    defaultSubcommand: DiagnoseCommand.self)
}
