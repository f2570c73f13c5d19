import Digest
import Testing

@testable import Monitor

@Suite("A courier", .timeLimit(.minutes(5)))
struct CourierTests {
  @Test("asks again when a server was in trouble, and delivers once it is not")
  func retried() async throws {
    let receiver = try Receiver([
      ("500 Oops", ""), ("429 Too Many Requests\r\nRetry-After: 0", ""), ("204 No Content", ""),
    ])
    defer { receiver.stop() }
    let result = try await Courier.hasty().deliver(
      .blocked, to: NoticeSink(.webhook, port: receiver.port))
    #expect(try result.get() == "HTTP 204")
    #expect(receiver.requests.map { $0.fields["x-icpdiag-delivery"] } == ["41", "41", "41"])
  }

  @Test("gives up after its attempts, or at once where asking again is of no use")
  func givesUp() async throws {
    let broken = try Receiver([("503 Service Unavailable", "")])
    defer { broken.stop() }
    let result = try await Courier.hasty(attempts: 3).deliver(
      .blocked, to: NoticeSink(.slack, port: broken.port, path: "/services/secret-token"))
    #expect(
      result == .failure(NoticeFailure("http://127.0.0.1:\(broken.port): HTTP 503")))
    #expect(broken.requests.count == 3)
    let refusing = try Receiver([("404 Not Found", "")])
    defer { refusing.stop() }
    let lasting = try await Courier.hasty().deliver(
      .blocked, to: NoticeSink(.slack, port: refusing.port))
    #expect(
      lasting
        == .failure(NoticeFailure("http://127.0.0.1:\(refusing.port): HTTP 404", isLasting: true)))
    #expect(refusing.requests.count == 1)
    let port = try refusedPort()
    let dead = try await Courier.hasty(attempts: 2).deliver(
      .blocked, to: NoticeSink(.webhook, port: port))
    #expect(
      dead == .failure(NoticeFailure("http://127.0.0.1:\(port): the connection was refused")))
  }

  @Test("leaves a server alone that asks for longer than a run takes")
  func leftAlone() async throws {
    let receiver = try Receiver([("429 Too Many Requests\r\nRetry-After: 3600", "")])
    defer { receiver.stop() }
    let result = try await Courier.hasty().deliver(
      .blocked, to: NoticeSink(.webhook, port: receiver.port))
    #expect(throws: NoticeFailure("http://127.0.0.1:\(receiver.port): HTTP 429")) {
      _ = try result.get()
    }
    #expect(receiver.requests.count == 1)
  }

  @Test(
    "believes a service's own words more than its status",
    arguments: [
      (NoticeSink.Form.dingtalk, #"{"errcode":310000,"errmsg":"sign not match"}"#, true),
      (.dingtalk, #"{"errcode":130101,"errmsg":"send too fast"}"#, false),
      (.feishu, #"{"code":19021,"msg":"sign match fail"}"#, true),
      (.feishu, #"{"code":11232,"msg":"frequency limited"}"#, false),
      (.wecom, #"{"errcode":93000,"errmsg":"invalid webhook url"}"#, true),
      (.wecom, #"{"errcode":45009,"errmsg":"api freq out of limit"}"#, false),
      (.uptimeKuma, #"{"ok":false,"msg":"Monitor not found"}"#, true),
      (.dingtalk, "<html>a captive portal</html>", true), (.feishu, "", true),
      (.wecom, "{}", true),
    ])
  func judged(form: NoticeSink.Form, answer: String, isLasting: Bool) async throws {
    let receiver = try Receiver([("200 OK", answer)])
    defer { receiver.stop() }
    let result = try await Courier.hasty(attempts: 2).deliver(
      .blocked, to: NoticeSink(form, port: receiver.port))
    guard case .failure(let failure) = result else {
      Issue.record("\(answer) was taken for a success")
      return
    }
    #expect(failure.isLasting == isLasting)
    #expect(receiver.requests.count == (isLasting ? 1 : 2))
  }

  @Test("takes the secrets out of what a service repeats")
  func redacted() async throws {
    let receiver = try Receiver([
      (
        "200 OK",
        #"{"errcode":1,"errmsg":"bad access_token=hunter2hunter2 and SECabcdef\u001b[2J for "#
          + #"/robot/sendsecretpath?access_token=hunter2hunter2"}"#
      )
    ])
    defer { receiver.stop() }
    let sink = NoticeSink(
      .dingtalk, port: receiver.port, path: "/robot/sendsecretpath?access_token=hunter2hunter2",
      secret: "SECabcdef")
    let result = try await Courier.hasty(attempts: 1).deliver(.blocked, to: sink)
    guard case .failure(let failure) = result else {
      Issue.record("a refusal was taken for a success")
      return
    }
    #expect(failure.message.contains("refused with 1: bad "))
    for secret in ["hunter2", "SECabc", "sendsecretpath", "\u{1B}"] {
      #expect(!failure.message.contains(secret))
    }
    // However it is written, a sink shows nothing.
    for text in ["\(sink)", String(reflecting: sink), String(describing: sink.url)] {
      #expect(!text.contains("hunter2") && !text.contains("SECabc"))
    }
  }

  @Test("reads addresses and secrets anew, and says where one is missing, not what it is")
  func sources() async throws {
    let receiver = try Receiver()
    defer { receiver.stop() }
    var sink = NoticeSink(
      name: "ops", form: .webhook, url: .environment("OPS_URL"), secret: .file("/run/key"))
    let secrets = SecretReader.fixed(
      ["OPS_URL": "http://localhost:\(receiver.port)/x\n", "BAD": "ftp://secret.example/"],
      files: ["/run/key": " k3y\n"])
    let courier = Courier.hasty(attempts: 1, secrets: secrets)
    #expect(try await courier.deliver(.blocked, to: sink).get() == "HTTP 200")
    let code = try Signature.code(of: Notice.blocked.json, key: "k3y").hexadecimal
    #expect(receiver.requests.first?.fields["x-icpdiag-signature"] == "sha256=\(code)")
    sink.secret = .file("/run/other")
    #expect(
      try await courier.deliver(.blocked, to: sink)
        == .failure(NoticeFailure("the file /run/other cannot be read", isLasting: true)))
    sink.url = .environment("NO_URL")
    #expect(
      try await courier.deliver(.blocked, to: sink)
        == .failure(
          NoticeFailure("the environment variable NO_URL is not set", isLasting: true)))
    sink.url = .environment("BAD")
    #expect(
      try await courier.deliver(.blocked, to: sink)
        == .failure(NoticeFailure("the file /run/other cannot be read", isLasting: true)))
    sink.secret = nil
    #expect(
      try await courier.deliver(.blocked, to: sink)
        == .failure(
          NoticeFailure(
            "the environment variable BAD holds no address of http or https", isLasting: true)))
    #expect(receiver.requests.count == 1)
  }

  @Test(
    "knows an address when it sees one",
    arguments: [
      ("https://a.example/x?y=1", "https://a.example", "/x?y=1"),
      ("HTTP://A.example:8080", "http://a.example:8080", "/"),
      ("http://[::1]:80?a", "http://[::1]", "/?a"),
      ("https://a.example:443/", "https://a.example", "/"),
    ])
  func addresses(text: String, shown: String, target: String) {
    #expect(NoticeURL(text)?.shown == shown)
    #expect(NoticeURL(text)?.target == target)
  }

  @Test(
    "takes nothing else for one",
    arguments: [
      "", "example.cn", "ftp://a/", "http://", "http:///x", "https://u:p@a/", "https://a:0/",
      "https://a:65536/", "https://a:x/", "https://a b/", "https://a/\r\nX: 1", "https://a/#f",
      "https://[::1", "https://a:1:2/", "https://例子.cn/",
    ])
  func noAddress(text: String) {
    #expect(NoticeURL(text) == nil)
  }
}
