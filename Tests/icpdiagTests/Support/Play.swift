import Evidence
import Foundation
import Lab
import Testing

/// A scenario, what the program said of all its targets in one run, and what the lab saw of it.
struct Play {
  let scenario: Scenario
  let reports: [Report]
  /// By address, as the lab counted them.
  let connections: [String: Int]
  let requests: [String: Int]

  /// Plays a scenario of the fixtures and diagnoses its targets.
  static func scenario(_ name: String) async throws -> Play {
    let file = Tool.top.appending(path: "fixtures/lab/\(name).json").path
    let scenario = try Scenario(text: readScenarioFile(file), file: name)
    return try await Lab.with(scenario) { lab in
      let run = try await Tool.run(
        ["diagnose"] + lab.options + [
          "--json", "--ordered", "--timeout", "3", "--concurrency", "32", "--input",
          lab.targetsPath,
        ],
        environment: ["SSL_CERT_FILE": lab.authorityPath])
      #expect(run.errors.isEmpty)
      var requests: [String: Int] = [:]
      for event in lab.events {
        if case .http = event.kind { requests[event.address.description, default: 0] += 1 }
      }
      return Play(
        scenario: scenario, reports: try run.lines.map(Report.init),
        connections: lab.connections.reduce(into: [:]) { $0[$1.key.description] = $1.value },
        requests: requests)
    }
  }

  /// The report on a target.
  func report(_ target: String) throws -> Report {
    try #require(reports.first { $0.input == target })
  }
}

/// The plays that several tests look at. Each takes seconds, most of them waiting, so they are played
/// at the same time.
actor Plays {
  private let names: [String]
  private var done: [String: Play] = [:]

  init(_ names: [String]) {
    self.names = names
  }

  func play(_ name: String) async throws -> Play {
    if done.isEmpty {
      done = try await Self.playAll(names)
    }
    return try #require(done[name])
  }

  private static func playAll(_ names: [String]) async throws -> [String: Play] {
    try await withThrowingTaskGroup(of: (String, Play).self) { group in
      for name in names {
        group.addTask { (name, try await Play.scenario(name)) }
      }
      var plays: [String: Play] = [:]
      for try await (name, play) in group {
        plays[name] = play
      }
      return plays
    }
  }
}
