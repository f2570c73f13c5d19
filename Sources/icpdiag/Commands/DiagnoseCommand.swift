internal import ArgumentParser
internal import Diagnosis
internal import Engine
internal import Evidence
internal import Observation
internal import Records

/// Says which documented cause keeps a site from opening, or what it is instead.
struct DiagnoseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diagnose",
    abstract: "Say why a site does not open: its ICP filing, or what it is instead.",
    usage: "icpdiag [diagnose] TARGET... [OPTIONS]",
    discussion: """
      TARGET is a domain, an internationalised domain, a URL or an IP address; - reads targets \
      from stdin, one a line.

      icpdiag example.cn
      icpdiag records add example.cn --filed --approved 2024-03-01
      icpdiag example.cn --records filings.json
      icpdiag --input sites.txt
      icpdiag --input sites.txt --json > reports.json
      icpdiag shop.cn --assume order-approved.yaml
      icpdiag shop.cn --at 203.0.113.9 --provider tencent

      The last two ask what if: would it open once these records are true, would it at that \
      address? The verdict is then marked as hypothetical. What to assume is a records document, \
      such as this order-approved.yaml:

      schema: icpdiag.records/1
      views: [{view: provider, provider: alibaba, as_of: 2026-08-22,
               orders: [{domain: shop.cn, kind: first, state: approved}]}]

      Targets named here are reported in full, those of a list in a line each (-q and -v change \
      that).

      Several causes look the same on the wire; filing records tell them apart: those of the store \
      (see 'icpdiag records') and of --records. Where they do not decide, the report ends with the \
      commands that note what is missing.

      \(SignatureOptions.format)

      Ends with 0 when all is well, 1 when some target has a determined problem, 2 when \
      something is undetermined, 64 for usage, 65 for bad data, 66 for a missing file and 69 when \
      this machine has no usable network.
      """)

  @Argument(help: ArgumentHelp("Domain, URL or address; - for stdin.", valueName: "target"))
  var targets: [String] = []

  @Option(
    help: ArgumentHelp(
      "Read targets from a file, one a line; # begins a comment, and text after the first tab is "
        + "carried to the report as meta.", valueName: "file"),
    completion: .file())
  var input: String?

  @OptionGroup(title: "Network") var network: NetworkOptions
  @OptionGroup(title: "Records") var records: RecordsOptions
  @OptionGroup(title: "Signatures") var pages: SignatureOptions
  @OptionGroup(title: "What if") var assumption: AssumptionOptions
  @OptionGroup(title: "Places") var tables: PlacesOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  @Option(help: ArgumentHelp("The clock the rules use (RFC 3339).", valueName: "time"))
  var now: Timestamp?

  @Option(help: ArgumentHelp("Targets observed at the same time.", valueName: "n"))
  var concurrency = 32

  func validate() throws {
    if targets.isEmpty, input == nil {
      throw ValidationError("name a target, such as: icpdiag example.cn")
    }
    guard (1...1_024).contains(concurrency) else {
      throw ValidationError("--concurrency takes 1 to 1024")
    }
    let files = [input].compactMap { $0 } + records.records + pages.signatures + assumption.assume
    let readers = (files + targets).filter { $0 == "-" }
    if readers.count > 1 { throw ValidationError("only one thing can be read from stdin") }
  }

  func run() async throws {
    let lines = try targetLines()
    let reader = network.reader
    let lookUp = try records.lookUp(reader)
    let assumption = try assumption.load(reader)
    let places = try tables.load()
    let signatures = try pages.load()
    var settings = try network.settings(now: now)
    settings.entity = records.entity
    let observer = Observer(settings: settings, places: places) { target, addresses in
      lookUp.facts(for: target.registrable, addresses: addresses)
    }
    let questions = lines.enumerated().map { index, line in
      Observer.Question(
        input: line.input, index: index, meta: line.meta, target: reader.read(line.input))
    }
    var printer = Printer(
      output, inputs: lines.map(\.input), isList: input != nil || targets.contains("-"))
    let width = Descriptors.width(upTo: min(concurrency, questions.count))
    let shard = try Shard()
    // The store opens while the first names are asked for.
    async let preparation: Void = lookUp.prepare()
    await observer.observe(questions, on: shard, width: width) { observation in
      let observation = assumption?.applied(to: observation) ?? observation
      return !lookUp.hasFailed
        && printer.print(
          diagnose(observation, at: observation.judgedAt, signatures: signatures))
    }
    await preparation
    try lookUp.check()
    try printer.finish()
  }

  private func targetLines() throws -> [TargetList.Line] {
    var lines: [TargetList.Line] = []
    for target in targets {
      lines += target == "-" ? try listed(in: "-") : [TargetList.Line(input: target)]
    }
    if let input { lines += try listed(in: input) }
    return lines
  }

  private func listed(in path: String) throws -> [TargetList.Line] {
    TargetList.lines(in: try FileInput.read(path, limit: Limits.documentOctets))
  }
}
