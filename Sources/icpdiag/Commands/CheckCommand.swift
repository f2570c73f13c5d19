internal import ArgumentParser
internal import Diagnosis
internal import Engine
internal import Evidence
internal import Monitor
internal import Observation
internal import Records
internal import Store
internal import Survey

/// Looks at a list of targets again and says which causes have changed since the last time.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "The scheduled health check of a list: what changed since the last run.",
    usage: "icpdiag check [--config FILE] [--input FILE] [TARGET...] [OPTIONS]",
    discussion: """
      Run it by a timer. It diagnoses every target, compares the cause with the last run's, which \
      is in the store, and tells of each transition once: one JSON object a target and one with the \
      counts at the end (icpdiag.check/1), on a terminal a page.

      icpdiag check --input sites.txt
      icpdiag check --config check.yaml
      icpdiag check --config check.yaml --json | jq -c 'select(.transitions != [])'
      icpdiag check --input sites.txt --hysteresis 2/3
      icpdiag check --input sites.txt --format nagios
      icpdiag check --input sites.txt --format prometheus --output /var/lib/node_exporter/icpdiag.prom

      With --hysteresis 2/3 a new cause counts once it was seen in two of the last three runs; \
      without, at once. A run in which this machine saw nothing, or that assumes something (--at), \
      changes nothing. Transitions are told by JSON, by the page and to those of 'notify'; nagios \
      and prometheus have the state alone, and leave them to the next run that tells. Several runs may \
      use one store at the same time; a run that is killed has told of nothing, and the next one \
      tells. Reports are kept in the store, each content once: see 'icpdiag history'.

      A check.yaml; 'icpdiag check --config check.yaml --validate' says what is wrong with one:

      targets:
        - example.cn
        - {target: shop.cn, provider: tencent, addresses: [203.0.113.9], owner: shop team}
      input: more-sites.txt
      defaults: {provider: alibaba, entity: 某某科技有限公司}
      hysteresis: {agree: 2, of: 3}
      records: [filings.json]
      notify:
        - {name: ops, type: webhook, url: {env: OPS_URL}, secret: {file: /run/keys/ops}}
        - {name: chat, type: dingtalk, url: {env: DING_URL}, secret: {env: DING_SECRET}, lang: zh}

      Types: \(NoticeSink.Form.allCases.map(\.rawValue).joined(separator: ", ")). Everybody is \
      told of each transition once (with 'only: [blocked]' of those to and from that status); what \
      could not be delivered waits in the store for the next run, and what was refused for ever \
      longer, a day at most. Addresses and secrets are read \
      from the environment or a file and never shown; --notify-test sends a test. Further keys: \
      warn_days: 14, retention: {days: 400, reports: 50}.

      --hysteresis, --provider and --entity outrank what the file says of all targets, and what it \
      says of one target outranks them.

      Ends with 0 when all is well, 1 when some target has a determined problem, 2 when \
      something is undetermined; --exit-zero: 0 whatever the verdicts are.
      """)

  @Argument(help: ArgumentHelp("Domain, URL or address; - for stdin.", valueName: "target"))
  var targets: [String] = []

  @Option(
    help: ArgumentHelp(
      "Read targets from a file, one a line; # begins a comment, and text after the first tab is "
        + "carried along as meta.", valueName: "file"),
    completion: .file())
  var input: String?

  @Option(
    help: ArgumentHelp(
      "What to check and whom to tell, in YAML (see above); or a plain list of targets, one a line.",
      valueName: "file"), completion: .file(extensions: ["yaml", "yml"]))
  var config: String?

  @Flag(
    name: .customLong("validate"),
    help: "Only say what was understood of --config, or all that is wrong with it, line by line.")
  var onlyValidates = false

  @Flag(help: "Only send a test notice to everybody that --config names, and say what came back.")
  var notifyTest = false

  @Option(
    help: ArgumentHelp(
      "A new cause counts when it was seen in k of the last n runs (default: 1/1).",
      valueName: "k/n"))
  var hysteresis: Hysteresis?

  @Option(
    name: .customLong("output"),
    help: ArgumentHelp(
      "Replace this file, in one step, with the metrics of --format prometheus.",
      valueName: "file"),
    completion: .file())
  var file: String?

  @OptionGroup(title: "Network") var network: NetworkOptions
  @OptionGroup(title: "Records") var records: RecordsOptions
  @OptionGroup(title: "Signatures") var pages: SignatureOptions
  @OptionGroup(title: "Places") var tables: PlacesOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Many targets") var bulk: BulkOptions

  @Option(help: ArgumentHelp("The clock the rules use (RFC 3339).", valueName: "time"))
  var now: Timestamp?

  func validate() throws {
    if targets.isEmpty, input == nil, config == nil {
      throw ValidationError("name what to check, such as: icpdiag check --input sites.txt")
    }
    if onlyValidates || notifyTest, config == nil {
      throw ValidationError("--validate and --notify-test go with --config")
    }
    let files = [input, config].compactMap { $0 } + records.records + pages.signatures
    if (files + targets).filter({ $0 == "-" }).count > 1 {
      throw ValidationError("only one thing can be read from stdin")
    }
    if records.noStore {
      throw ValidationError(
        "check compares with the last run, which is in the store; --store PATH names another")
    }
    if file != nil, output.format != .prometheus {
      throw ValidationError("--output goes with --format prometheus")
    }
    if output.pretty {
      throw ValidationError("check prints one JSON object a line; --pretty does not go with that")
    }
  }

  func run() async throws {
    let reader = network.reader
    if let config, onlyValidates {
      return try ConfigFile.validate(config, reader, asJSON: output.isJSON)
    }
    let config = try ConfigFile.load(config, reader)
    if let config, notifyTest {
      return try await ConfigFile.testNotices(config, asJSON: output.isJSON)
    }
    let plan = try CheckPlan(
      CheckPlan.Arguments(
        targets: targets, input: input,
        expectation: Expectation(
          provider: try NetworkOptions.providerID(network.provider), entity: records.entity),
        hysteresis: hysteresis), config)
    var records = records
    records.records += config?.records ?? []
    // A connection of its own: what is written must not keep anybody from looking records up.
    let store = try records.place.open()
    // Before anything is noted: without it every target would look undecided.
    try TransferLibrary.check()
    let run = try CheckRunning(
      output, to: file, store, plan, CheckNotices(config?.sinks ?? []))
    let lookUp = try records.lookUp(reader)
    let places = try tables.load()
    let signatures = try pages.load()
    let settings = try network.settings(now: now)
    network.applyToEngine()
    let observer = Observer(settings: settings, places: places) { target, addresses in
      lookUp.facts(for: target.registrable, addresses: addresses)
    }
    let language = output.language
    let work = FlowWork(
      read: { Observer.Question($0, by: reader) },
      look: { _ in
        { question, shard, admission in
          await observer.observe(question, on: shard, admission: admission)
        }
      },
      withhold: { observer.withhold($0, by: $1) },
      report: { observation, isSecondPass in
        var observation = observation
        let expectation = plan.expectation(at: observation.index)
        observation.expect(expectation)
        let judgement = diagnose(observation, at: observation.judgedAt, signatures: signatures)
        guard !lookUp.hasFailed else { return nil }
        run.book.put(
          CheckedTarget(
            judgement, run: run.id, expectation, plan.hysteresis(at: observation.index),
            CheckWarnings.find(judgement, expectation, warnDays: plan.warnDays, in: language),
            in: language),
          index: observation.index)
        return Report(
          index: observation.index, octets: [],
          outcome: Survey.Outcome(judgement, isSecondPass: isSecondPass))
      })
    let manner = try bulk.settings(isList: true, named: 0, isOrdered: bulk.ordered, reader)
    let flow = Flow(manner, work, from: plan.sources, through: run.book, to: run.book)
    try run.heedSignals(of: flow)
    async let preparation: Void = lookUp.prepare()
    let ending = try await flow.run()
    await preparation
    try lookUp.check()
    let code = try await run.finish(ending)
    if run.book.counts.inputs == 0 { Console.complain("no targets: nothing was checked") }
    if code != .success, !output.exitZero { throw code }
  }
}
