internal import Evidence

extension Cause {
  /// This machine cannot see the truth.
  static let vantageUnusable = Cause(
    .vantageUnusable,
    title: Text(en: "this machine cannot see", zh: "本机无法判断"),
    meaning: Text(
      en: "This machine cannot see the truth: a proxy's invented addresses, a captive "
        + "portal, no network.",
      zh: "本机看不到真实情况：代理虚构的地址、需登录的网络，或没有网络。"),
    status: .undetermined,
    rules: [
      Rule(
        "vantage.blind", .confirmed,
        en: "Answers from address ranges that only a local proxy gives out, or no name "
          + "server and no route at all.",
        zh: "解析结果落在仅本地代理才会返回的地址段，或没有可用的 DNS 服务器与路由。",
        when: { $0.reach == .blind })
    ],
    excludedBy: Text(
      en: "Public addresses in the answers, and a name server that knows the root of the DNS.",
      zh: "解析结果为公网地址，且 DNS 服务器能够解析根域。"),
    account: { subject in
      let isInvented =
        subject.findings.vantage == .inventedAddresses || subject.findings.vantage == .localProxy
      return Account(
        summary(subject),
        because: subject.citations.vantage,
        remedy: [
          subject.findings.vantage == .noIPv6
            ? Verdict.Step(
              Text(
                en: "Run icpdiag on a machine with IPv6.", zh: "换一台有 IPv6 的机器运行 icpdiag。"))
            : isInvented
              ? Verdict.Step(
                Text(
                  en: "Switch the proxy's TUN or fake-IP mode off, or run icpdiag on another "
                    + "machine.",
                  zh: "关闭代理软件的 TUN 或 fake-IP 模式，或换一台机器运行 icpdiag。"))
              : Verdict.Step(
                Text(
                  en: "Check the network and /etc/resolv.conf, or name a resolver: "
                    + "--resolver 223.5.5.5.",
                  zh: "检查网络与 /etc/resolv.conf，或指定解析服务器：--resolver 223.5.5.5。"))
        ],
        sources: isInvented ? ["N-23"] : ["Q-01"])
    })

  private static func summary(_ subject: Case) -> Text {
    if subject.findings.vantage == .inventedAddresses {
      return Text(
        en: "A local proxy invents the addresses this machine sees (198.18.0.0/15 and the like), "
          + "so nothing observed from here counts.",
        zh: "本机的代理软件虚构了解析结果（198.18.0.0/15 等），从本机看到的一切都不可信。")
    }
    if subject.findings.vantage == .noIPv6 {
      return Text(
        en: "\(subject.name) has only IPv6 addresses, and this machine has no IPv6, so it cannot "
          + "tell.",
        zh: "\(subject.name) 只有 IPv6 地址，而本机没有 IPv6，无法判断。")
    }
    if subject.findings.vantage == .localProxy {
      return Text(
        en: "A proxy on this machine answers in place of the network, so nothing observed from "
          + "here counts.",
        zh: "本机的代理软件代替网络作了应答，从本机看到的一切都不可信。")
    }
    guard subject.target.kind == .address else {
      return Text(
        en: "No name server that this machine is set up with knows even the root of the DNS, so "
          + "it cannot tell.",
        zh: "本机所设的域名服务器连根域都无法解析，无法判断。")
    }
    return Text(
      en: "This machine has no route to \(subject.name), so it cannot tell.",
      zh: "本机没有到 \(subject.name) 的路由，无法判断。")
  }
}
