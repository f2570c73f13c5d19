package import Engine
package import Evidence
package import Observation

/// How a run over many targets behaves.
package struct FlowSettings: Sendable {
  /// Targets at once, at most, of all shards together.
  package var targets: Int
  /// Targets besides, at most, while servers keep them waiting.
  package var aside = 0
  /// Seconds after which a target is one of those: longer than an answer from far away takes.
  package var patience = 2.0
  /// Loops, each with a thread: no more than targets.
  package var shards: Int
  /// Whether reports come out in the order of the inputs.
  package var isOrdered = false
  /// Whether targets that may have suffered from this machine's own load are observed again.
  package var asksAgain = true
  /// Targets begun a second; `nil`: as they come.
  package var rate: Double?
  /// Targets begun a second at one address; `nil`: as they come.
  package var perAddressRate: Double?
  /// Targets of one registrable domain at once; `nil`: as they come.
  package var perDomain: Int?
  /// Whom not to ask.
  package var stopList: StopListFile?
  /// Octets of a line of input; what is longer is an input that cannot be read.
  package var lineLimit = Limits.lineOctets

  /// - Parameters:
  ///   - targets: Targets at once.
  ///   - processors: A loop for each, where there are targets enough to keep it busy.
  package init(targets: Int, processors: Int) {
    self.targets = max(1, targets)
    shards = max(1, min(processors, targets / Self.targetsOfShard))
  }

  private static let targetsOfShard = 8

  /// Inputs that have been taken and whose reports are not yet written, at most.
  ///
  /// It bounds the memory; in order it is also how far a slow target lets others come ahead.
  package var window: Int {
    isOrdered ? max(1_024, 4 * (targets + aside)) : 2 * (targets + aside) + 256
  }
}

/// What a run does with its inputs; the composition knows.
package struct FlowWork: Sendable {
  /// One look at a target, asking for leave before its addresses are asked.
  package typealias Look =
    @Sendable (Observer.Question, isolated Shard, @escaping Admission) async -> Observation

  /// Reads an input; `nil` for one that is to have no report in this run.
  package var read: @Sendable (Input) -> Observer.Question?
  /// Makes what observes on one shard, by the shard's number.
  package var look: @Sendable (Int) -> Look
  /// What there is to say of a target that the stop list names.
  package var withhold: @Sendable (Observer.Question, [String]) -> Observation
  /// Judges and words; `nil` ends the run.
  package var report: @Sendable (Observation, _ isSecondPass: Bool) -> Report?

  package init(
    read: @escaping @Sendable (Input) -> Observer.Question?,
    look: @escaping @Sendable (Int) -> Look,
    withhold: @escaping @Sendable (Observer.Question, [String]) -> Observation,
    report: @escaping @Sendable (Observation, _ isSecondPass: Bool) -> Report?
  ) {
    self.read = read
    self.look = look
    self.withhold = withhold
    self.report = report
  }
}

/// How a run ended.
package struct FlowEnding: Hashable, Sendable {
  /// The error that kept reports from being written; 0 for none.
  package var writeFailure: Int32 = 0
  package var readFailure: ReadFailure?
}
