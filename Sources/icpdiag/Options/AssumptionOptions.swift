internal import ArgumentParser
internal import Evidence
internal import Observation
internal import Records

/// Records that are taken to be true, to see what would be then.
struct AssumptionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What if these records were true: a records document (icpdiag.records/1, JSON or YAML) that "
        + "counts before all that is known; an approval without a date is one that is in force. - "
        + "reads stdin. May be given several times.", valueName: "file"),
    completion: .file(extensions: ["json", "yaml", "yml"]))
  var assume: [String] = []

  /// Reads the documents.
  ///
  /// - Parameter reader: Reads the domains in them.
  /// - Returns: What they assume; `nil` where nothing is to be assumed.
  /// - Throws: The exit status, when what is wrong has been said.
  func load(_ reader: TargetReader) throws -> Assumption? {
    guard !assume.isEmpty else { return nil }
    return Assumption(
      names: assume.map { $0 == "-" ? "stdin" : $0.lastPathComponent },
      library: try RecordsOptions.library(of: assume, reader))
  }
}

/// Records documents that are taken to be true.
struct Assumption: Sendable {
  /// What a report calls them; it may go to strangers, whom the folders do not concern.
  let names: [String]
  let library: RecordsLibrary

  /// The observation with what they say of its target.
  func applied(to observation: Observation) -> Observation {
    var copy = observation
    copy.evidence.assume(
      library.facts(for: copy.target.registrable, addresses: copy.askedAddresses), from: names)
    return copy
  }
}

extension Observation {
  /// The addresses that the records are looked up with: the target's own, or those of its name.
  var askedAddresses: [IPAddress] {
    target.kind == .invalid ? [] : evidence.targetAddresses(of: target)
  }
}

extension String {
  fileprivate var lastPathComponent: String {
    split(separator: "/").last.map(String.init) ?? self
  }
}
