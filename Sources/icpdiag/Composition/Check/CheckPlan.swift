internal import ArgumentParser
internal import Evidence
internal import Monitor
internal import Observation
internal import Survey

/// What a check is to look at: the targets of a configuration and of the command line, what is
/// expected of each, and how much is remembered.
struct CheckPlan: Sendable {
  /// In the order in which they are read.
  let sources: [InputSource]
  /// Targets of which something is expected, by their places among the inputs: they come first.
  private let own: [(expectation: Expectation, hysteresis: Hysteresis?)]
  private let defaults: Expectation
  private let hysteresis: Hysteresis
  let retention: Retention

  /// What is given beside a configuration.
  struct Arguments {
    var targets: [String]
    var input: String?
    /// Of all targets that the configuration says nothing else of.
    var expectation: Expectation
    var hysteresis: Hysteresis?
  }

  /// - Parameter arguments: Those of the command line.
  /// - Throws: The exit status, when what is wrong has been said.
  init(_ arguments: Arguments) throws {
    sources = try TargetSources.open(named: arguments.targets, file: arguments.input)
    own = []
    defaults = arguments.expectation
    hysteresis = arguments.hysteresis ?? Hysteresis()
    retention = Retention()
  }

  /// What is expected of an input.
  func expectation(at index: Int) -> Expectation {
    own.indices.contains(index) ? own[index].expectation : defaults
  }

  /// How often a new cause of it must be seen.
  func hysteresis(at index: Int) -> Hysteresis {
    own.indices.contains(index) ? own[index].hysteresis ?? hysteresis : hysteresis
  }
}

extension Observation {
  /// Puts what is expected of the target beside what was seen of it, as `--provider` and `--entity`
  /// do.
  mutating func expect(_ expectation: Expectation) {
    evidence.request.provider = expectation.provider ?? evidence.request.provider
    evidence.request.entity = expectation.entity ?? evidence.request.entity
  }
}
