import Diagnosis
import Evidence
import Foundation
import TestSupport
import Testing

@testable import Reporting

@Suite("The JSON Schemas")
struct SchemaTests {
  private static let documents: [SchemaDocument] = [
    .report, .records, .check(warningKinds: ["deadline"]),
  ]

  @Test("are JSON with an identity, and the strict one is another", arguments: documents)
  func identity(_ document: SchemaDocument) throws {
    func object(_ isStrict: Bool) throws -> [String: Any] {
      try #require(
        try JSONSerialization.jsonObject(with: Data(document.text(isStrict: isStrict).utf8))
          as? [String: Any])
    }
    let (open, strict) = (try object(false), try object(true))
    #expect(open["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    let id = try #require(open["$id"] as? String)
    #expect(id.hasPrefix("urn:icpdiag:") && id.hasSuffix(":1"))
    #expect((strict["$id"] as? String == id) == (document.schema == RecordsDocument.schemaID))
  }

  @Test("say of every key in a sentence what it means, and of every number its unit")
  func meanings() {
    let units = [
      "_ms": "illiseconds", "_s": "econds", "_bytes": "Octets", "_days": "days",
    ]
    for document in Self.documents {
      for property in document.properties {
        #expect(property.meaning.hasSuffix("."), "\(property.name): \(property.meaning)")
        #expect(property.meaning.count > 8, "\(property.name): \(property.meaning)")
        for (suffix, unit) in units where property.name.hasSuffix(suffix) {
          #expect(property.meaning.contains(unit), "\(property.name): \(property.meaning)")
        }
      }
    }
  }

  @Test("know every word of the closed lists, and no other")
  func words() throws {
    let lists = Set(SchemaDocument.report.properties.flatMap { $0.node.words })
    for words in [
      CauseID.allCases.map(\.rawValue), Status.allCases.map(\.rawValue),
      Certainty.allCases.map(\.rawValue), Failure.allCases.map(\.rawValue),
      HTTPFinding.allCases.map(\.rawValue), Wire.allCases.map(\.rawValue),
      RecordFact.Outcome.allCases.map(\.rawValue),
    ] {
      #expect(lists.contains(words))
    }
  }

  @Test("have the keys of a report in its order", arguments: [Observation.full, .bare])
  func reportKeys(_ observation: Observation) throws {
    var judgement = Scene.notFiled.judgement
    judgement.observation = observation
    judgement.verdict.hypothetical = .init(assumed: ["a"], at: [.sampleV4], actual: .waf)
    let report = KeptJSON.keeping(ReportV1(judgement, program: "0.1.0", in: .en).json())
    try #expect(SchemaDocument.report.root.unknown(in: json(report), at: "") == [])
    let odd = report.replacing(#""duration_s""#, with: #""duration_h":0,"duration_s""#)
    try #expect(SchemaDocument.report.root.unknown(in: json(odd), at: "") == ["/duration_h"])
  }

  @Test("have the keys of both lines of a check")
  func checkKeys() throws {
    let standing = CheckLine.Standing(cause: "not-filed", status: "blocked")
    var line = CheckLine(
      Scene.notFiled.judgement, run: "7",
      expected: .init(owner: "ops", entity: "e", provider: "alibaba", addresses: ["192.0.2.0/24"]),
      warnings: [.init(kind: "deadline", text: "Soon.", dueAt: .sample)],
      report: String(repeating: "0a", count: 32), in: .en)
    line.state = .init(
      cause: "not-filed", status: "blocked", since: .sample, firstSeen: .sample,
      seen: ["not-filed"])
    line.transitions = [
      .init(id: "1", from: standing, to: standing, at: .sample, since: .sample)
    ]
    var summary = CheckSummary(run: "7", startedAt: .sample)
    summary.add(line, cause: .notFiled)
    let definitions = SchemaDocument.check(warningKinds: ["deadline"]).definitions
    for (name, octets) in [("target", line.octets), ("summary", summary.octets)] {
      let node = try #require(definitions.first { $0.name == name }?.node)
      try #expect(node.unknown(in: json(String(decoding: octets, as: UTF8.self)), at: "") == [])
    }
  }

  @Test("let readers find what is added, and the writer of records see a slip")
  func openness() {
    let closed = "\"additionalProperties\": false"
    #expect(!SchemaDocument.report.text().contains(closed))
    #expect(SchemaDocument.report.text(isStrict: true).contains(closed))
    #expect(SchemaDocument.records.text().contains(closed))
    #expect(SchemaDocument.records.text() == SchemaDocument.records.text(isStrict: true))
  }

  private func json(_ text: String) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(text.utf8))
  }
}

extension SchemaDocument: CustomTestStringConvertible {
  package var testDescription: String { schema }

  /// Every key that it knows.
  fileprivate var properties: [SchemaProperty] {
    ([root] + definitions.map(\.node)).flatMap(\.properties)
  }
}

extension SchemaNode {
  fileprivate var properties: [SchemaProperty] {
    switch form {
    case .object(let object): object.properties.flatMap { [$0] + $0.node.properties }
    case .list(let node), .map(_, let node): node.properties
    case .any(let nodes): nodes.flatMap(\.properties)
    default: []
    }
  }

  fileprivate var words: [[String]] {
    switch form {
    case .word(let words): [words]
    case .list(let node): node.words
    default: []
    }
  }

  /// The keys of a value that the schema lacks, and those of the schema that the value lacks.
  fileprivate func unknown(in value: Any, at path: String) -> [String] {
    switch (form, value) {
    case (.object(let object), let members as [String: Any]):
      let known = Set(object.properties.map(\.name))
      return known.symmetricDifference(members.keys).map { "\(path)/\($0)" }
        + object.properties.flatMap { property in
          members[property.name].map {
            property.node.unknown(in: $0, at: "\(path)/\(property.name)")
          } ?? []
        }
    case (.list(let node), let elements as [Any]):
      return elements.flatMap { node.unknown(in: $0, at: path) }
    default: return []
    }
  }
}
