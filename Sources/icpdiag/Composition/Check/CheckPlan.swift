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
  /// Days before something is due from which it is warned of.
  let warnDays: Int

  /// What is given beside a configuration.
  struct Arguments {
    var targets: [String]
    var input: String?
    /// Of all targets that say nothing else themselves.
    var expectation: Expectation
    var hysteresis: Hysteresis?
  }

  /// - Parameters:
  ///   - arguments: Those of the command line.
  ///   - config: The configuration, whose targets come first.
  /// - Throws: The exit status, when what is wrong has been said.
  init(_ arguments: Arguments, _ config: CheckConfig?) throws {
    var sources: [InputSource] = []
    if let config {
      if !config.targets.isEmpty { sources.append(.named(config.targets.map(\.input))) }
      if let list = config.list {
        sources.append(try TargetSources.open(list: list, name: config.file))
      } else {
        sources += try TargetSources.open(named: [], file: config.input)
      }
    }
    self.sources =
      try sources + TargetSources.open(named: arguments.targets, file: arguments.input)
    // The command line outranks the defaults of a file, as elsewhere; what the file says of one
    // target is meant for that one.
    let defaults = arguments.expectation.or(config?.defaults ?? Expectation())
    self.defaults = defaults
    own = config?.targets.map { ($0.expectation.or(defaults), $0.hysteresis) } ?? []
    hysteresis = arguments.hysteresis ?? config?.hysteresis ?? Hysteresis()
    retention = config?.retention ?? Retention()
    warnDays = config?.warnDays ?? CheckConfig.warnDays
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

extension Expectation {
  /// What is expected, and where nothing is, what another expects.
  fileprivate func or(_ other: Expectation) -> Expectation {
    Expectation(
      provider: provider ?? other.provider, entity: entity ?? other.entity,
      owner: owner ?? other.owner, addresses: addresses)
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
