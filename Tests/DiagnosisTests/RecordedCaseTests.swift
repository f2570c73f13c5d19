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
  let observation: Observation

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
