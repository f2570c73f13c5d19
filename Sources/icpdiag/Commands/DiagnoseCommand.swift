internal import ArgumentParser
internal import Diagnosis
internal import Engine
internal import Evidence
internal import Observation
internal import Records
internal import Survey

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
      that). A list may be of any length: it is read as far as it is worked on. Text keeps its \
      order; JSON comes as it is done, unless --ordered is given. What does not answer in time is \
      asked again in a calm moment before it is reported, for the fault may be this machine's.

      zcat names.gz | icpdiag - --json --concurrency 400 > reports.json
      icpdiag --input sites.txt --rate 20 --stop-list not-these.txt
      icpdiag --input sites.txt --json --output reports.json --resume sites.journal
      icpdiag --input sites.txt --json --shard env/8 --output part.json --summary part.sum

      Monitors get all of a run at its end: a plugin's line with the status 0 to 3, or a file of \
      metrics for the textfile collector of node_exporter, replaced in one step:

      icpdiag shop.cn --format nagios
      icpdiag --input sites.txt --format prometheus --output /var/lib/node_exporter/icpdiag.prom

      An audit of very many names asks in stages, each of what the one before left open:

      icpdiag --input names.txt --json --stage dns > dns.json
      icpdiag --input dns.json --json --stage http > http.json
      icpdiag --input http.json --json --stage full > reports.json

      Several causes look the same on the wire; filing records tell them apart: those of the store \
      (see 'icpdiag records') and of --records. Where they do not decide, the report ends with the \
      commands that note what is missing.

      \(SignatureOptions.format)

      Ends with 0 when all is well, 1 when some target has a determined problem, 2 when \
      something is undetermined, 64 for usage, 65 for bad data, 66 for a missing file and 69 when \
      this machine has no usable network or no libcurl, 130 when interrupted.
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
  @OptionGroup(title: "Many targets") var bulk: BulkOptions
  @OptionGroup(title: "Runs over a list") var list: RunOptions

  @Option(help: ArgumentHelp("The clock the rules use (RFC 3339).", valueName: "time"))
  var now: Timestamp?

  func validate() throws {
    if targets.isEmpty, input == nil {
      throw ValidationError("name a target, such as: icpdiag example.cn")
    }
    let files = [input].compactMap { $0 } + records.records + pages.signatures + assumption.assume
    let readers = (files + targets).filter { $0 == "-" }
    if readers.count > 1 { throw ValidationError("only one thing can be read from stdin") }
    let isOneLineEach = output.isJSON && !output.pretty
    if list.file != nil, output.format == .nagios {
      throw ValidationError("--output does not go with --format nagios, which prints one line")
    }
    guard list.resume == nil || isOneLineEach else {
      throw ValidationError("--resume needs --json, a line each, to know a report again")
    }
    guard list.stage == nil || isOneLineEach else {
      throw ValidationError("--stage needs --json, a line each, for the next stage to read")
    }
  }

  func run() async throws {
    let sources = try TargetSources.open(named: targets, file: input)
    let reader = network.reader
    let lookUp = try records.lookUp(reader)
    let assumption = try assumption.load(reader)
    let places = try tables.load()
    let signatures = try pages.load()
    var settings = try network.settings(now: now)
    settings.entity = records.entity
    settings.stage = list.stage
    network.applyToEngine()
    let observer = Observer(settings: settings, places: places) { target, addresses in
      lookUp.facts(for: target.registrable, addresses: addresses)
    }
    let isList = input != nil || targets.contains("-")
    var output = output
    if list.file != nil, output.color == .auto { output.color = .never }
    let run = try ListRun(list, output, from: sources, isList: isList, reader: reader)
    let wording = ReportWording(output, inputs: isList ? nil : targets, isList: isList)
    let work = FlowWork(
      read: { Observer.Question($0, by: reader) },
      look: { _ in
        { question, shard, admission in
          await observer.observe(question, on: shard, admission: admission)
        }
      },
      withhold: { observer.withhold($0, by: $1) },
      report: { observation, isSecondPass in
        let observation = assumption?.applied(to: observation) ?? observation
        let judgement = diagnose(observation, at: observation.judgedAt, signatures: signatures)
        return lookUp.hasFailed || TransferLibrary.hasFailed
          ? nil
          : Report(
            index: observation.index,
            octets: wording.octets(judgement, isFirst: observation.index == 0),
            outcome: Survey.Outcome(judgement, isSecondPass: isSecondPass))
      })
    var manner = try bulk.settings(
      isList: isList, named: targets.count,
      isOrdered: bulk.ordered || !isList || !output.isJSON, reader)
    // Reports as inputs are longer than names.
    if list.stage != nil { manner.lineLimit = Limits.reportOctets }
    let flow = Flow(manner, work, from: sources, through: run.book, to: run.book)
    try run.heedSignals(of: flow)
    if isList { try TransferLibrary.check() }
    // The store opens while the first names are asked for.
    async let preparation: Void = lookUp.prepare()
    let ending = try await flow.run()
    await preparation
    try lookUp.check()
    // For few targets the loop itself loads it while the DNS is asked; done by another thread, that
    // would keep the loop from being started.
    if TransferLibrary.hasFailed { try TransferLibrary.check() }
    let code = try run.finish(ending)
    if code != .success, !output.exitZero { throw code }
  }
}
