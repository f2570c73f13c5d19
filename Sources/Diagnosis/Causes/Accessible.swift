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
        "assumed.block-ends", .likely,
        en:
          "A filing block, and assumed records (--assume) that let the name in while those at hand "
          + "do not.",
        zh: "该域名因备案被阻断；现有记录不足以放行，而所假设的记录（--assume）可使其放行。",
        when: { $0.isReleased }),
      Rule(
        "open.nothing-against", .asTheRecords,
        en: "The site answers as a site does, and no earlier cause holds.",
        zh: "网站正常应答，且前面各项原因均不成立。",
        when: { $0.reach == .resolved && $0.wire == .open }),
    ],
    excludedBy: Text(
      en: "A page that is not the site's, a connection that is refused, cut off or silent; "
        + "or records that make it at-risk.",
      zh: "应答的不是网站本身，连接被拒绝、切断或无应答；或备案记录表明有风险（at-risk）。"),
    account: { subject in
      guard !subject.situation.isReleased else { return released(subject) }
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

  /// Blocked today, and not if what is assumed were so.
  private static func released(_ subject: Case) -> Account {
    let window = SyncWindow.window(of: subject.provider)
    let hours = window.normal / 3_600
    return Account(
      Text(
        en:
          "\(subject.name) would open: once what is assumed holds, the block ends after the sync, "
          + "within \(hours) hours as a rule.",
        zh: "\(subject.name) 将可访问：所假设的记录成立后，阻断会在数据同步完成后解除，通常在 \(hours) 小时之内。"),
      remarks: [
        Text(
          en: "What the server itself answers cannot be seen through the block.",
          zh: "阻断期间无法看到服务器自身的应答。")
      ],
      because: subject.citations.wire + subject.citations.filing,
      sources: ["D-01", window.source])
  }

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
