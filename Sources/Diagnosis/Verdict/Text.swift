/// One sentence in both languages.
///
/// Both stand in one value, so that a missing translation does not compile.
package struct Text: Hashable, Sendable {
  package var en: String
  package var zh: String

  package init(en: String, zh: String) {
    self.en = en
    self.zh = zh
  }

  /// Text that is the same in both languages: a name, a number, an address.
  package init(verbatim text: String) {
    self.init(en: text, zh: text)
  }

  /// Names in a row, as each language separates them.
  static func list(_ items: some Sequence<String>) -> Text {
    Text(en: items.joined(separator: ", "), zh: items.joined(separator: "、"))
  }

  /// A detail in brackets, as each language writes them; nothing where there is none.
  static func aside(_ detail: String?) -> Text {
    detail.map { Text(en: " (\($0))", zh: "（\($0)）") } ?? Text(verbatim: "")
  }

  package func callAsFunction(in language: Language) -> String {
    switch language {
    case .en: en
    case .zh: zh
    }
  }
}

/// A language of the reports.
package enum Language: String, CaseIterable, Sendable {
  case en, zh
}
