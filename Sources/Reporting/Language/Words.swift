package import Diagnosis
internal import Evidence

/// The reports' own words in one language: `say("here", "这里")`.
///
/// Both stand side by side wherever something is said, so that a missing translation does not
/// compile.
package struct Words: Sendable {
  package let language: Language

  package init(_ language: Language) {
    self.language = language
  }

  package func callAsFunction(
    _ en: @autoclosure () -> SafeText, _ zh: @autoclosure () -> SafeText
  ) -> SafeText {
    switch language {
    case .en: en()
    case .zh: zh()
    }
  }

  package func callAsFunction(_ text: Text) -> SafeText {
    SafeText(text, in: language)
  }

  /// A list within a sentence.
  func list(_ items: some Sequence<SafeText>) -> SafeText {
    items.joined(separator: self(", ", "、"))
  }

  /// Clauses of one sentence.
  func clauses(_ items: some Sequence<SafeText?>) -> SafeText {
    items.compactMap(\.self).joined(separator: self(", ", "，"))
  }

  /// Details in brackets after a text, on one line if they are few; nothing when there are none.
  func details(_ items: some Sequence<SafeText?>) -> SafeText {
    var details = clauses(items)
    if details.width <= 32 {
      details = details.unbroken
    }
    return details.isEmpty ? "" : self(" (\(details))", "（\(details)）")
  }

  func quoted(_ text: SafeText) -> SafeText {
    "“\(text)”"
  }

  /// The first few items, and how many more there are.
  func few(_ items: [SafeText], most: Int) -> SafeText {
    guard items.count > most else { return list(items) }
    let more = items.count - (most - 1)
    return list(items.prefix(most - 1))
      + self(" and \(more)\u{A0}more", " 等 \(items.count)\u{A0}个")
  }

  func provider(_ id: String) -> SafeText {
    self(Providers.name(of: id))
  }

  func day(_ moment: Timestamp) -> SafeText {
    SafeText(outside: String(moment.rfc3339.prefix(10)))
  }

  /// `2026-08-22 03:10 UTC`.
  func minute(_ moment: Timestamp) -> SafeText {
    let text = moment.rfc3339
    return "\(day(moment)) \(outside: String(text.dropFirst(11).prefix(5)))\u{A0}UTC"
  }

  /// Milliseconds below a second, then seconds with one decimal.
  func duration(milliseconds: Double) -> SafeText {
    guard milliseconds.isFinite, (0...1e9).contains(milliseconds) else { return "?" }
    if milliseconds < 999.5 {
      let whole = Int(milliseconds.rounded())
      return self("\(whole)\u{A0}ms", "\(whole)\u{A0}毫秒")
    }
    let tenths = Int((milliseconds / 100).rounded())
    return self(
      "\(tenths / 10).\(tenths % 10)\u{A0}s", "\(tenths / 10).\(tenths % 10)\u{A0}秒")
  }
}
