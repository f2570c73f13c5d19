import Testing

@testable import Monitor

/// Each form as a real server gets it, octet by octet; the signatures were made with Python's `hmac`.
@Suite("A form of notice", .timeLimit(.minutes(5)))
struct NoticeFormTests {
  private func posted(
    _ form: NoticeSink.Form, path: String, secret: String? = nil, answer: String = "ok",
    language: NoticeSink.Language = .english, notice: Notice = .blocked
  ) async throws -> Receiver.Request {
    let receiver = try Receiver([("200 OK", answer)])
    defer { receiver.stop() }
    let sink = NoticeSink(
      form, port: receiver.port, path: path, secret: secret, language: language)
    let result = try await Courier.hasty(attempts: 1).deliver(notice, to: sink)
    #expect(throws: Never.self) { _ = try result.get() }
    try #require(receiver.requests.count == 1)
    var request = receiver.requests[0]
    #expect(request.fields["host"] == "127.0.0.1:\(receiver.port)")
    #expect(request.fields["user-agent"] == "icpdiag/test")
    if !request.body.isEmpty {
      #expect(request.fields["content-type"] == "application/json; charset=utf-8")
    }
    for name in ["host", "user-agent", "accept", "accept-encoding", "content-type"] {
      request.fields[name] = nil
    }
    return request
  }

