package import Diagnosis
package import Evidence

/// One target of a scheduled check: a line of `icpdiag.check/1`.
///
/// A shape of its own: the order of the properties is the order of the keys, and a published version
/// is only added to. What the run's memory adds is set when it is known.
package struct CheckLine: Encodable, Sendable {
  package static let schemaID = "icpdiag.check/1"

  private let schema = Self.schemaID
  private let kind = "target"
  private let run: String
  private let input: String
  private let index: Int
  private let meta: String?
  private let target: Target
  private let owner: String?
  private let entity: String?
  private let provider: String?
  private let expectedAddresses: [String]
  package let status: Status
  private let verdict: VerdictV1
  /// What is known of the target by now; `nil` while nothing was ever seen of it.
  package var state: State?
  /// What has to be told of it, the oldest first.
  package var transitions: [Change] = []
  private var warnings: [Warning]
  package private(set) var recheckAfter: Timestamp?
  /// The SHA-256 of the report's content, by which it is kept.
  private let report: String?

  /// A cause and its status, by their public names.
  package struct Standing: Encodable, Hashable, Sendable {
    package var cause: String
    package var status: String

    package init(cause: String, status: String) {
      self.cause = cause
      self.status = status
    }
  }

  /// What a target comes to over several runs.
  package struct State: Encodable, Hashable, Sendable {
    package var cause: String
    package var status: String
    package var since: Timestamp
    package var firstSeen: Timestamp
    /// The causes of the last runs, the newest last.
    package var seen: [String]

    package init(
      cause: String, status: String, since: Timestamp, firstSeen: Timestamp, seen: [String]
    ) {
      self.cause = cause
      self.status = status
      self.since = since
      self.firstSeen = firstSeen
      self.seen = seen
    }
  }

  /// A change of the cause.
  package struct Change: Encodable, Hashable, Sendable {
    /// No other change ever has it: a reader that knows it has read of this one before.
    package var id: String
    package var from: Standing?
    package var to: Standing
    package var at: Timestamp
    package var since: Timestamp

    package init(
      id: String, from: Standing?, to: Standing, at: Timestamp, since: Timestamp
    ) {
      self.id = id
      self.from = from
      self.to = to
      self.at = at
      self.since = since
    }
  }

  /// What is not as expected, or will not be.
  package struct Warning: Encodable, Hashable, Sendable {
    package var kind: String
    package var text: String
    package var dueAt: Timestamp?

    package init(kind: String, text: String, dueAt: Timestamp?) {
      self.kind = kind
      self.text = text
      self.dueAt = dueAt
    }
  }

  /// What the user expects of the target.
  package struct Expected: Hashable, Sendable {
    package var owner: String?
    package var entity: String?
    package var provider: String?
    package var addresses: [String]

    package init(
      owner: String? = nil, entity: String? = nil, provider: String? = nil,
      addresses: [String] = []
    ) {
      self.owner = owner
      self.entity = entity
      self.provider = provider
      self.addresses = addresses
    }
  }

  /// - Parameters:
  ///   - judgement: What was seen in this run and what it comes to.
  ///   - run: The run's id.
  ///   - expected: What the user expects.
  ///   - warnings: What is not so.
  ///   - report: The digest by which the report is kept.
  ///   - language: The language of the sentences.
  package init(
    _ judgement: Judgement, run: String, expected: Expected, warnings: [Warning], report: String?,
    in language: Language
  ) {
    let observation = judgement.observation
    self.run = run
    input = observation.input
    index = observation.index
    meta = observation.meta
    target = observation.target
    owner = expected.owner
    entity = expected.entity
    provider = expected.provider
    expectedAddresses = expected.addresses
    status = judgement.verdict.status
    verdict = VerdictV1(
      judgement.verdict, ticket: TicketText.lines(judgement, in: language), in: language)
    self.warnings = warnings
    let moments = [judgement.verdict.recheckAfter] + warnings.map(\.dueAt)
    recheckAfter = moments.compactMap(\.self).filter { $0 > observation.judgedAt }.min()
    self.report = report
  }

  package var warningCount: Int { warnings.count }

  /// Takes warnings that only the whole run could settle.
  package mutating func warn(of more: [Warning], asOf now: Timestamp) {
    warnings += more
    recheckAfter =
      ([recheckAfter] + more.map(\.dueAt)).compactMap(\.self).filter { $0 > now }.min()
  }

  /// The line in UTF-8, with its end.
  package var octets: [UInt8] { OrderedJSON.octets(self) + [UInt8(ascii: "\n")] }
}
