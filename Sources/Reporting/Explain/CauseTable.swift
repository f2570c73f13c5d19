internal import Diagnosis

/// Every cause in the order in which they are judged, from the causes' own files.
package enum CauseTable {
  /// The table of the README.
  package static var markdown: String {
    let rows = Cause.catalogue.map { cause in
      let statuses = [cause.status, cause.statusWhileOpen].unique().map(\.rawValue)
      let number = cause.documentedAs.map { " (documented cause \($0))" } ?? ""
      return "| `\(cause.id.rawValue)` | \(statuses.joined(separator: ", ")) "
        + "| \(cause.meaning(in: .en))\(number) |\n"
    }
    return "| cause | status | meaning |\n| --- | --- | --- |\n" + rows.joined()
  }

  /// Ids and titles in two columns, for a help page.
  package static var help: String {
    let width = Cause.catalogue.map(\.id.rawValue.count).max() ?? 0
    return Cause.catalogue.map { cause in
      let id = cause.id.rawValue
      return id + String(repeating: " ", count: width - id.count + 2) + cause.title(in: .en)
    }.joined(separator: "\n")
  }

  /// The table for a terminal.
  package static func text(_ style: Style) -> String {
    let say = Words(style.language)
    var page = Page(style: style)
    page.paragraph(
      say(
        "The causes in the order in which they are judged; the first that holds is the verdict.",
        "各原因按判定顺序排列，最先成立者即为结论。"), indent: 0)
    page.blank()
    page.rows(
      Cause.catalogue.map { cause in
        Page.Row(
          label: SafeText(outside: cause.id.rawValue),
          text: "\(say(cause.status.label)) · " + say(cause.meaning) + say.documented(cause))
      }, indent: 0)
    page.blank()
    page.paragraph(
      say(
        "More of each: icpdiag explain CAUSE, also of a rule, a document, a fact or a signature.",
        "详情：icpdiag explain 原因，也可以是规则、文档、事实或特征的编号。"), indent: 0)
    return page.text
  }
}

extension Words {
  /// Which of the documented causes it is; nothing for one that no document lists.
  func documented(_ cause: Cause) -> SafeText {
    cause.documentedAs.map { details([self("documented cause \($0)", "文档所列原因 \($0)")]) } ?? ""
  }
}
