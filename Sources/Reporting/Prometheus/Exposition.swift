internal import Diagnosis
package import Evidence

/// The targets of a run, gone through as often as it takes, always in the same order.
package protocol WatchedTargets {
  func forEach(_ body: (WatchedTarget) throws -> Void) throws
}

extension [WatchedTarget]: WatchedTargets {}

/// A run in the text format of Prometheus, version 0.0.4, as the textfile collector of node_exporter
/// reads it.
///
/// The format wants the samples of a name together and the run gives the values of a target
/// together, so the targets are gone through once for each name: nothing holds them all.
package struct Exposition {
  /// What is told of the run itself.
  package struct Run: Sendable {
    /// The program's number.
    package var program: String
    package var endedAt: Timestamp
    package var durationS: Double
    /// Changes of a cause that the run told of; `nil` where earlier runs are not known.
    package var transitions: Int?

    package init(
      program: String, endedAt: Timestamp, durationS: Double, transitions: Int? = nil
    ) {
      self.program = program
      self.endedAt = endedAt
      self.durationS = durationS
      self.transitions = transitions
    }
  }

  private let run: Run

  package init(_ run: Run) {
    self.run = run
  }

  /// - Parameters:
  ///   - targets: The targets of the run.
  ///   - write: Takes the text, piece by piece.
  /// - Throws: What either throws.
  package func write(_ targets: some WatchedTargets, to write: (String) throws -> Void) throws {
    let tally = try Tally(targets)
    for family in MetricFamily.ofTargets {
      // A name without samples would stand there as if it had been forgotten.
      var isBegun = false
      var index = 0
      try targets.forEach { target in
        defer { index += 1 }
        guard !tally.repeated.contains(index) else { return }
        let lines = family.lines(of: target)
        guard !lines.isEmpty else { return }
        try write(isBegun ? lines : family.heading + lines)
        isBegun = true
      }
    }
    try writeRun(tally, to: write)
  }

  private func writeRun(_ tally: Tally, to write: (String) throws -> Void) throws {
    func single(_ name: String, _ help: String, _ value: String) throws {
      try write(MetricFamily.heading(name, help) + MetricFamily.line(name, [], value))
    }
    let targets = "icpdiag_run_targets"
    try write(
      MetricFamily.heading(targets, "Targets of the run, by the status of what was found.")
        + Status.allCases.map { status in
          MetricFamily.line(
            targets, [("status", status.rawValue)], "\(tally.statuses[status] ?? 0)")
        }.joined())
    try single(
      "icpdiag_run_duration_seconds", "How long the whole run took.", "\(run.durationS)")
    try single(
      "icpdiag_run_end_timestamp_seconds", "When the run came to its end, in unixtime.",
      "\(run.endedAt.secondsSinceEpoch)")
    if let transitions = run.transitions {
      try single(
        "icpdiag_run_transitions", "Changes of a cause that the run settled.", "\(transitions)")
    }
    let build = "icpdiag_build_info"
    try write(
      MetricFamily.heading(build, "The program and its rules.")
        + MetricFamily.line(
          build, [("version", run.program), ("rules", Rules.version)], "1"))
  }

  /// What has to be known of all targets before the first is written.
  private struct Tally {
    var statuses: [Status: Int] = [:]
    /// Targets that stood in the list before: two samples of one name and the same labels would
    /// make the collector refuse the whole file.
    var repeated: Set<Int> = []

    init(_ targets: some WatchedTargets) throws {
      var statuses: [Status: Int] = [:]
      var repeated: Set<Int> = []
      var seen: Set<Int> = []
      var index = 0
      try targets.forEach { target in
        defer { index += 1 }
        statuses[target.status, default: 0] += 1
        // A number for each name, not the names: two of a million names are one in 10⁷ times the
        // same, and the later one is then left out.
        if !seen.insert(target.name.hashValue).inserted { repeated.insert(index) }
      }
      self.statuses = statuses
      self.repeated = repeated
    }
  }
}
