internal import Evidence

/// A notice in words: what a chat shows.
struct NoticeText {
  /// In one line: what has become of what.
  let title: String
  /// Further lines, the most important one first.
  let lines: [String]

  /// Octets of a single text taken from a report, as markdown shows it; all of them together stay
  /// below what the strictest service takes (WeCom: 4,096 octets of markdown).
  private static let limit = 560

  init(_ notice: Notice, in language: NoticeSink.Language) {
    let isChinese = language == .chinese
    let change =
      notice.from.map { "\($0.cause) → \(notice.to.cause)" } ?? notice.to.cause
    let status = Self.word(notice.to.status, language)
    title =
      isChinese
      ? "【\(status)】\(Self.shown(notice.target))：\(change)"
      : "[\(status)] \(Self.shown(notice.target)): \(change)"
    let remedy = (isChinese ? notice.remedyZh : notice.remedyEn)
      .map { ($0 + (notice.url.map { " \($0)" } ?? "")) }
    let parts: [(String, String?)] = [
      ("", isChinese ? notice.summaryZh : notice.summaryEn),
      (isChinese ? "处理：" : "What to do: ", remedy),
      (isChinese ? "负责人：" : "Owner: ", notice.owner),
      (isChinese ? "备案主体：" : "Filed by: ", notice.entity),
      (isChinese ? "服务商：" : "Provider: ", notice.provider),
      (isChinese ? "可信程度：" : "Certainty: ", notice.certainty),
      (isChinese ? "自：" : "Since: ", notice.since.minute),
    ]
    lines = parts.compactMap { label, text in
      guard let text, !text.isEmpty else { return nil }
      return label + Self.shown(text)
    }
  }

  /// Everything in one piece, for services that take plain text.
  var plain: String { ([title] + lines).joined(separator: "\n") }

  /// In the markdown that the Chinese chats have in common: a heading, and a paragraph each.
  var markdown: String {
    (["#### \(Self.unmarked(title))"] + lines.map(Self.unmarked)).joined(separator: "\n\n")
  }

  /// The lines alone, for where the title has a place of its own.
  var markdownBody: String { lines.map(Self.unmarked).joined(separator: "\n\n") }

  private static func word(_ status: String, _ language: NoticeSink.Language) -> String {
    guard language == .chinese else { return status }
    return switch status {
    case "ok": "正常"
    case "at-risk": "有风险"
    case "blocked": "被阻断"
    case "unreachable": "无法访问"
    case "undetermined": "无法判定"
    case "error": "输入有误"
    default: status
    }
  }

  /// A text from elsewhere: bounded, in one line, without what a terminal would obey.
  private static func shown(_ text: String) -> String {
    var octets = 0
    var result = ""
    for scalar in text.unicodeScalars {
      let isPlain =
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: false
        default: true
        }
      let kept: Unicode.Scalar = isPlain ? scalar : " "
      octets += max(UTF8.width(kept), unmarked[kept].map(UTF8.width) ?? 0)
      guard octets <= limit else { return result + "…" }
      result.unicodeScalars.append(kept)
    }
    return result
  }

  /// Without what markdown would take for a link, a mention or a tag: parts of it are what strangers'
  /// servers have said.
  private static func unmarked(_ text: String) -> String {
    var result = ""
    result.unicodeScalars.append(contentsOf: text.unicodeScalars.map { unmarked[$0] ?? $0 })
    return result
  }

  private static let unmarked: [Unicode.Scalar: Unicode.Scalar] = [
    "<": "＜", ">": "＞", "[": "［", "]": "］", "`": "'",
  ]
}
