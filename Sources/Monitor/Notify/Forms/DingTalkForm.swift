internal import Digest

/// A message of a DingTalk group's robot.
///
/// With the security setting "sign", the address carries the time in milliseconds and the HMAC-SHA256
/// of `time\nsecret` under the secret, in base 64 (open.dingtalk.com, "custom robot security
/// settings"). Every message holds the word `icpdiag`, for the setting "keywords".
enum DingTalkForm: NoticeForm {
  private struct Body: Encodable {
    struct Markdown: Encodable {
      var title: String
      var text: String
    }
    var msgtype = "markdown"
    var markdown: Markdown
  }

  static func request(_ letter: NoticeLetter) throws(NoticeFailure) -> NoticeRequest {
    var url = letter.url
    if let secret = letter.secret?.revealed {
      let time = letter.sentAtMilliseconds
      let code = try Signature.code(of: "\(time)\n\(secret)".utf8, key: secret)
      url.set("timestamp", String(time))
      url.set("sign", code.base64)
    }
    let text = letter.text
    let body = Body(
      markdown: Body.Markdown(title: text.title, text: "\(text.markdown)\n\nicpdiag"))
    return NoticeRequest(posting: Notice.line(body), to: url)
  }

  static func reading(_ answer: NoticeAnswer) throws(NoticeFailure) -> String {
    // -1: the system is busy; 130101: more than twenty messages in a minute.
    try ServiceCode(answer.body, key: "errcode", text: "errmsg").judged(passing: [-1, 130_101])
  }
}
