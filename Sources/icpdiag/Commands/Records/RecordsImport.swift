internal import ArgumentParser
internal import Evidence
internal import Observation
internal import Records

/// Brings files of records into the store.
struct RecordsImport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Bring files of records into the store.",
    usage: "icpdiag records import [FILE...] [OPTIONS]",
    discussion: """
      What a file is, is told from its content: our own JSON or YAML, saved replies of the MIIT \
      query, tables with a header line (CSV, TSV; UTF-8 or GBK), replies of the clouds' interfaces. \
      Without a file, stdin is read.

      icpdiag records import miit-replies.json
      icpdiag records import sites.csv --source "monthly export" --as-of 2026-11-01
      icpdiag records import filed-here.txt --as list --provider alibaba --complete
      aliyun cdn CheckCdnDomainICP ... | icpdiag records import --domain example.cn
      icpdiag records import risk-list.csv --provider alibaba
      icpdiag records import sites.csv --dry-run

      A provider's risk list is a table with the columns 域名 (domain), 整改截止日期 (deadline) and \
      风险类型 (reason); 'icpdiag check' counts its deadlines down.

      A file is taken whole or not at all, in one step; a line that cannot be read is left out and \
      named, unless --strict refuses the file for it. The same file twice is one import.

      Ends with 0 when everything was taken, 1 when some lines were refused, 65 when nothing of a \
      file could be taken, and 66 when a file is missing.
      """)

  @Argument(help: "Files; - or none reads stdin.", completion: .file())
  var files: [String] = []

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp("What the files are: \(RecordsFormat.words).", valueName: "kind"))
  var kind: RecordsFormat?

  @Option(help: ArgumentHelp("The provider they are of.", valueName: "id"))
  var provider: String?

  @Flag(help: "A domain that the file does not name is absent from it.")
  var complete = false

  @Option(
    help: ArgumentHelp(
      "As of when they speak; by default what they say, else the file's time.", valueName: "time"))
  var asOf: Timestamp?

  @Option(help: ArgumentHelp("Who says it, to be shown beside it.", valueName: "text"))
  var source: String?

  @Option(
    help: ArgumentHelp(
      "The domain that a single reply answers for, where it does not name it.", valueName: "name"))
  var domain: String?

  @Flag(help: "Read and report, and leave the store as it is.")
  var dryRun = false

  @Flag(help: "Refuse a file with a line that cannot be read.")
  var strict = false

  @Flag(name: [.short, .long], help: "Name every refused line, not the first 20.")
  var verbose = false

  @OptionGroup var place: StoreOptions
  @OptionGroup var output: ListingOptions

  func validate() throws {
    if files.filter({ $0 == "-" }).count > 1 {
      throw ValidationError("only one thing can be read from stdin")
    }
  }

  func run() async throws {
    let manner = ImportRun.Manner(
      kind: kind, provider: provider, isComplete: complete, asOf: asOf, source: source,
      domain: domain, isDryRun: dryRun, isStrict: strict)
    try ImportRun.take(files, manner, into: place, output, isVerbose: verbose)
  }
}

extension RecordsFormat: ExpressibleByArgument {}
