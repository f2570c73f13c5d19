internal import Evidence

extension Cause {
  /// Reachable, and nothing in the evidence or the records against it.
  static let accessible = Cause(
    .accessible,
    title: Text(en: "accessible", zh: "可正常访问"),
    meaning: Text(
      en: "It opens, and nothing in the evidence or the records speaks against it.",
      zh: "可以打开，证据与记录中均无异常。"),
    status: .ok, example: "accessible.example",
    rules: [
      Rule(
        "open.nothing-against", .asTheRecords,
        en: "The site answers as a site does, and no earlier cause holds.",
        zh: "网站正常应答，且前面各项原因均不成立。",
        when: { $0.reach == .resolved && $0.wire == .open })
    ],
    excludedBy: Text(
      en: "A page that is not the site's, a connection that is refused, cut off or silent; "
        + "or records that make it at-risk.",
      zh: "应答的不是网站本身，连接被拒绝、切断或无应答；或备案记录表明有风险（at-risk）。"),
    account: { subject in
      var remarks: [Text] = []
      if subject.situation.place.isMainland || subject.situation.place == .mixed {
        if subject.situation.filing == .unknown {
          remarks.append(
            Text(
              en: "No filing records were at hand: that it opens now does not prove that it is "
                + "filed.",
              zh: "未提供备案记录：目前能打开并不代表已备案。"))
        }
      } else if subject.situation.place == .unknown {
        remarks.append(
          Text(
            en: "Whether the address is in mainland China is not known.",
            zh: "无法确定该地址是否位于中国内地。"))
      }
      if let reason = httpsProblem(subject.findings.https) {
        remarks.append(
          Text(
            en: "Over HTTPS it does not: \(reason.en).", zh: "但 HTTPS 不可用：\(reason.zh)。"))
      }
      return Account(
        Text(en: "\(subject.name) opens.", zh: "\(subject.name) 可正常访问。"), remarks: remarks,
        because: subject.citations.wire + subject.citations.filing, sources: ["D-01", "N-20"])
    })

  /// Why HTTPS does not work on a site that opens over plain HTTP.
  private static func httpsProblem(_ finding: HTTPSFinding) -> Text? {
    switch finding {
    case .certificate: Text(en: "the certificate does not fit", zh: "证书不匹配")
    case .refused, .silent: Text(en: "nothing listens on port 443", zh: "443 端口没有监听")
    case .alert, .resetForAll: Text(en: "the server breaks the handshake off", zh: "服务器中断了握手")
    default: nil
    }
  }
}
