/// A message to an incoming webhook of Slack, and of the many that understand the same
/// (Mattermost, Rocket.Chat, Discord's `/slack`).
enum SlackForm: NoticeForm {
  private struct Body: Encodable {
    var text: String
  }

  static func request(_ letter: NoticeLetter) throws(NoticeFailure) -> NoticeRequest {
    let text = letter.text.plain.map { character -> String in
      // Slack's own escapes; anything between these would be a link or a mention of everybody.
      switch character {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      default: String(character)
      }
    }.joined()
    return NoticeRequest(posting: Notice.line(Body(text: text)), to: letter.url)
  }
}
