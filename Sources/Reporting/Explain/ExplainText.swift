package import Diagnosis

/// One cause, rule, document or signature for a person at a terminal.
package struct ExplainText {
  private let style: Style
  private let say: Words
  private let provider: String?
  private var page: Page

  /// - Parameters:
  ///   - topic: What to explain.
  ///   - provider: The provider whose links to give; `nil` gives those of all.
  ///   - style: Language, width and colours.
  /// - Returns: The page with a line end after each line.
  package static func render(_ topic: Topic, provider: String?, style: Style) -> String {
    var text = ExplainText(style, provider)
    switch topic {
    case .cause(let cause): text.add(cause)
    case .rule(let rule, let cause): text.add(rule, of: cause)
    case .document(let document): text.add(document)
    case .signature(let signature): text.add(signature)
    }
    return text.page.text
  }

  private init(_ style: Style, _ provider: String?) {
    self.style = style
    self.provider = provider
    say = Words(style.language)
    page = Page(style: style)
  }

  // MARK: A cause

  private mutating func add(_ cause: Cause) {
    let explanation = Explanation(of: cause, provider: provider)
    header(cause.id.rawValue, cause)
    page.paragraph(say(cause.meaning) + say.documented(cause))
    page.blank()
    page.heading(say("Holds when", "成立条件"))
    add(cause.rules)
    page.heading(say("Excluded by", "排除条件"))
    page.paragraph(say(cause.excludedBy), indent: 4)
    if let needs = explanation.needs {
      page.heading(say("Where it stays open, this would decide", "未能判定时，所需的依据"))
      page.paragraph(say(needs), indent: 4)
    }
    add(explanation)
  }

  private mutating func header(_ name: String, _ cause: Cause) {
    page.header(
      [SafeText(outside: name)], say(cause.status.label), .status(cause.status),
      " · " + say(cause.title))
  }

  private mutating func add(_ rules: [Rule]) {
    for rule in rules {
      page.paragraph(SafeText(outside: rule.id), indent: 4)
      page.paragraph(say(rule.proof) + say.details([say(rule.strength.label)]), indent: 6)
    }
  }

  private mutating func add(_ explanation: Explanation) {
    page.heading(
      say(
        "What a report says and advises (www.shop.example is made up)",
        "报告的说明与建议（以虚构的 www.shop.example 为例）"
      ))
    for advice in explanation.advice {
      for summary in advice.summaries {
        page.rows([Page.Row(mark: "–", label: "", text: say(summary))], indent: 6)
      }
      add(advice.steps)
    }
    var rows: [Page.Row] = []
    for (index, provider) in explanation.filingSystems.enumerated() {
      rows.append(
        Page.Row(
          label: index == 0 ? say("Filing systems", "备案系统") : "",
          text: "\(say(provider.name))  \(outside: provider.filingURL ?? "", limit: 200)"))
    }
    for (index, effect) in explanation.sideEffects.enumerated() {
      rows.append(
        Page.Row(
          label: index == 0 ? say("Also expect", "连带现象") : "",
          text: say(effect.label)
            + say.details([say.list(effect.sources.map { SafeText(outside: $0) })])))
    }
    for (index, id) in explanation.sources.enumerated() {
      let document = Documents.document(id)
      rows.append(
        Page.Row(
          label: index == 0 ? say("Sources", "依据") : "",
          text: say.source(id, document)))
    }
    if let example = explanation.cause.example {
      rows.append(
        Page.Row(
          label: say("Example", "示例"),
          text: say(
            "“\(outside: example)” in the demonstration, make demo",
            "演示（make demo）中的“\(outside: example)”")))
    }
    page.blank()
    page.rows(rows, indent: 2)
  }

  private mutating func add(_ steps: [Verdict.Step]) {
    for step in steps {
      page.rows([Page.Row(mark: "→", label: "", text: say(step.text))], indent: 8)
      if let url = step.url { page.verbatim(SafeText(outside: url, limit: 2_000), indent: 8) }
      if let command = step.command {
        page.verbatim("$ \(outside: command, limit: 2_000)", indent: 8)
      }
    }
  }

  // MARK: The others

  private mutating func add(_ rule: Rule, of cause: Cause) {
    header(rule.id, cause)
    page.paragraph(
      say(
        "A rule of the cause \(outside: cause.id.rawValue).",
        "原因 \(outside: cause.id.rawValue) 的规则。"))
    page.blank()
    page.heading(say("Holds when", "成立条件"))
    page.paragraph(say(rule.proof), indent: 4)
    page.heading(say("Certainty", "确定程度"))
    page.paragraph(say(rule.strength.label), indent: 4)
    // What names a verdict by how much was asked tells all there is to tell.
    guard !rule.conditions.isEmpty else { return }
    page.heading(say("It names the verdict for these findings", "在下列检测结果下作为结论"))
    page.rows(
      rule.conditions.map { condition in
        Page.Row(
          label: SafeText(outside: condition.finding),
          text: say.list(condition.values.map { SafeText(outside: $0) }))
      }, indent: 4)
    add(Explanation(of: cause, rules: [rule], provider: provider))
  }

  private mutating func add(_ document: Document) {
    page.paragraph(SafeText(outside: document.id) + " · " + say(document.title), indent: 0)
    page.paragraph(say(document.statement))
    let causes = Cause.catalogue.filter { cause in
      Explanation(of: cause).sources.contains(document.id)
    }
    let signatures = SignaturePack.all.filter { $0.source == document.id }
    let citing = causes.map(\.id.rawValue) + signatures.map(\.id)
    guard !citing.isEmpty else { return }
    page.blank()
    page.rows(
      [
        Page.Row(
          label: say("Cited by", "引用者"), text: say.list(citing.map { SafeText(outside: $0) }))
      ], indent: 2)
  }

  private mutating func add(_ signature: Signature) {
    page.paragraph(
      SafeText(outside: signature.id)
        + say(" · the signature of a known page", " · 已知页面的特征"), indent: 0)
    page.blank()
    page.rows(
      [
        Page.Row(label: say("Proves", "证明"), text: SafeText(outside: signature.proves.rawValue)),
        Page.Row(label: say("Certainty", "确定程度"), text: say(signature.certainty.label)),
        Page.Row(
          label: say("Provider", "服务商"),
          text: signature.provider.map(say.provider) ?? say("any", "不限")),
        Page.Row(
          label: say("Seen", "出现时间"),
          text: signature.seen.map { "\($0.lowerBound)–\($0.upperBound)" } ?? "?"),
        Page.Row(
          label: say("Source", "依据"),
          text: say.source(signature.source, Documents.document(signature.source))),
      ], indent: 2)
  }
}

extension Words {
  /// An id, what its document says, and the document's title.
  fileprivate func source(_ id: String, _ document: Document?) -> SafeText {
    guard let document else { return SafeText(outside: id) }
    return "\(outside: id) · " + self(document.statement) + details([self(document.title)])
  }
}
