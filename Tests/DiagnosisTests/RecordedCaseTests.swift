import Diagnosis
import Evidence
import Foundation
import Reporting
import Testing

/// A stored observation and the cause that its file's name says it must be judged as.
struct RecordedCase: CustomTestStringConvertible {
  /// The cause that the case establishes, or narrowly misses.
  let folder: CauseID
  let name: String
  let isNearMiss: Bool
  let expected: CauseID
  var observation: Observation

  var testDescription: String { "\(folder.rawValue)/\(name)" }

  static let all: [RecordedCase] = {
    let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "fixtures/cases")
    let files = FileManager.default.enumerator(at: top, includingPropertiesForKeys: nil)
    return (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "json" }
      .sorted { $0.path < $1.path }.compactMap(RecordedCase.init)
  }()

  private init?(_ file: URL) {
    let name = file.deletingPathExtension().lastPathComponent
    isNearMiss = name.hasPrefix("near-miss")
    guard isNearMiss || name.hasPrefix("establishes-"),
      let folder = CauseID(rawValue: file.deletingLastPathComponent().lastPathComponent),
      let expected = isNearMiss
        ? name.split(separator: ".").last.flatMap({ CauseID(rawValue: String($0)) }) : folder,
      let octets = try? Data(contentsOf: file),
      let observation = try? ReportV1.observation(from: Array(octets))
    else {
      Issue.record("\(file.path) is no recorded case")
      return nil
    }
    self.folder = folder
    self.name = name
    self.expected = expected
    self.observation = observation
  }
}

@Suite("The catalogue of causes")
struct RecordedCaseTests {
  @Test("decides every recorded case as its name says", arguments: RecordedCase.all)
  func decides(_ recorded: RecordedCase) {
    let observation = recorded.observation
    let judgement = diagnose(observation, at: observation.startedAt)
    #expect(judgement.verdict.cause == recorded.expected, "\(judgement.verdict.rule)")
    let documented: Set<CauseID> = [
      .notFiled, .notTransferred, .notSynced, .dnsNotResolved, .dnsElsewhere,
    ]
    #expect(judgement.verdict.documented == documented.contains(recorded.expected))
    let known = Set(observation.evidence.ids)
    #expect(Set(judgement.verdict.because).isSubset(of: known))
  }

  @Test(
    "has, for each cause, a case that establishes it and a near miss that does not",
    arguments: Cause.catalogue.map(\.id))
  func isCovered(_ cause: CauseID) {
    let cases = RecordedCase.all.filter { $0.folder == cause }
    #expect(cases.contains { !$0.isNearMiss })
    #expect(cases.contains { $0.isNearMiss && $0.expected != cause })
  }

  @Test("finds in every recorded case, and says of it, what fixtures/golden/cases.md has")
  func saysAsReviewed() throws {
    let cases = RecordedCase.all.map { recorded in
      let judgement = diagnose(recorded.observation, at: recorded.observation.startedAt)
      let verdict = judgement.verdict
      let found = judgement.addresses.map { finding in
        "\(finding.address): \(finding.place.rawValue), \(finding.http.rawValue), "
          + "\(finding.differential.rawValue), \(finding.https.rawValue): "
          + finding.wire.rawValue + (finding.signature.map { " (\($0))" } ?? "")
      }
      let findings = judgement.findings
      let lines =
        [
          "## \(recorded.testDescription)", "",
          "\(verdict.cause.rawValue), \(verdict.certainty.rawValue), by \(verdict.rule), "
            + "because of \(verdict.because.joined(separator: ", "))",
          "target: \(findings.target.rawValue), \(findings.vantage.rawValue), "
            + findings.dns.rawValue,
          "records: \(findings.registry.rawValue), \(findings.access.rawValue), "
            + "\(findings.order.rawValue), \(findings.instance.rawValue)",
        ] + found.map { "- \($0)" } + verdict.remarks.map { "> \($0.en)" }
        + verdict.alternatives.map { "? \($0.cause.rawValue): \($0.needs.en)" }
        + (verdict.recheckAfter.map { ["again: \($0.rfc3339)"] } ?? [])
      return lines.joined(separator: "\n") + "\n"
    }
    try ReviewedText.expect(cases.joined(separator: "\n"), in: "cases.md")
  }

  @Test("judges by the clock it is given alone", arguments: RecordedCase.all.prefix(8))
  func isPure(_ recorded: RecordedCase) {
    let first = diagnose(recorded.observation, at: recorded.observation.startedAt)
    #expect(diagnose(recorded.observation, at: recorded.observation.startedAt) == first)
  }
}

extension Evidence {
  var ids: [String] {
    dns.map(\.id) + places.map(\.id) + http.map(\.id) + tls.map(\.id) + records.map(\.id)
  }
}
