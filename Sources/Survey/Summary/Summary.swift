/// The counts of a run over a list: `icpdiag.summary/1`.
///
/// Everything in it is a sum, so that those of shares, of stages' leftovers and of resumed runs add
/// up to that of the whole.
package struct Summary: Hashable, Sendable {
  package static let schemaID = "icpdiag.summary/1"

  package private(set) var inputs = 0
  package private(set) var byStatus: [String: Int] = [:]
  package private(set) var byCause: [String: Int] = [:]
  package private(set) var byCertainty: [String: Int] = [:]
  package private(set) var secondPasses = 0
  /// Inputs for which this machine could ask nobody.
  package private(set) var withoutNetwork = 0
  /// Milliseconds that all observations took, one by one: whole numbers add up in any order.
  package private(set) var observedMs = 0
  /// Milliseconds of the clock on the wall, of all runs that belong to this.
  package var elapsedMs = 0

  package init() {}

  package mutating func add(_ outcome: Outcome) {
    inputs += 1
    Self.count(outcome.status, in: &byStatus)
    Self.count(outcome.cause, in: &byCause)
    Self.count(outcome.certainty, in: &byCertainty)
    secondPasses += outcome.isSecondPass ? 1 : 0
    withoutNetwork += outcome.isWithoutNetwork ? 1 : 0
    observedMs += outcome.milliseconds
  }

  /// Far more than there are; a list of stored reports may name anything.
  private static let mostNames = 256

  private static func count(_ name: String, in counts: inout [String: Int]) {
    let isNew = counts.count >= mostNames && counts[name] == nil
    counts[isNew ? "other" : name, default: 0] += 1
  }

  package static func + (left: Summary, right: Summary) -> Summary {
    var sum = left
    sum.inputs += right.inputs
    sum.byStatus.merge(right.byStatus, uniquingKeysWith: +)
    sum.byCause.merge(right.byCause, uniquingKeysWith: +)
    sum.byCertainty.merge(right.byCertainty, uniquingKeysWith: +)
    sum.secondPasses += right.secondPasses
    sum.withoutNetwork += right.withoutNetwork
    sum.observedMs += right.observedMs
    sum.elapsedMs += right.elapsedMs
    return sum
  }

  /// The causes that occur, the most frequent first.
  package var causes: [(cause: String, count: Int)] {
    byCause.map { ($0.key, $0.value) }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
  }
}

extension Outcome {
  /// The duration as a whole number, bounded so that sums of it cannot overflow.
  fileprivate var milliseconds: Int {
    durationS.isFinite ? Int((min(max(durationS, 0), 1e6) * 1_000).rounded()) : 0
  }
}

// MARK: JSON

extension Summary {
  /// One JSON object, without a line end.
  ///
  /// - Parameters:
  ///   - statuses: All there are: each has its key, 0 included.
  ///   - causes: The same of the causes.
  ///   - certainties: The same of the certainties.
  ///   - stage: The stage of the funnel.
  ///   - share: Which share of the list it is; `nil` for the whole.
  /// - Returns: The keys in a fixed order.
  package func json(
    statuses: [String], causes: [String], certainties: [String], stage: String, share: Share?
  ) -> String {
    #"{"schema":"\#(Self.schemaID)","stage":"\#(stage)","shard":"#
      + (share.map { #""\#($0)""# } ?? "null")
      + counts(statuses: statuses, causes: causes, certainties: certainties)
  }

  /// The counts alone, as the journal keeps them: an object without what opens it.
  private func counts(statuses: [String], causes: [String], certainties: [String]) -> String {
    #","inputs":\#(inputs),"by_status":\#(Self.object(byStatus, statuses))"#
      + #","by_cause":\#(Self.object(byCause, causes))"#
      + #","by_certainty":\#(Self.object(byCertainty, certainties))"#
      + #","second_passes":\#(secondPasses),"without_network":\#(withoutNetwork)"#
      + #","observed_ms":\#(observedMs),"elapsed_ms":\#(elapsedMs)}"#
  }

  private static func object(_ counts: [String: Int], _ names: [String]) -> String {
    let others = counts.keys.filter { !names.contains($0) }.sorted()
    let members = (names + others).map { #""\#($0)":\#(counts[$0] ?? 0)"# }
    return "{\(members.joined(separator: ","))}"
  }

  /// The counts as the journal keeps them.
  var stored: String {
    #"{"schema":"\#(Self.schemaID)""# + counts(statuses: [], causes: [], certainties: [])
  }

  /// Reads what ``json(statuses:causes:certainties:stage:share:)`` or a journal holds.
  package init?(_ value: JSONValue) {
    guard value["schema"]?.text == Self.schemaID, let inputs = value["inputs"]?.count,
      let byStatus = value["by_status"]?.counts, let byCause = value["by_cause"]?.counts,
      let byCertainty = value["by_certainty"]?.counts,
      let secondPasses = value["second_passes"]?.count,
      let withoutNetwork = value["without_network"]?.count,
      let observedMs = value["observed_ms"]?.count, let elapsedMs = value["elapsed_ms"]?.count
    else { return nil }
    self.inputs = inputs
    self.byStatus = byStatus
    self.byCause = byCause
    self.byCertainty = byCertainty
    self.secondPasses = secondPasses
    self.withoutNetwork = withoutNetwork
    self.observedMs = observedMs
    self.elapsedMs = elapsedMs
  }
}

extension JSONValue {
  /// A number of things; bounded, so that sums of it cannot overflow.
  var count: Int? {
    integer.flatMap { (0...1_000_000_000_000_000).contains($0) ? $0 : nil }
  }

  /// A number of things for each name; what is 0 is left out.
  fileprivate var counts: [String: Int]? {
    var counts: [String: Int] = [:]
    for (name, value) in members {
      guard let count = value.count, name.isID else { return nil }
      if count > 0 { counts[name] = count }
    }
    return counts
  }
}
