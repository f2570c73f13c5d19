/// A message of a WeCom group's robot (developer.work.weixin.qq.com, document 91770).
enum WeComForm: NoticeForm {
  private struct Body: Encodable {
    struct Markdown: Encodable {
      var content: String
    }
    var markdown: Markdown
    var msgtype = "markdown"
  }

  static func request(_ letter: NoticeLetter) throws(NoticeFailure) -> NoticeRequest {
    let body = Body(markdown: Body.Markdown(content: letter.text.markdown))
    return NoticeRequest(posting: Notice.line(body), to: letter.url)
  }

  static func reading(_ answer: NoticeAnswer) throws(NoticeFailure) -> String {
    // -1: the system is busy; 45009: more than twenty messages in a minute.
    try ServiceCode(answer.body, key: "errcode", text: "errmsg").judged(passing: [-1, 45_009])
  }
}
