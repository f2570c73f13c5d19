internal import Diagnosis
internal import Digest
internal import Evidence
internal import Monitor
internal import Reporting
internal import Store

/// A target that was looked at and judged, and is still to be compared with earlier runs.
struct CheckedTarget: Sendable {
  /// What machines read of it; its state is set when it was recorded.
  var line: CheckLine
  /// What monitors are told of it; the same.
  private(set) var watched: WatchedTarget
  let verdict: Verdict
  /// The target as people know it.
  let name: SafeText
  let expectation: Expectation
  private(set) var warnings: [CheckLine.Warning]
  /// What the run has yet to settle of its access.
  private(set) var drift: [CheckWarnings.Drift]
  private let judgedAt: Timestamp
  private(set) var sighting: Sighting

  /// - Parameters:
  ///   - judgement: What was seen and what it comes to.
  ///   - run: The run's id.
  ///   - expectation: What the user expects of the target.
  ///   - hysteresis: How often a new cause must be seen.
  ///   - found: What else should be known of it.
  ///   - language: The language of the sentences.
  init(
    _ judgement: Judgement, run: String, _ expectation: Expectation, _ hysteresis: Hysteresis,
    _ found: CheckWarnings.Found, in language: Language
  ) {
    let observation = judgement.observation
    let target = observation.target
    verdict = judgement.verdict
    name = SafeText(
      outside: target.unicode ?? target.ascii ?? observation.input, limit: 120)
    self.expectation = expectation
    warnings = found.warnings.map { CheckLine.Warning($0, in: language) }
    drift = found.drift
    judgedAt = observation.judgedAt
    watched = WatchedTarget(judgement, warnings: warnings.map(\.kind), in: language)
    let content = Self.content(of: judgement, in: language)
    sighting = Sighting(
      key: target.key(of: observation.input), input: String(observation.input.prefix(1_024)),
      // The rules' clock may be any (`--now`); what was seen was seen now.
      at: observation.startedAt,
      standing: Standing(cause: verdict.cause.rawValue, status: verdict.status.rawValue),
      certainty: verdict.certainty.rawValue, rule: verdict.rule, content: content,
      hysteresis: hysteresis, isBlind: judgement.isBlind)
    line = CheckLine(
      judgement, run: run,
      expected: CheckLine.Expected(
        owner: expectation.owner, entity: expectation.entity, provider: expectation.provider,
        addresses: expectation.addresses.map(\.description)),
      warnings: warnings, report: content?.sha256, in: language)
  }

  /// The report, kept by what it says apart from when it was made.
  private static func content(
    of judgement: Judgement, in language: Language
  ) -> Sighting.Content? {
    let digest = ContentDigest()
    digest.update(ContentImage(judgement).octets(of: judgement.observation.target))
    return digest.hexadecimal().map { sha256 in
      Sighting.Content(
        sha256: sha256,
        report: ReportV1(judgement, program: Version.number, in: language).json())
    }
  }

  /// The same with nothing to settle any more.
  var withoutDrift: CheckedTarget {
    var target = self
    target.drift = []
    return target
  }

  /// Keeps what was seen out of the target's state.
  mutating func blind() { sighting.isBlind = true }

  /// Whether other names of the run may still speak for its access.
  func isOpen(by access: AccessDrift) -> Bool {
    drift.contains { $0.warning != nil && !access.keeps($0.key) }
  }

  /// Takes what all names of the run have shown of its access.
  mutating func settle(by access: AccessDrift) {
    let more = drift.filter { !access.keeps($0.key) }.compactMap(\.warning)
    warnings += more
    line.warn(of: more, asOf: judgedAt)
    watched.warnings += more.map(\.kind)
  }

  /// Takes what the store knows of it by now.
  mutating func take(_ recorded: Recorded) {
    line.state = recorded.state.map(CheckLine.State.init)
    // Under a hysteresis the cause that holds need not be the one that was seen now.
    watched.since = line.state.flatMap { $0.cause == verdict.cause.rawValue ? $0.since : nil }
    line.transitions = recorded.transitions.map(CheckLine.Change.init)
  }
}

extension CheckLine.Warning {
  init(_ warning: Monitor.Warning, in language: Language) {
    self.init(
      kind: warning.kind.rawValue,
      text: Text(en: warning.english, zh: warning.chinese)(in: language), dueAt: warning.dueAt)
  }
}

extension CheckLine.Change {
  init(_ stored: StoredTransition) {
    let transition = stored.transition
    self.init(
      id: String(stored.id), from: transition.from.map(CheckLine.Standing.init),
      to: CheckLine.Standing(transition.to), at: transition.at, since: transition.since)
  }
}

extension CheckLine.State {
  init(_ state: TargetState) {
    self.init(
      cause: state.standing.cause, status: state.standing.status, since: state.since,
      firstSeen: state.firstSeen, seen: state.seen.map(\.cause))
  }
}

extension CheckLine.Standing {
  init(_ standing: Monitor.Standing) {
    self.init(cause: standing.cause, status: standing.status)
  }
}

extension Judgement {
  /// Whether it says nothing of the target as it is: this machine sees nothing, or was not to ask,
  /// or something was assumed.
  fileprivate var isBlind: Bool {
    verdict.cause == .vantageUnusable || verdict.rule == "stop-list" || verdict.hypothetical != nil
  }
}
