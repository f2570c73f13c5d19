package import Diagnosis
package import Evidence

/// The past of a target: `icpdiag.history/1`.
package struct History: Encodable, Sendable {
  package static let schemaID = "icpdiag.history/1"

  private let schema = Self.schemaID
  private let kind = "timeline"
  /// The target's canonical text.
  package let target: String
  package let input: String
  package let state: CheckLine.State
  /// The oldest first.
  package let timeline: [Entry]
  package let transitions: [CheckLine.Change]

  package init(
    target: String, input: String, state: CheckLine.State, timeline: [Entry],
    transitions: [CheckLine.Change]
  ) {
    self.target = target
    self.input = input
    self.state = state
    self.timeline = timeline
    self.transitions = transitions
  }

  /// What was seen for a while.
  package struct Entry: Encodable, Hashable, Sendable {
    package var cause: String
    package var status: String
    package var certainty: String
    package var rule: String
    package var from: Timestamp
    package var until: Timestamp
    /// How many runs saw it.
    package var times: Int
    /// The SHA-256 of the report's content, where the report is still kept.
    package var report: String?

    package init(
      cause: String, status: String, certainty: String, rule: String, from: Timestamp,
      until: Timestamp, times: Int, report: String?
    ) {
      self.cause = cause
      self.status = status
      self.certainty = certainty
      self.rule = rule
      self.from = from
      self.until = until
      self.times = times
      self.report = report
    }
  }

  /// The object on one line, with its end.
  package var json: String { OrderedJSON.encode(self) + "\n" }
}

/// What is different in two reports on one target, and why they come to what they come to.
package struct HistoryDiff: Encodable, Sendable {
  private let schema = History.schemaID
  private let kind = "diff"
  package let target: String
  package let from: History.Entry
  package let to: History.Entry
  /// What makes the difference; empty where both come to one cause all along.
  package let because: [String]
  package let steps: [Step]
  package let evidence: [Change]

  package struct Step: Encodable, Hashable, Sendable {
    package var reason: String
    package var cause: CauseID
    package var status: Status
    package var decisive: Bool
  }

  /// An item of the evidence that only one of the two has, without what changes by itself.
  package struct Change: Encodable, Hashable, Sendable {
    package enum Kind: String, Encodable, Sendable {
      case removed, added
    }

    package var part: String
    package var change: Kind
    package var item: ContentImage.Item
    /// What the item stands for in its report.
    var ids: [String]

    private enum CodingKeys: CodingKey {
      case part, change, item
    }
  }

  /// - Parameters:
  ///   - target: The target's canonical text.
  ///   - old: The older report, judged with today's rules, and what was kept of it.
  ///   - new: The newer one.
  ///   - difference: Why they differ.
  package init(
    target: String, from old: (judgement: Judgement, entry: History.Entry),
    to new: (judgement: Judgement, entry: History.Entry), _ difference: Difference
  ) {
    self.target = target
    from = old.entry
    to = new.entry
    because = difference.decisive.map(\.rawValue)
    steps = difference.steps.map { step in
      Step(
        reason: step.reason.rawValue, cause: step.cause, status: step.status,
        decisive: step.isDecisive)
    }
    let images = (ContentImage(old.judgement), ContentImage(new.judgement))
    evidence =
      Self.items(of: images.0, missingIn: images.1, .removed)
      + Self.items(of: images.1, missingIn: images.0, .added)
  }

  private static func items(
    of image: ContentImage, missingIn other: ContentImage, _ kind: Change.Kind
  ) -> [Change] {
    image.items.filter { other.items[$0.key] == nil }
      .map { (OrderedJSON.encode($0.key), $0.key, $0.value) }
      .sorted { ($0.1.part, $0.0) < ($1.1.part, $1.0) }
      .map { Change(part: $0.1.part, change: kind, item: $0.1, ids: $0.2) }
  }

  /// The object on one line, with its end.
  package var json: String { OrderedJSON.encode(self) + "\n" }
}
