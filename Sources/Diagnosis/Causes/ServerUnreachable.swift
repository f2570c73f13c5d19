internal import Evidence

extension Cause {
  /// Nothing answers on the ports, whatever name is used.
  static let serverUnreachable = Cause(
    .serverUnreachable,
    title: Text(en: "server does not answer", zh: "服务器无响应"),
    meaning: Text(
      en: "Nothing answers at the address, whatever name is used: firewall, security group, "
        + "server down.",
      zh: "无论以何域名访问均无应答：防火墙、安全组，或服务器停机。"),
    status: .unreachable, example: "no-server.example",
    rules: [
      Rule(
        "wire.unreachable", .likely,
        en: "The ports refuse, keep silent or cut everybody off, whatever name is sent.",
        zh: "端口拒绝连接、无应答，或不论域名一律切断。",
        when: { $0.isUnreachable })
    ],
    staysOpen: { $0.reach == .resolved && $0.wire == .pathUnproven },
    excludedBy: Text(
      en: "An answer under another name at the same address, or an instance known to be stopped.",
      zh: "同一地址以其他域名访问有应答，或已知实例停止。"),
    account: { subject in
      if subject.findings.http == .originUnreachable { return Origin(subject).unreachable }
      let port = subject.target.port.map { ":\($0)" } ?? ""
      let address = (subject.primary?.address.hostText ?? "") + port
      return Account(
        summary(subject, address),
        because: subject.citations.wire,
        remedy: [
          Verdict.Step(
            Text(
              en: "Open ports 80 and 443 in the security group and in the server's own firewall.",
              zh: "在安全组与服务器防火墙中放行 80 和 443 端口。")),
          Verdict.Step(
            Text(
              en: "Check that the instance runs and that a web server listens on 0.0.0.0, not on "
                + "127.0.0.1 only.",
              zh: "确认实例正在运行，且 Web 服务监听 0.0.0.0 而非仅 127.0.0.1。")),
        ],
        sources: ["N-17"])
    },
    needs: { _ in
      Text(
        en: "an attempt from a machine whose IPv6 is known to work",
        zh: "从 IPv6 确认可用的机器再试一次")
    })

  private static func summary(_ subject: Case, _ address: String) -> Text {
    switch (subject.findings.http, subject.findings.https) {
    case (.redirectOnly, _):
      Text(
        en: "Port 80 of \(address) sends visitors to HTTPS, and port 443 does not answer.",
        zh: "\(address) 的 80 端口将访问者跳转到 HTTPS，而 443 端口没有应答。")
    case (.refused, .refused), (.refused, .silent), (.refused, .notProbed), (.silent, .refused),
      (.silent, .silent), (.silent, .notProbed):
      Text(
        en: "Nothing answers at \(address): the connection is refused or times out before any "
          + "name is sent, so this is not the filing.",
        zh: "\(address) 没有应答：连接在发送域名之前就被拒绝或超时，因此与备案无关。")
    default:
      Text(
        en: "\(address) takes connections and serves nobody, whatever the name.",
        zh: "\(address) 接受连接但不提供服务，以任何域名访问都同样失败。")
    }
  }
}
