internal import Evidence

extension Cause {
  /// Nothing answers on the ports, whatever name is used.
  static let serverUnreachable = Cause(
    .serverUnreachable, status: .unreachable,
    judge: { situation in
      guard situation.reach == .resolved, situation.wire == .unreachable else { return .excluded }
      return .established(.likely, rule: "wire.unreachable")
    },
    account: { subject in
      let address = subject.primary?.address.description ?? ""
      return Account(
        Text(
          en: "Nothing answers at \(address): the connection is refused or times out before any "
            + "name is sent, so this is not the filing.",
          zh: "\(address) 没有应答：连接在发送域名之前就被拒绝或超时，因此与备案无关。"),
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
    })

  /// The inventory says that the instance is stopped, locked or expired, and nothing answers.
  static let instanceInactive = Cause(
    .instanceInactive, status: .unreachable,
    judge: { situation in
      guard situation.reach == .resolved, situation.wire == .unreachable else { return .excluded }
      switch situation.instance {
      case .stopped: return .established(.confirmed, rule: "wire.unreachable-instance-stopped")
      case .lockedOrExpired:
        return .established(.confirmed, rule: "wire.unreachable-instance-locked")
      case .running, .notMine, .notCovered: return .excluded
      }
    },
    account: { subject in
      let instance = subject.instances.first
      let reason = instance?.locked.map { " (\($0))" } ?? ""
      let id = instance?.id ?? ""
      return Account(
        Text(
          en: "The instance \(id) is stopped, expired or locked\(reason), and nothing answers at "
            + "its address.",
          zh: "实例 \(id) 已停止、到期或被锁定\(reason)，其地址没有应答。"),
        because: subject.citations.wire + subject.citations.instance,
        remedy: [
          Verdict.Step(
            Text(
              en: "Start or renew the instance, or clear its lock in the provider's console.",
              zh: "在服务商控制台启动、续费实例，或解除锁定。"))
        ],
        sources: ["N-17", "D-61"])
    })

  /// The web server itself answers with an error or without a site for the name.
  static let serverRefuses = Cause(
    .serverRefuses, status: .unreachable,
    judge: { situation in
      guard situation.reach == .resolved, situation.wire == .serverRefuses else {
        return .excluded
      }
      return .established(.likely, rule: "wire.server-answers-error")
    },
    account: { subject in
      let status = subject.primary?.status.map { " \($0)" } ?? ""
      let isPanel = subject.findings.http == .panelDefault
      return Account(
        isPanel
          ? Text(
            en: "The server shows its panel's default page: no site is bound to \(subject.name). "
              + "This is not the filing.",
            zh: "服务器显示的是面板默认页：没有站点绑定 \(subject.name)。与备案无关。")
          : Text(
            en: "The web server itself answers with an error\(status); the request arrives, so "
              + "this is not the filing.",
            zh: "网站服务器自身返回错误\(status)；请求已到达服务器，因此与备案无关。"),
        because: subject.citations.wire,
        remedy: [
          Verdict.Step(
            Text(
              en: "Look into the web server's configuration and error log for \(subject.name).",
              zh: "检查 Web 服务器中 \(subject.name) 的站点配置与错误日志。"))
        ],
        sources: isPanel ? ["N-07"] : ["N-20"])
    })

  /// A web application firewall refuses.
  static let waf = Cause(
    .waf, status: .unreachable,
    judge: { situation in
      guard situation.reach == .resolved, situation.wire == .waf else { return .excluded }
      return .established(.likely, rule: "wire.waf-page")
    },
    account: { subject in
      Account(
        Text(
          en: "A web application firewall refuses the request; this is not the filing.",
          zh: "请求被 Web 应用防火墙拦截，与备案无关。"), because: subject.citations.wire,
        remedy: [
          Verdict.Step(
            Text(
              en: "Look into the firewall's log for the rule that matched, and allow the request.",
              zh: "在防火墙日志中查找命中的规则并放行。"))
        ],
        sources: ["N-01"])
    })

  /// The handshake completes, and the certificate does not fit or has expired.
  static let certificate = Cause(
    .certificate, status: .unreachable,
    judge: { situation in
      guard situation.reach == .resolved, situation.wire == .certificate else { return .excluded }
      return .established(.confirmed, rule: "wire.certificate")
    },
    account: { subject in
      Account(
        Text(
          en: "The TLS handshake completes, but the certificate does not fit \(subject.name) or "
            + "is not trusted; this is not the filing.",
          zh: "TLS 握手已完成，但证书与 \(subject.name) 不符或不受信任；与备案无关。"),
        because: subject.citations.wire,
        remedy: [
          Verdict.Step(
            Text(
              en: "Install a valid certificate for \(subject.name) with its whole chain.",
              zh: "为 \(subject.name) 安装有效且证书链完整的证书。"))
        ],
        sources: ["N-21"])
    })
}
