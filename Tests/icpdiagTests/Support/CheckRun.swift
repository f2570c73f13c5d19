import Foundation
import Lab
import Testing

/// What a check printed: `icpdiag.check/1`.
struct CheckOutput {
  struct Change: Hashable {
    var id: String
    var target: String
    var from: String?
    var to: String
  }

  /// A line for each target; the summary apart, where the run came to its end.
  let targets: [[String: Any]]
  let summary: [String: Any]?

  init(_ text: String) throws {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: true)
    var objects: [[String: Any]] = []
    for line in lines {
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      #expect(object["schema"] as? String == "icpdiag.check/1")
      objects.append(object)
    }
    summary = objects.last.flatMap { $0["kind"] as? String == "summary" ? $0 : nil }
    targets = objects.filter { $0["kind"] as? String == "target" }
    #expect(targets.count + (summary == nil ? 0 : 1) == objects.count)
  }

  /// Every transition that is told of, as often as it is.
  var changes: [Change] {
    targets.flatMap { target -> [Change] in
      (target["transitions"] as? [[String: Any]] ?? []).map { change in
        Change(
          id: change["id"] as? String ?? "?", target: target["input"] as? String ?? "?",
          from: (change["from"] as? [String: Any])?["cause"] as? String,
          to: (change["to"] as? [String: Any])?["cause"] as? String ?? "?")
      }
    }
  }

  func target(_ input: String) throws -> [String: Any] {
    try #require(targets.first { $0["input"] as? String == input })
  }

  func state(_ input: String) throws -> [String: Any] {
    try #require(try target(input)["state"] as? [String: Any])
  }

  /// A number of the summary.
  func count(_ key: String) -> Int? { summary?[key] as? Int }
}

/// Checks of the same list, again and again, with a gateway in front of it that can be changed.
struct CheckBench {
  /// Names that lead to sites behind the gateway.
  static func names(_ count: Int) -> [String] { (1...count).map { "\($0).ok.bulk.example" } }

  let desk: Desk

  init() throws {
    desk = try Desk()
    // Filed long ago; nobody knows with whom: open it is fine, blocked it was never transferred.
    try desk.write(
      [
        """
        {"schema":"icpdiag.records/1","views":[{"view":"registry","source":"test",
         "as_of":"2026-08-01T00:00:00Z","filings":[{"domain":"bulk.example",
         "site_number":"粤ICP备00000002号-1","service":"website","entity_name":"甲公司",
         "approved_at":"2020-01-01T00:00:00Z"}]}]}
        """
      ], to: "filed.json")
  }

  static func scenario(blocking: Bool) throws -> Scenario {
    let file = Tool.top.appending(path: "fixtures/lab/bulk.json").path
    let text = String(decoding: try readScenarioFile(file), as: UTF8.self)
    let blocked = text.replacing(
      #""blocks": ["blocked.bulk.example"]"#, with: #""blocks": ["bulk.example"]"#)
    #expect(blocked != text)
    return try Scenario(text: Array((blocking ? blocked : text).utf8), file: file)
  }

  /// The command line of a check in a lab; `{lab}` are its options.
  func arguments(_ lab: RunningLab, _ more: [String]) -> [String] {
    ["check"] + lab.options + [
      "--store", desk.path("store.sqlite"), "--records", desk.path("filed.json"),
      "--per-domain", "0", "--per-address-rate", "0",
    ] + more
  }

  /// One check to its end, in a lab of its own.
  func check(blocking: Bool, _ more: [String]) async throws -> Tool.Run {
    try await Lab.with(try Self.scenario(blocking: blocking)) { lab in
      try await Tool.run(
        arguments(lab, more), environment: ["SSL_CERT_FILE": lab.authorityPath])
    }
  }
}
