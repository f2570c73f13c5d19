package import Diagnosis
package import Evidence

/// The counts of a scheduled check: the last line of `icpdiag.check/1`.
package struct CheckSummary: Encodable, Sendable {
  private let schema = CheckLine.schemaID
  private let kind = "summary"
  package var run: String
  package var startedAt: Timestamp
  package var durationS = 0.0
  package private(set) var targets = 0
  /// By the causes of this run.
  package private(set) var byStatus = Counts(Status.allCases.map(\.rawValue))
  package private(set) var byCause = Counts(CauseID.allCases.map(\.rawValue))
  /// By the causes that hold over several runs.
  package private(set) var byState = Counts(CauseID.allCases.map(\.rawValue))
  package private(set) var transitions = 0
  package private(set) var warnings = 0
  package var notifications = Notifications()
  package private(set) var recheckAfter: Timestamp?

  package init(run: String, startedAt: Timestamp) {
    self.run = run
    self.startedAt = startedAt
  }

  /// What became of the notices that were due.
  package struct Notifications: Encodable, Hashable, Sendable {
    package var sent = 0
    package var failed = 0
    /// Due later, or another run is at it.
    package var waiting = 0

    package init(sent: Int = 0, failed: Int = 0, waiting: Int = 0) {
      self.sent = sent
      self.failed = failed
      self.waiting = waiting
    }
  }

  /// How often each name of a closed list occurred: every name has its key.
  package struct Counts: Encodable, Sendable {
    private let names: [String]
    private var counts: [String: Int] = [:]

    init(_ names: [String]) {
      self.names = names
    }

    package subscript(name: String) -> Int { counts[name] ?? 0 }

    mutating func add(_ name: String) {
      counts[name, default: 0] += 1
    }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Name.self)
      for name in names {
        try container.encode(self[name], forKey: Name(stringValue: name))
      }
    }

    private struct Name: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }

      init(stringValue: String) {
        self.stringValue = stringValue
      }

      init?(intValue: Int) { nil }
    }
  }

  /// Counts one target.
  package mutating func add(_ line: CheckLine, cause: CauseID) {
    targets += 1
    byStatus.add(line.status.rawValue)
    byCause.add(cause.rawValue)
    if let state = line.state { byState.add(state.cause) }
    transitions += line.transitions.count
    warnings += line.warningCount
    recheckAfter = [recheckAfter, line.recheckAfter].compactMap(\.self).min()
  }

  /// The line in UTF-8, with its end.
  package var octets: [UInt8] { OrderedJSON.octets(self) + [UInt8(ascii: "\n")] }
}
