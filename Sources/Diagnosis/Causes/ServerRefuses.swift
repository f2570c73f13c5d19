internal import Evidence

extension Cause {
  /// The web server itself answers with an error or without a site for the name.
  static let serverRefuses = Cause(
    .serverRefuses,
    title: Text(en: "the web server itself refuses", zh: "网站服务器自身报错"),
    meaning: Text(
      en: "The web server itself answers with an error or without a site for the name.",
      zh: "网站服务器自身返回错误，或没有为该域名配置站点。"),
    status: .unreachable, example: "own-403.example",
    rules: [
      Rule(
        "wire.server-answers-error", .likely,
        en: "The server answers with an error, a panel's default page or a parking page.",
        zh: "服务器返回错误、面板默认页或停放页。",
        when: { $0.reach == .resolved && $0.wire == .serverRefuses }),
      Rule(
        "wire.refused-unexplained", .possible,
        en: "Refused in the mainland with a 403 or with what is no HTTP, without the marks "
          + "of a known filing page.",
        zh: "在内地以 403 或非 HTTP 内容拒绝，且没有已知备案阻断页的特征。",
        when: { $0.reach == .resolved && $0.wire == .refusesUnexplained }),
    ],
    // Through a CDN the origin's own refusal looks the same.
    staysOpen: { $0.reach == .resolved && $0.wire == .cdnRefusesUnexplained },
    excludedBy: Text(
      en: "A known page of a gateway, a firewall or a CDN, or a refusal of this name only.",
      zh: "出现已知的网关、防火墙或 CDN 页面，或仅该域名被拒绝。"),
    account: { subject in
      if subject.findings.http == .originError { return Origin(subject).failing }
      return Account(
        summary(subject),
        because: subject.citations.wire,
        remedy: [
          Verdict.Step(
            Text(
              en: "Look into the web server's configuration and error log for \(subject.name).",
              zh: "检查 Web 服务器中 \(subject.name) 的站点配置与错误日志。"))
        ],
        sources: [subject.signature?.source ?? "N-20"])
    },
    needs: { _ in
      Text(
        en: "the same request to the origin itself, past the CDN (--at ORIGIN-IP)",
        zh: "绕过 CDN 直接访问源站（--at 源站 IP）")
    })

  private static func summary(_ subject: Case) -> Text {
    switch subject.findings.http {
    case .panelDefault:
      return Text(
        en: "The server shows its panel's default page: no site is bound to \(subject.name). "
          + "This is not the filing.",
        zh: "服务器显示的是面板默认页：没有站点绑定 \(subject.name)。与备案无关。")
    case .parked:
      return Text(
        en: "A parking page stands in place of \(subject.name): the domain may have expired or be "
          + "for sale. This is not the filing.",
        zh: "\(subject.name) 显示的是域名停放页：域名可能已过期或正在出售。与备案无关。")
    case .redirectLoop:
      return Text(
        en: "The web server sends its visitors from one redirect to the next without end. "
          + "This is not the filing.",
        zh: "网站服务器不断跳转，没有尽头。与备案无关。")
    case .registrarHold:
      return Text(
        en: "The registrar's own page stands in place of \(subject.name) until its owner has been "
          + "verified. This is not the filing.",
        zh: "\(subject.name) 显示的是注册商页面，须先完成联系人验证。与备案无关。")
    default:
      let status = subject.answeredStatus
      guard subject.situation.wire == .serverRefuses else {
        return Text(
          en: "The request is refused\(status), most likely by the web server itself: the answer "
            + "has no marks of a known filing page.",
          zh: "请求被拒绝\(status)，很可能是网站服务器自身所为：应答没有已知备案阻断页的特征。")
      }
      return Text(
        en: "The web server itself answers with an error\(status); the request arrives, so "
          + "this is not the filing.",
        zh: "网站服务器自身返回错误\(status)；请求已到达服务器，因此与备案无关。")
    }
  }
}
