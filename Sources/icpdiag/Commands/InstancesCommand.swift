internal import ArgumentParser
internal import Evidence
internal import Records
internal import Reporting
internal import Store

/// The user's own cloud instances.
struct InstancesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "instances", abstract: "Your own cloud instances: which addresses are yours.",
    discussion: """
      With them a diagnosis knows whether a name leads to your server, and whether that one runs, is \
      locked or has expired. They are read as the clouds' command lines print them.

      aliyun ecs DescribeInstances --RegionId cn-hangzhou | icpdiag instances import
      icpdiag instances import ecs.json eip.json slb.json
      icpdiag instances list
      """,
    subcommands: [InstancesImport.self, InstancesList.self])
}

/// Brings inventories into the store.
struct InstancesImport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Bring inventories into the store.",
    usage: "icpdiag instances import [FILE...] [OPTIONS]",
    discussion: """
      Alibaba DescribeInstances, DescribeEipAddresses, DescribeLoadBalancers; Tencent CVM \
      DescribeInstances. Pages may stand behind each other in one file. Without a file, stdin is \
      read. Of an instance that is there already, the newer import counts.

      icpdiag instances import ecs.json eip.json
      tccli cvm DescribeInstances | icpdiag instances import --provider tencent
      """)

  @Argument(help: "Files; - or none reads stdin.", completion: .file())
  var files: [String] = []

  @Option(help: ArgumentHelp("The provider they are of, where they do not say.", valueName: "id"))
  var provider: String?

  @Flag(help: "Read and report, and leave the store as it is.")
  var dryRun = false

  @Flag(name: [.short, .long], help: "Name every refused entry, not the first 20.")
  var verbose = false

  @OptionGroup var place: StoreOptions
  @OptionGroup var output: ListingOptions

  func run() async throws {
    let manner = ImportRun.Manner(provider: provider, isDryRun: dryRun)
    try ImportRun.take(files, manner, into: place, output, isVerbose: verbose)
  }
}

/// Lists the instances of the store.
struct InstancesList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the instances of the store, a line each.",
    usage: "icpdiag instances list [OPTIONS]",
    discussion: """
      icpdiag instances list
      icpdiag instances list --provider tencent --json
      """)

  @Option(help: ArgumentHelp("Those of one provider.", valueName: "id"))
  var provider: String?

  @OptionGroup var place: StoreOptions
  @OptionGroup var output: ListingOptions

  func run() async throws {
    let store = try place.openExisting()
    var sink = InstanceSink()
    try withRecords {
      try store.export(RecordsFilter(provider: provider?.lowercased()), to: &sink)
    }
    try ReportOutput.print(
      output.json
        ? sink.instances.map { RecordsJSON.instance($0) + "\n" }.joined()
        : InstancesTable.render(sink.instances, in: output.language))
  }
}

/// Keeps the instances of an export, of each the last.
private struct InstanceSink: RecordsSink {
  private struct Name: Hashable {
    let provider: String
    let id: String
  }

  private(set) var instances: [RecordsDocument.Instance] = []
  private var places: [Name: Int] = [:]

  mutating func begin(_ view: ViewHeading) {}
  mutating func add(_ statement: Statement, line: Int) {}
  mutating func add(_ domain: RecordsDocument.CDNDomain, line: Int) {}
  mutating func refuse(_ refusal: Refusal) {}

  mutating func add(_ instance: RecordsDocument.Instance, line: Int) {
    let name = Name(provider: instance.provider, id: instance.id)
    if let place = places[name] {
      instances[place] = instance
    } else {
      places[name] = instances.count
      instances.append(instance)
    }
  }
}
