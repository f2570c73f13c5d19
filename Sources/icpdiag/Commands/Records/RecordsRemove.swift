internal import ArgumentParser
internal import Observation
internal import Store

/// Removes records from the store.
struct RecordsRemove: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove a domain's records, or everything of one import.",
    usage: "icpdiag records remove (DOMAIN... | --import ID) [OPTIONS]",
    discussion: """
      icpdiag records remove example.cn
      icpdiag records list --imports
      icpdiag records remove --import 3 --yes

      Asks first; where there is nobody to ask, --yes is needed. What is removed is overwritten in \
      the file.
      """)

  @Argument(help: "Domains.")
  var domains: [String] = []

  @Option(
    name: .customLong("import"),
    help: ArgumentHelp("An import, by its number in 'records list --imports'.", valueName: "id"))
  var importID: Int64?

  @Flag(name: [.short, .long], help: "Do not ask.")
  var yes = false

  @OptionGroup var place: StoreOptions

  func validate() throws {
    if domains.isEmpty == (importID == nil) {
      throw ValidationError("name domains, or an import with --import ID")
    }
  }

  func run() async throws {
    let store = try place.openExisting()
    let domains = try domains.map { try TargetReader.ofRecords.registrable(of: $0) }
    let what = importID.map { "import \($0)" } ?? domains.joined(separator: ", ")
    if !yes {
      guard Console.canAsk else {
        Console.complain("removing \(what) needs --yes where nobody can be asked")
        throw ExitStatus.usage
      }
      guard Console.asks("Remove the records of \(what)?") else { return }
    }
    try withRecords {
      if let importID {
        guard try store.remove(importID: importID) else {
          Console.complain("there is no import \(importID); see 'icpdiag records list --imports'")
          throw ExitStatus.badData
        }
        try ReportOutput.print("removed: import \(importID)\n")
      }
      for domain in domains {
        let count = try store.remove(domain: domain)
        try ReportOutput.print("removed: \(count) records of \(domain)\n")
      }
    }
  }
}
