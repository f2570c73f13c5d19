import Evidence
import Foundation
import Testing

@testable import Diagnosis

/// What `explain` says is made of the causes that judge; this is where the two are held together.
@Suite("The explanation")
struct ExplanationTests {
  private static let rules = Cause.catalogue.flatMap(\.rules)

  @Test("covers every rule that a cause can yield, and no other")
  func everyRule() {
    let declared = Self.rules.map(\.id)
    #expect(DecisionWalk.whole.rules == Set(declared))
    #expect(DecisionWalk.whole.faults[.ownRule] == nil)
    #expect(declared.count == Set(declared).count)
    for cause in Cause.catalogue {
      let isLeftOpen = DecisionWalk.whole.open.contains(cause.id)
      #expect((Explanation(of: cause).needs != nil) == isLeftOpen, "\(cause.id)")
    }
  }

  @Test("knows for every rule the findings under which it names the verdict", arguments: rules)
  func decides(_ rule: Rule) throws {
    let cases = rule.typicalCases(provider: "alibaba")
    #expect(!cases.isEmpty)
    for subject in cases {
      #expect(decide(subject).rule == rule.id)
      Self.expectFindingsComeToSituation(subject)
    }
    let conditions = rule.conditions
    #expect(!conditions.isEmpty)
    let all = [
      "reach": Reach.allCases.count, "place": PlaceFinding.allCases.count,
      "wire": Wire.allCases.count, "filing": Filing.allCases.count,
      "instance": InstanceFinding.allCases.count,
    ]
    for (finding, values) in conditions {
      // What holds for every value is no condition.
      #expect(!values.isEmpty && values.count < all[finding] ?? 0, "\(finding)")
    }
  }

  /// Whether the reductions make of a made-up case's findings the situation that it is made up for.
  private static func expectFindingsComeToSituation(_ subject: Case) {
    let (findings, situation) = (subject.findings, subject.situation)
    #expect(
      Reach(target: findings.target, vantage: findings.vantage, dns: findings.dns)
        == situation.reach)
    #expect(
      Wire(
        place: findings.place, http: findings.http, differential: findings.differential,
        https: findings.https) == situation.wire)
    let records = (findings.registry, findings.access, findings.order)
    let filing =
      situation.place == .mainlandCDN
      ? Filing(atCDN: records.0, access: records.1, order: records.2)
      : Filing(registry: records.0, access: records.1, order: records.2)
    #expect(filing == situation.filing)
    #expect(findings.instance == situation.instance && findings.place == situation.place)
    // What the sentences name is there where the findings speak of it.
    #expect((subject.primary == nil) == (findings.target == .addressOfUnknownPlace))
    #expect((subject.leadsTo != nil) == (findings.http == .leadsToBlock))
  }

  @Test("shows each kind of wire and of findings once behind a rule")
  func kindsAreApart() throws {
    let rule = try #require(Self.rules.first { $0.id == "block.registry-absent" })
    let kinds = rule.typicalCases(provider: "alibaba").map(\.situation)
    // The wires of a filing block, and no other twice.
    let wires = kinds.map(\.wire).reduce(into: [Wire]()) { if $0.last != $1 { $0.append($1) } }
    #expect(Set(wires) == [.filingBlock, .filingBlockLikely, .filingBlockPossible])
    #expect(wires.count == 3)
    let unresolved = try #require(Self.rules.first { $0.id == "dns.no-usable-address" })
    #expect(Set(unresolved.typicalCases(provider: nil).map(\.situation.wire)).count == 1)
  }

  @Test("knows no findings for a rule that no cause has")
  func strangersRule() {
    let rule = Rule("no.rule", .likely, en: "Never.", zh: "从不。", when: { _ in true })
    #expect(DecisionSpace.situations(of: rule).isEmpty)
    #expect(rule.typicalCases(provider: nil).isEmpty)
  }

  @Test("knows what names a verdict by how little was asked, under no findings")
  func byAsking() {
    #expect(Rule.byAsking.map(\.rule.id) == ["stage.outside", "stage.next", "stop-list"])
    for (rule, cause) in Rule.byAsking {
      #expect(!DecisionSpace.situations.contains(where: rule.holds))
      #expect(rule.conditions.isEmpty)
      #expect(Explanation(of: cause, rules: [rule]).advice.isEmpty)
      #expect(rule.proof.en.hasSuffix(".") && rule.proof.zh.hasSuffix("。"))
    }
  }

  @Test("speaks both languages in everything a cause declares", arguments: Cause.catalogue)
  func languages(_ cause: Cause) {
    let sentences = [cause.meaning, cause.excludedBy] + cause.rules.map(\.proof)
    for text in sentences {
      #expect(text.en.hasSuffix(".") && text.zh.hasSuffix("。"), "\(text.en)")
    }
    for text in sentences + [cause.title] {
      #expect(!text.en.contains { $0.isHan }, "\(text.en)")
      #expect(text.zh.contains { $0.isHan }, "\(text.zh)")
    }
    #expect(cause.title.en.last != "." && cause.title.zh.last != "。")
  }

  @Test("gives every cause advice or says that all is well, with documents that exist")
  func advice() {
    // A provider with a filing system, one with a sync window of its own, one with neither, none.
    for provider in ["alibaba", "baidu", "jd", nil] {
      for cause in Cause.catalogue {
        let explanation = Explanation(of: cause, provider: provider)
        #expect(!explanation.advice.isEmpty, "\(cause.id)")
        #expect(cause.status == .ok || explanation.advice.contains { !$0.steps.isEmpty })
        let ids = explanation.sources + explanation.sideEffects.flatMap(\.sources)
        for id in ids {
          #expect(Documents.document(id) != nil, "\(cause.id) cites \(id)")
        }
      }
    }
  }

  @Test("tells every summary that a rule can give, and none twice", arguments: Cause.catalogue)
  func summaries(_ cause: Cause) {
    let advice = Explanation(of: cause, provider: "alibaba").advice
    for summaries in advice.map({ $0.summaries.map(\.en) }) {
      #expect(Set(summaries).count == summaries.count, "\(summaries)")
    }
    let told = advice.flatMap(\.summaries).map(\.en)
    for subject in cause.rules.flatMap({ $0.typicalCases(provider: "alibaba") }) {
      let account = cause.account(subject)
      #expect(told.contains { $0.hasPrefix(account.summary.en) }, "\(account.summary.en)")
      #expect(account.remedy.isEmpty || advice.contains { $0.steps == account.remedy })
    }
  }

  @Test("links to the filing system of the provider that is meant, else to all that are known")
  func links() {
    let urls = { (explanation: Explanation) in
      explanation.advice.flatMap(\.steps).compactMap(\.url)
    }
    let tencent = Explanation(of: .notFiled, provider: "tencent")
    #expect(Set(urls(tencent)) == ["https://console.cloud.tencent.com/beian"])
    #expect(tencent.filingSystems.isEmpty)
    let any = Explanation(of: .notFiled)
    #expect(urls(any).isEmpty)
    #expect(any.filingSystems.map(\.id).contains("tencent"))
    #expect(Explanation(of: .waf).filingSystems.isEmpty)
  }

  @Test("tells the stages of a late sync apart")
  func stages() throws {
    let advice = Explanation(of: .notSynced, provider: "alibaba").advice
    #expect(advice.map(\.rules) == [["block.sync-running"], ["block.sync-overdue"]])
    #expect(try #require(advice.first).steps.count == 1)
  }

  @Test("names targets of the demonstration that stand for the cause")
  func examples() throws {
    struct Scenario: Decodable {
      struct Entry: Decodable {
        var target: String
        var expect: String
      }
      var targets: [Entry]
    }
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "fixtures/lab/demo.json")
    let scenario = try JSONDecoder().decode(Scenario.self, from: Data(contentsOf: file))
    for cause in Cause.catalogue {
      let shown = scenario.targets.filter { $0.expect == cause.id.rawValue }.map(\.target)
      let isShown = cause.example.map { shown.contains($0) } ?? shown.isEmpty
      #expect(isShown, "\(cause.id)")
    }
  }

  @Test("asks the provider only where the provider can tell")
  func requests() {
    var asking: Set<String> = []
    for rule in Self.rules {
      for subject in rule.typicalCases(provider: "alibaba") where decide(subject).request != nil {
        asking.insert(rule.id)
      }
    }
    #expect(
      asking == [
        "block.sync-overdue", "block.access-cancelled", "block.filed-access-unknown",
        "block.filed-and-active", "block.filed-undated-and-active", "block.restricted",
        "block.no-records", "block.access-absent-only", "block.filed-access-and-date-unknown",
        "block.records-contradict", "nothing-holds",
      ])
  }
}

