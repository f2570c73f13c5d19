internal import Evidence

extension Cause {
  /// Reachable, and nothing in the evidence or the records against it.
  static let accessible = Cause(
    .accessible, status: .ok,
    judge: { situation in
      guard situation.reach == .resolved, situation.wire == .open else { return .excluded }
      return .established(
        situation.filing == .settled ? .confirmed : .likely, rule: "open.nothing-against")
    },
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
