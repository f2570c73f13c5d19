/// What a CDN in front reports of its origin: the server behind it, which is not seen from outside.
struct Origin {
  private let subject: Case
  private let status: Text
  private let cdn: Text

  init(_ subject: Case) {
    self.subject = subject
    status = Text.aside(subject.primary?.status.map(String.init))
    let name = subject.primary?.cdn.map(Providers.name) ?? Text(en: "The CDN", zh: "CDN")
    // Latin letters stand apart from Chinese ones.
    let isLatin = name.zh.utf8.allSatisfy { $0 < 0x80 }
    cdn = Text(en: name.en, zh: isLatin ? " \(name.zh) " : name.zh)
  }

  var unreachable: Account {
    Account(
      Text(
        en: "\(cdn.en) in front of \(subject.name) reports that the origin does not take its "
          + "connections\(status.en): the server behind it is down or closed; this is not the filing.",
        zh: "\(subject.name) 前置的\(cdn.zh)报告无法连接源站\(status.zh)：源站停机或未放行，与备案无关。"),
      because: subject.citations.wire,
      remedy: [
        Verdict.Step(
          Text(
            en: "Check that the origin runs, that the CDN has its present address, and that its "
              + "firewall admits the CDN.",
            zh: "确认源站正在运行、CDN 回源地址正确，且源站防火墙放行 CDN 节点。")), asking,
      ],
      sources: ["N-19"])
  }

  var failing: Account {
    Account(
      Text(
        en: "\(cdn.en) in front of \(subject.name) reports that the origin does not answer as it "
          + "should\(status.en); the trouble is the origin's own, not the filing.",
        zh: "\(subject.name) 前置的\(cdn.zh)报告源站应答异常\(status.zh)：问题在源站自身，与备案无关。"),
      because: subject.citations.wire,
      remedy: [
        Verdict.Step(
          Text(
            en: "Look into the origin's error log and its certificate.",
            zh: "检查源站的错误日志与证书。")), asking,
      ],
      sources: ["N-19"])
  }

  /// A gateway that resets the name's handshakes looks the same as a server without TLS.
  var handshake: Text {
    Text(
      en: "\(cdn.en) in front of \(subject.name) cannot complete a TLS handshake with the origin"
        + "\(status.en): the origin's TLS is at fault, or, where the origin is in mainland China, a "
        + "gateway there cuts the name off.",
      zh: "\(subject.name) 前置的\(cdn.zh)无法与源站完成 TLS 握手\(status.zh)：源站 TLS 有误，"
        + "或源站位于中国内地而域名在其网关被切断。")
  }

  private var asking: Verdict.Step {
    Verdict.Step(
      Text(
        en: "Ask the origin itself, past the CDN: icpdiag \(subject.name) --at ORIGIN-IP.",
        zh: "绕过 CDN 直接检查源站：icpdiag \(subject.name) --at 源站 IP。"))
  }
}
