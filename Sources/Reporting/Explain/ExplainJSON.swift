package import Diagnosis

/// Causes, rules, documents and signatures for programs: `icpdiag.explain/1`.
///
/// One shape for every question: what was not asked about is an empty list.
package struct ExplainJSON: Encodable {
  package static let schemaID = "icpdiag.explain/1"

  private let schema = Self.schemaID
  private let rules = Rules.version
  private var causes: [CauseV1] = []
  private var documents: [DocumentV1] = []
  private var signatures: [SignatureV1] = []

  /// - Parameters:
  ///   - topic: What to explain; `nil` stands for every cause.
  ///   - provider: The provider whose links to give.
  ///   - language: The language of the sentences.
  package init(_ topic: Topic?, provider: String?, in language: Language) {
    switch topic {
    case .cause(let cause):
      causes = [CauseV1(cause, cause.rules, provider, language)]
    case .rule(let rule, let cause):
      causes = [CauseV1(cause, [rule], provider, language)]
    case .document(let document): documents = [DocumentV1(document, language)]
    case .signature(let signature): signatures = [SignatureV1(signature)]
    case nil:
      causes = Cause.catalogue.map { CauseV1($0, $0.rules, provider, language) }
    }
    for id in causes.flatMap(\.sources).unique() {
      guard let document = Documents.document(id) else { continue }
      documents.append(DocumentV1(document, language))
    }
  }

  /// The object on one line, or indented.
  package func json(pretty: Bool = false) -> String {
    OrderedJSON.encode(self, pretty: pretty)
  }
}

private struct CauseV1: Encodable {
  let cause: CauseID
  let title: String
  let status: Status
  /// The status where the site opens all the same.
  let statusWhileOpen: Status
  let documented: Bool
  /// Which of the documented causes it is.
  let documentedAs: Int?
  let meaning: String
  let rules: [RuleV1]
  let excludedBy: String
  let needs: String?
  let advice: [Advice]
  let sideEffects: [SideEffect]
  let sources: [String]
  let example: String?

  struct RuleV1: Encodable {
    let rule: String
    /// A certainty, or what it goes by.
    let certainty: Rule.Strength
    let certaintyText: String
    let proof: String
    /// For each reduced finding that matters, the values for which the rule names the verdict.
    let findings: [Finding]
  }

  struct Finding: Encodable {
    let finding: String
    let values: [String]
  }

  struct Advice: Encodable {
    let rules: [String]
    let summaries: [String]
    let steps: [Step]
  }

  struct Step: Encodable {
    let text: String
    let url: String?
    let command: String?
  }

  init(_ cause: Cause, _ rules: [Rule], _ provider: String?, _ language: Language) {
    let explanation = Explanation(of: cause, rules: rules, provider: provider)
    self.cause = cause.id
    title = cause.title(in: language)
    status = cause.status
    statusWhileOpen = cause.statusWhileOpen
    documented = cause.documentedAs != nil
    documentedAs = cause.documentedAs
    meaning = cause.meaning(in: language)
    self.rules = rules.map { rule in
      RuleV1(
        rule: rule.id, certainty: rule.strength,
        certaintyText: rule.strength.label(in: language),
        proof: rule.proof(in: language),
        findings: rule.conditions.map {
          Finding(finding: $0.finding, values: $0.values)
        })
    }
    excludedBy = cause.excludedBy(in: language)
    needs = explanation.needs?(in: language)
    advice = explanation.advice.map { advice in
      Advice(
        rules: advice.rules, summaries: advice.summaries.map { $0(in: language) },
        steps: advice.steps.map {
          Step(text: $0.text(in: language), url: $0.url, command: $0.command)
        })
    }
    sideEffects = explanation.sideEffects
    sources = explanation.sources
    example = cause.example
  }
}

private struct DocumentV1: Encodable {
  let id: String
  let title: String
  let statement: String

  init(_ document: Document, _ language: Language) {
    id = document.id
    title = document.title(in: language)
    statement = document.statement(in: language)
  }
}

private struct SignatureV1: Encodable {
  let id: String
  let provider: String?
  let proves: String
  let certainty: Certainty
  let source: String
  let seenFrom: Int?
  let seenUntil: Int?

  init(_ signature: Signature) {
    id = signature.id
    provider = signature.provider
    proves = signature.proves.rawValue
    certainty = signature.certainty
    source = signature.source
    seenFrom = signature.seen?.lowerBound
    seenUntil = signature.seen?.upperBound
  }
}
