internal import ArgumentParser
internal import Diagnosis
internal import Evidence
internal import Observation
internal import Records
internal import Reporting
internal import Store

/// Notes what a look-up of one domain shows.
struct RecordsAdd: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Note what a look-up of one domain shows.",
    usage: """
      icpdiag records add DOMAIN --absent
      icpdiag records add DOMAIN --filed [NUMBER] [--approved DATE]
      icpdiag records add DOMAIN --provider ID --access STATE
      icpdiag records add DOMAIN --provider ID --order KIND=STATE
      """,
    discussion: """
      What the public MIIT query shows (https://beian.miit.gov.cn/):

      icpdiag records add example.cn --absent
      icpdiag records add example.cn --filed --approved 2024-03-01
      icpdiag records add example.cn --filed 粤ICP备2026000001号-1 --entity 示例公司

      What a provider's console shows:

      icpdiag records add example.cn --provider alibaba --access absent
      icpdiag records add example.cn --provider tencent \\
          --order transfer=authority-review
      icpdiag records add example.cn --provider tencent --order first=approved \\
          --approved 2026-11-20T09:30:00+08:00

      Dated now, unless --as-of says otherwise: the time of the look-up, not of the filing.
      """)

  @Argument(help: ArgumentHelp("The domain; a name in it or its URL will do.", valueName: "domain"))
  var domain: String

  @Option(
    name: .customLong("filed"), defaultAsFlag: "", parsing: .next,
    help: ArgumentHelp(
      "The registry has a filing; its number, if you know it.", valueName: "number"))
  var filed: String?

  @Flag(help: "The registry has none.")
  var absent = false

  @Option(
    help: ArgumentHelp(
      "When the filing was approved, or the order of --order.", valueName: "date"))
  var approved: Timestamp?

  @Option(help: ArgumentHelp("Who holds the filing.", valueName: "name"))
  var entity: String?

  @Option(
    help: ArgumentHelp("The provider whose console shows it, such as alibaba.", valueName: "id"))
  var provider: String?

  @Option(
    help: ArgumentHelp(
      "Whether it gives access: active, pending, cancelled or absent.", valueName: "state"))
  var access: NotedAccess?

  @Option(
    help: ArgumentHelp(
      "An application: first, add-website, transfer, change, cancel-site, cancel-entity, "
        + "cancel-access; draft, provider-review, authority-review, approved, rejected.",
      valueName: "kind=state"))
  var order: NotedOrder?

  @Option(help: ArgumentHelp("When it was looked up; now when not given.", valueName: "time"))
  var asOf: Timestamp?

  @OptionGroup var place: StoreOptions
  @OptionGroup var output: ListingOptions

  func validate() throws {
    let speaksOfRegistry = filed != nil || absent
    let speaksOfProvider = access != nil || order != nil
    if filed != nil, absent { throw ValidationError("choose one of --filed and --absent") }
    if speaksOfProvider != (provider != nil) {
      throw ValidationError(
        provider == nil
          ? "--access and --order need --provider ID: whose console shows it?"
          : "--provider goes with --access STATE or --order KIND=STATE")
    }
    if !speaksOfRegistry, !speaksOfProvider {
      throw ValidationError(
        "say what the look-up shows: --absent or --filed; --provider ID --access STATE")
    }
    if let provider, Providers.provider(provider.lowercased()) == nil {
      throw ValidationError(
        "'\(provider)' is no provider known here; --provider takes one of "
          + Providers.all.map(\.id).joined(separator: ", "))
    }
    if entity != nil, filed == nil { throw ValidationError("--entity goes with --filed") }
    if approved != nil, filed == nil, order?.state != .approved {
      throw ValidationError("--approved goes with --filed or --order KIND=approved")
    }
    if let approved, approved.seconds(since: WallClock.now) > 86_400 {
      throw ValidationError("--approved \(approved.day) lies in the future")
    }
    if let filed, !filed.isEmpty {
      do {
        _ = try FilingNumber(filed)
      } catch {
        throw ValidationError("'\(filed)' is no filing number: \(error.explanation.en)")
      }
    }
  }

  func run() async throws {
    let target = TargetReader.ofRecords.read(domain).ascii
    let domain = try TargetReader.ofRecords.registrable(of: domain)
    let store = try place.open()
    let now = WallClock.now
    try withRecords {
      let known = try [store as any RecordsSource].facts(for: domain, addresses: [])
      let asOf = asOf ?? Self.moment(after: known.compactMap(\.asOf).max(), now)
      let document = document(domain, asOf)
      let reading = RecordsReading(
        name: Self.source, asOf: asOf,
        registrable: { TargetReader.ofRecords.read($0).registrable })
      let summary = try store.importing(
        ImportRequest(file: Self.source, at: now, isStrict: true), reading,
        from: OctetsInMemory(OrderedJSON.octets(document)), as: .json)
      for refusal in summary.refusals { Console.complain(refusal.reason) }
      guard summary.refused == 0 else { throw ExitStatus.badData }
      try tell(store, domain, asOf, next: target ?? domain)
    }
  }

  /// What is noted last counts, also of several notes within one second.
  private static func moment(after newest: Timestamp?, _ now: Timestamp) -> Timestamp {
    newest.map { max(now, $0.adding(seconds: 1)) } ?? now
  }

  private static let source = "by hand"

  private func document(_ domain: String, _ asOf: Timestamp) -> RecordsDocument {
    var views: [RecordsDocument.View] = []
    if filed != nil || absent {
      let number = filed.flatMap { $0.isEmpty ? nil : $0 }
      let service = number.flatMap { try? FilingNumber($0) }?.service ?? .website
      views.append(
        RecordsDocument.View(
          view: .registry, source: Self.source, asOf: asOf,
          filings: absent
            ? nil
            : [
              RecordsDocument.Filing(
                domain: domain, siteNumber: number, service: service, entityName: entity,
                approvedAt: approved)
            ],
          absent: absent ? [domain] : nil))
    }
    if let provider {
      views.append(
        RecordsDocument.View(
          view: .provider, provider: provider.lowercased(), source: Self.source, asOf: asOf,
          access: access?.state.map { [RecordsDocument.Access(domain: domain, state: $0)] },
          orders: order.map {
            [
              RecordsDocument.Order(
                domain: domain, kind: $0.kind, state: $0.state,
                approvedAt: $0.state == .approved ? approved : nil)
            ]
          },
          absent: access == .absent ? [domain] : nil))
    }
    return RecordsDocument(views: views)
  }

  /// What the store says now, and what to run next.
  private func tell(
    _ store: RecordsStore, _ domain: String, _ asOf: Timestamp, next target: String
  ) throws {
    let facts = try [store as any RecordsSource].facts(for: domain, addresses: [])
    if output.json {
      try ReportOutput.print(RecordsJSON.domain(domain, facts) + "\n")
      return
    }
    let noted = facts.filter { $0.asOf == asOf && $0.source == Self.source }
    let name = TargetReader.ofRecords.shown(domain)
    let again = "icpdiag \(target)\(place.shellArguments)"
    try ReportOutput.print(RecordsPage.noted(name, noted, next: again, in: output.language))
  }
}

/// The argument of `--access`.
enum NotedAccess: String, ExpressibleByArgument, CaseIterable {
  case active, pending, cancelled, absent

  /// `nil` for none.
  var state: RecordsDocument.Access.State? { RecordsDocument.Access.State(rawValue: rawValue) }
}

/// The argument of `--order`.
struct NotedOrder: ExpressibleByArgument {
  let kind: RecordsDocument.Order.Kind
  let state: RecordsDocument.Order.State

  init?(argument: String) {
    let sides = argument.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
    guard sides.count == 2, let kind = RecordsDocument.Order.Kind(rawValue: sides[0]),
      let state = RecordsDocument.Order.State(rawValue: sides[1])
    else { return nil }
    self.kind = kind
    self.state = state
  }
}