  @Test("for a webhook is the notice as one line of JSON, with its number and its signature")
  func webhook() async throws {
    let body =
      #"{"at":"2026-11-22T03:10:00Z","certainty":"confirmed","entity":null,"#
      + #""from":{"cause":"accessible","status":"ok"},"id":"41","owner":"web <team>","#
      + #""provider":"alibaba","remedy_en":"File it.","remedy_zh":"办理备案。","#
      + #""schema":"icpdiag.notice/1","since":"2026-11-22T03:10:00Z","#
      + #""summary_en":"Not filed & blocked.","summary_zh":"未备案。","target":"example.cn","#
      + #""to":{"cause":"not-filed","status":"blocked"},"url":"https://beian.aliyun.com/"}"#
    let request = try await posted(.webhook, path: "/hook?a=1", secret: "SECabc")
    #expect(
      request
        == Receiver.Request(
          line: "POST /hook?a=1 HTTP/1.1",
          fields: [
            "content-length": String(body.utf8.count), "x-icpdiag-delivery": "41",
            "x-icpdiag-signature":
              "sha256=1b0c7bab792f3bcdb23e059b7c42784a7261f7dd667ea6e4be4c6550fb1a8e00",
          ], body: body))
    let unsigned = try await posted(.webhook, path: "/")
    #expect(unsigned.body == body)
    #expect(unsigned.fields["x-icpdiag-signature"] == nil)
  }

  @Test("for DingTalk is markdown, and the time and the signature stand in the address")
  func dingTalk() async throws {
    let request = try await posted(
      .dingtalk, path: "/robot/send?access_token=abcdef0123", secret: "SECabc",
      answer: #"{"errcode":0,"errmsg":"ok"}"#)
    #expect(
      request.line
        == "POST /robot/send?access_token=abcdef0123&timestamp=1790000000123"
        + "&sign=Vl5ykPuFzLPaEQGkK9OJZwZfd1DuCLpmzj%2BwMJF6B8Q%3D HTTP/1.1")
    #expect(
      request.body
        == #"{"markdown":{"text":"#
        + #####""#### ［blocked］ example.cn: accessible → not-filed\n\nNot filed & blocked.\n\n"#####
        + #"What to do: File it. https://beian.aliyun.com/\n\nOwner: web ＜team＞\n\n"#
        + #"Provider: alibaba\n\nCertainty: confirmed\n\nSince: 2026-11-22 03:10 UTC\n\nicpdiag","#
        + #""title":"[blocked] example.cn: accessible → not-filed"},"msgtype":"markdown"}"#)
    let open = try await posted(
      .dingtalk, path: "/robot/send?access_token=abcdef0123",
      answer: #"{"errcode":0,"errmsg":"ok"}"#)
    #expect(open.line == "POST /robot/send?access_token=abcdef0123 HTTP/1.1")
  }

  @Test("for Feishu is a card, and the time and the signature stand in the body")
  func feishu() async throws {
    let answer = #"{"code":0,"msg":"success","data":{}}"#
    let request = try await posted(
      .feishu, path: "/open-apis/bot/v2/hook/0123-4567", secret: "SECabc", answer: answer,
      language: .chinese)
    #expect(request.line == "POST /open-apis/bot/v2/hook/0123-4567 HTTP/1.1")
    #expect(
      request.body
        == #"{"card":{"elements":[{"content":"未备案。\n\n处理：办理备案。 https://beian.aliyun.com/\n\n"#
        + #"负责人：web ＜team＞\n\n服务商：alibaba\n\n可信程度：confirmed\n\n"#
        + #"自：2026-11-22 03:10 UTC","tag":"markdown"}],"header":{"template":"red","title":"#
        + #"{"content":"icpdiag 【被阻断】example.cn：accessible → not-filed","tag":"plain_text"}}},"#
        + #""msg_type":"interactive","sign":"ndujpZkyNsbwTdRqfTMHGIkyKDvd7TVbeYYnrTsmW4k=","#
        + #""timestamp":"1790000000"}"#)
    let open = try await posted(.feishu, path: "/", answer: answer, notice: .opened)
    #expect(!open.body.contains("sign") && !open.body.contains("timestamp"))
    #expect(open.body.contains(#""template":"green""#))
  }

  @Test("for WeCom is markdown")
  func weCom() async throws {
    let request = try await posted(
      .wecom, path: "/cgi-bin/webhook/send?key=0123-4567", answer: #"{"errcode":0,"errmsg":"ok"}"#,
      notice: .opened)
    #expect(request.line == "POST /cgi-bin/webhook/send?key=0123-4567 HTTP/1.1")
    #expect(
      request.body
        == #"{"markdown":{"content":"#
        + #####""#### ［ok］ example.cn: not-filed → accessible\n\nIt opens.\n\n"#####
        + #"Certainty: confirmed\n\nSince: 2026-11-22 04:10 UTC"},"msgtype":"markdown"}"#)
  }

  @Test("stays within what WeCom takes, however long the texts are", arguments: ["备案", "[<", "a"])
  func bounded(_ text: String) async throws {
    var notice = Notice.blocked
    let long = String(repeating: text, count: 5000)
    (notice.target, notice.summaryZh, notice.remedyZh) = (long, long, long)
    (notice.owner, notice.entity, notice.provider) = (long, long, long)
    let request = try await posted(
      .wecom, path: "/", answer: #"{"errcode":0}"#, language: .chinese, notice: notice)
    #expect(request.body.utf8.count < 4096)
    #expect(request.body.contains("…"))
  }

  @Test("for Slack is one text with Slack's own escapes")
  func slack() async throws {
    let request = try await posted(.slack, path: "/services/T0/B0/xyz")
    #expect(request.line == "POST /services/T0/B0/xyz HTTP/1.1")
    #expect(
      request.body
        == #"{"text":"[blocked] example.cn: accessible → not-filed\nNot filed &amp; blocked.\n"#
        + #"What to do: File it. https://beian.aliyun.com/\nOwner: web &lt;team&gt;\n"#
        + #"Provider: alibaba\nCertainty: confirmed\nSince: 2026-11-22 03:10 UTC"}"#)
  }

  @Test("for Uptime Kuma is a GET that says up or down")
  func uptimeKuma() async throws {
    let down = try await posted(
      .uptimeKuma, path: "/api/push/Ab0{target}?status=up&msg=OK&ping=", answer: #"{"ok":true}"#)
    #expect(
      down.line
        == "GET /api/push/Ab0example.cn?ping=&status=down&msg=%5Bblocked%5D%20example.cn%3A%20"
        + "accessible%20%E2%86%92%20not-filed HTTP/1.1")
    #expect(down.body.isEmpty)
    let up = try await posted(
      .uptimeKuma, path: "/api/push/Ab0", answer: #"{"ok":true}"#, notice: .opened)
    #expect(up.line.hasPrefix("GET /api/push/Ab0?status=up&msg=%5Bok%5D%20"))
  }

  @Test("for Gatus is a POST with the token of the endpoint")
  func gatus() async throws {
    let path = "/api/v1/endpoints/sites_{target}/external"
    let down = try await posted(.gatus, path: path, secret: "t0ken")
    #expect(
      down.line
        == "POST /api/v1/endpoints/sites_example-cn/external?success=false&error=%5Bblocked%5D%20"
        + "example.cn%3A%20accessible%20%E2%86%92%20not-filed HTTP/1.1")
    #expect(down.fields == ["authorization": "Bearer t0ken", "content-length": "0"])
    let up = try await posted(.gatus, path: path, secret: "t0ken", notice: .opened)
    #expect(up.line == "POST /api/v1/endpoints/sites_example-cn/external?success=true HTTP/1.1")
  }
}
