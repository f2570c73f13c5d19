internal import Digest

/// A card of a Feishu (or Lark) group's bot.
///
/// With the setting "signature verification", the body carries the time in seconds and the
/// HMAC-SHA256 of nothing under the key `time\nsecret`, in base 64 (open.feishu.cn, "custom bot
/// usage guide").
enum FeishuForm: NoticeForm {
  private struct Body: Encodable {
    struct Card: Encodable {
      struct Header: Encodable {
        var template: String
        var title: Text
      }
      var elements: [Text]
      var header: Header
    }
    struct Text: Encodable {
      var content: String
      var tag: String
    }
    var card: Card
    var kind = "interactive"
    var sign: String?
    var timestamp: String?

    enum CodingKeys: String, CodingKey {
      case card, sign, timestamp
      case kind = "msg_type"
    }
  }

  static func request(_ letter: NoticeLetter) throws(NoticeFailure) -> NoticeRequest {
    let text = letter.text
    var body = Body(
      card: Body.Card(
        elements: [Body.Text(content: text.markdownBody, tag: "markdown")],
        header: Body.Card.Header(
          template: letter.isUp ? "green" : "red",
          title: Body.Text(content: "icpdiag \(text.title)", tag: "plain_text"))))
    if let secret = letter.secret?.revealed {
      let time = String(letter.sentAtSeconds)
      body.timestamp = time
      body.sign = try Signature.code(of: [], key: "\(time)\n\(secret)").base64
    }
    return NoticeRequest(posting: Notice.line(body), to: letter.url)
  }

  static func reading(_ answer: NoticeAnswer) throws(NoticeFailure) -> String {
    // 11232: more than a hundred messages in a minute or five in a second.
    try ServiceCode(answer.body, key: "code", text: "msg").judged(passing: [11_232])
  }
}
