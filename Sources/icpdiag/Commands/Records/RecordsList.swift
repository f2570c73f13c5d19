internal import ArgumentParser
internal import Diagnosis
internal import Evidence
internal import Observation
internal import Records
internal import Reporting
internal import Store

/// Lists the domains of the store.
struct RecordsList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the domains of the store, a line each.",
    usage: "icpdiag records list [DOMAIN...] [OPTIONS]",
    discussion: """
      icpdiag records list
      icpdiag records list --provider alibaba
      icpdiag records list --json | jq -r 'select(.contradicting != []).domain'
      icpdiag records list --imports

      What counts is shown: of each kind of view the newest. 'icpdiag records show' has everything.
      """)

  @Argument(help: "Domains; all when none is named.")
  var domains: [String] = []

  @Option(help: ArgumentHelp("Those of which this provider says something.", valueName: "id"))
  var provider: String?

  @Option(help: "Those of which a view of this kind says something: registry, provider or cdn.")
  var view: RecordFact.View?

  @Flag(help: "List the imports instead: what was taken when, and how to undo it.")
  var imports = false

  @OptionGroup var place: StoreOptions
  @OptionGroup var output: ListingOptions

  func run() async throws {
    let lines = BufferedOutput()
    let store = try place.openExisting()
    if imports { return try withRecords { try listImports(store) } }
    let wanted = Set(try domains.map { try TargetReader.ofRecords.registrable(of: $0) })
    var table = RecordsTable(output.language)
    try withRecords {
      try store.forEachDomain { domain, facts in
        guard wanted.isEmpty || wanted.contains(domain), isWanted(facts) else { return }
        try lines.print(
          output.json
            ? RecordsJSON.domain(domain, facts) + "\n"
            : table.add(TargetReader.ofRecords.shown(domain), facts))
      }
    }
    if !output.json { try lines.print(table.finish()) }
    try lines.flush()
  }

  private func isWanted(_ facts: [RecordFact]) -> Bool {
    facts.contains { fact in
      (provider == nil || fact.provider == provider?.lowercased())
        && (view == nil || fact.view == view)
    }
  }

  private func listImports(_ store: RecordsStore) throws {
    let rows = try store.imports().map { provenance in
      ImportsTable.Row(
        importID: provenance.id, file: provenance.file, kind: provenance.content.kind,
        at: provenance.at, taken: provenance.taken, refused: provenance.refused,
        octets: provenance.content.octets, sha256: provenance.content.sha256)
    }
    try ReportOutput.print(
      output.json
        ? rows.map { $0.json() + "\n" }.joined()
        : ImportsTable.render(rows, in: output.language))
  }
}

extension RecordFact.View: ExpressibleByArgument {}

/// Shows everything that is known of a domain.
struct RecordsShow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show everything known of a domain, and what contradicts it.",
    usage: "icpdiag records show DOMAIN... [OPTIONS]",
    discussion: """
      icpdiag records show example.cn
      icpdiag records show www.example.cn --json

      A filing belongs to the registrable domain: www.example.cn is looked up as example.cn.
      """)

  @Argument(help: "Domains, or names in them.")
  var domains: [String]

  @OptionGroup var place: StoreOptions
  @OptionGroup var output: ListingOptions

  func run() async throws {
    let store = try place.openExisting()
    for text in domains {
      let domain = try TargetReader.ofRecords.registrable(of: text)
      try withRecords {
        let facts = try [store as any RecordsSource].facts(for: domain, addresses: [])
        try ReportOutput.print(
          output.json
            ? RecordsJSON.domain(domain, facts) + "\n"
            : RecordsPage.render(
              TargetReader.ofRecords.shown(domain), facts, now: WallClock.now, style: output.style))
      }
    }
  }
}
