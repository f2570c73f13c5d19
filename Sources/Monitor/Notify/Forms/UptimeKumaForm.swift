/// A push to an Uptime Kuma monitor of the type "push": `GET /api/push/TOKEN?status=&msg=`.
///
/// One such address is one monitor; `{target}` in it stands for the target.
enum UptimeKumaForm: NoticeForm {
  static func request(_ letter: NoticeLetter) throws(NoticeFailure) -> NoticeRequest {
    var url = letter.url
    url.set("status", letter.isUp ? "up" : "down")
    // The whole of it is part of an address, which proxies bound.
    url.set("msg", String(letter.text.title.prefix(250)))
    return NoticeRequest(url, isPost: false)
  }

  static func reading(_ answer: NoticeAnswer) throws(NoticeFailure) -> String {
    try ServiceCode(answer.body, key: "ok", text: "msg").judged(passing: [])
  }
}
