internal import ArgumentParser
internal import Reporting
internal import Store

/// Prints the domains of the store as other tools take them.
struct TargetsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "targets", abstract: "The domains of the store, as other tools take them.",
    usage: "icpdiag targets [OPTIONS]",
    discussion: """
      icpdiag targets | icpdiag -
      icpdiag targets --format http-sd > /var/lib/icpdiag/targets.json
      icpdiag targets --format check > check.yaml

      list is a domain a line; http-sd is Prometheus service discovery, which file_sd_configs reads \
      from a file; check is a config for 'icpdiag check --config', with the provider and the entity \
      that the records name.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case list
    case httpSD = "http-sd"
    case check
  }

  @Option(help: "list, http-sd or check.")
  var format = Format.list

  @Option(help: ArgumentHelp("Those that this provider gives access.", valueName: "id"))
  var provider: String?

  @OptionGroup var place: StoreOptions

  func run() async throws {
    let output = BufferedOutput()
    let store = try place.openExisting()
    var collected: [TargetsText.Target] = []
    if format == .check { try output.print(TargetsText.checkHeading) }
    try withRecords {
      try store.forEachDomain { domain, facts in
        let target = TargetsText.Target(domain, facts)
        guard provider == nil || target.provider == provider?.lowercased() else { return }
        switch format {
        case .list: try output.print("\(domain)\n")
        case .check: try output.print(TargetsText.check(target))
        case .httpSD: collected.append(target)
        }
      }
    }
    if format == .httpSD { try output.print(TargetsText.httpSD(collected)) }
    try output.flush()
  }
}
