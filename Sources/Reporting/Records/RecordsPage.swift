package import Diagnosis
package import Evidence

/// Everything that is known of one domain: who says it, which answer counts, what contradicts it.
package enum RecordsPage {
  package static func render(
    _ name: String, _ facts: [RecordFact], now: Timestamp, style: Style
  ) -> String {
    let say = Words(style.language)
    var page = Page(style: style)
    page.paragraph(SafeText(outside: name, limit: 253), indent: 0)
    guard !facts.isEmpty else {
      page.paragraph(say("Nothing is known of it.", "没有任何记录。"))
      return page.text
    }
    let overview = RecordsOverview(facts)
    for group in overview.groups {
      page.heading(heading(group.subject, say))
      page.rows(
        group.deciding.map { row($0, "▸", group, say) }
          + group.others.map { row($0, " ", group, say) },
        indent: 4)
    }
    let flaws = RecordsFlaw.flaws(of: name, facts, at: now)
    if !flaws.isEmpty {
      page.heading(say("To look into", "需要核实"))
      page.rows(
        flaws.map { Page.Row(label: SafeText(outside: $0.kind.rawValue), text: say($0.text)) },
        indent: 4)
    }
    page.blank()
    page.paragraph(
      say("▸ counts, being the newest of its kind; ≠ says otherwise.", "▸ 为同类中最新、据以判定的记录；≠ 与之不一致。"))
    return page.text
  }

  private static func heading(_ subject: RecordsOverview.Subject, _ say: Words) -> SafeText {
    switch subject {
    case .registry: say("Registry", "备案系统")
    case .access(let provider): say("Access, ", "接入，") + say.provider(provider)
    case .orders(let provider): say("Orders, ", "订单，") + say.provider(provider)
    case .cdn: "CDN"
    }
  }

  private static func row(
    _ fact: RecordFact, _ mark: SafeText, _ group: RecordsOverview.Group, _ say: Words
  ) -> Page.Row {
    let holder = fact.filing?.entityName.map { SafeText(outside: $0, limit: 60) }
    let line = say.line(fact) + say.details([holder])
    return Page.Row(
      mark: group.contradicting.contains(fact.id) ? "≠" : mark, label: "", text: line)
  }
}

extension RecordsPage {
  /// What was just noted of a domain, and the command to run next.
  package static func noted(
    _ name: String, _ facts: [RecordFact], next: String, in language: Language
  ) -> String {
    let say = Words(language)
    let domain = SafeText(outside: name, limit: 253)
    let lines = facts.map { fact in
      (say("Noted: ", "已记下：") + domain + say(": ", "：") + say.line(fact)).string + "\n"
    }
    let command = SafeText(outside: next, limit: 2_000)
    return lines.joined() + (say("Next: ", "接下来：") + command).string + "\n"
  }
}

extension RecordsPage {
  /// One thing that is wrong with the records, on a line.
  package static func flaw(_ flaw: RecordsFlaw, of name: String, in language: Language) -> String {
    let say = Words(language)
    return "\(SafeText(outside: name, limit: 200).string): \(flaw.kind.rawValue): "
      + "\(say(flaw.text).string)\n"
  }
}