@Suite("The topics of explain")
struct TopicTests {
  @Test("are all causes, rules, documents and signatures, whatever the capitals")
  func found() {
    var words = Cause.catalogue.map(\.id.rawValue) + Documents.all.map(\.id)
    words += Cause.catalogue.flatMap(\.rules).map(\.id) + SignaturePack.all.map(\.id)
    words += ["stage.outside", "stage.next", "stop-list"]
    #expect(words.count == Set(words.map { $0.lowercased() }).count)
    for word in words {
      #expect(Topic(word) != nil && Topic(word.uppercased()) != nil, "\(word)")
    }
  }

  @Test(
    "name those near a word that is none",
    arguments: [
      ("not-fild", "not-filed"), ("synced", "not-synced"), ("D10", "D-10"),
      ("block.registry-abscent", "block.registry-absent"),
    ])
  func near(_ word: String, _ expected: String) {
    #expect(Topic(word) == nil)
    #expect(Topic.near(word).contains(expected), "\(Topic.near(word))")
  }

  @Test("that are nearest come first, of equals the first of the catalogue")
  func order() {
    #expect(Topic.near("not-file").prefix(2) == ["cdn-not-filed", "not-filed"])
  }

  @Test("are near to nothing for a word like none, however long")
  func nothing() {
    for word in ["", "zzzzzzzz", "\u{1B}[2J", String(repeating: "备", count: 10_000)] {
      #expect(Topic(word) == nil)
      #expect(Topic.near(word).isEmpty, "\(word.prefix(10))")
    }
  }
}

extension Character {
  fileprivate var isHan: Bool { unicodeScalars.contains { $0.value > 0x2E80 } }
}

extension Cause: CustomTestStringConvertible {
  package var testDescription: String { id.rawValue }
}

extension Rule: CustomTestStringConvertible {
  package var testDescription: String { id }
}
