internal import ArgumentParser

@main
struct ICPDiag: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "icpdiag", abstract: "Why a website on a mainland-China server does not open.",
    subcommands: [LabCommand.self, PlacesCommand.self])
}
