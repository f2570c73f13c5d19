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
          "--json", "--timeout", "2", "--concurrency", "100", "--input", lab.targetsPath,
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

/// Plays that several tests look at; each takes seconds.
actor Plays {
  static let shared = Plays()
  private var done: [String: Play] = [:]

  func play(_ name: String) async throws -> Play {
    if let play = done[name] { return play }
    let play = try await Play.scenario(name)
    done[name] = play
    return play
  }
}
