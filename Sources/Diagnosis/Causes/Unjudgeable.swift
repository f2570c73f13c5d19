internal import Evidence

extension Cause {
  /// Not a domain, URL or address.
  static let invalidTarget = Cause(
    .invalidTarget, status: .error,
    judge: { situation in
      situation.reach == .invalid ? .established(.confirmed, rule: "target.invalid") : .excluded
    },
    account: { subject in
      let why = subject.target.problem?.reason
      return Account(
        Text(
          en: "This is not a domain, URL or address" + (why.map { ": \($0.en)." } ?? "."),
          zh: "这不是域名、网址或 IP 地址" + (why.map { "：\($0.zh)。" } ?? "。")),
        because: [],
        remedy: [
          Verdict.Step(
            Text(
              en: "Write it like example.cn, https://example.cn/ or 203.0.113.9.",
              zh: "请写成 example.cn、https://example.cn/ 或 203.0.113.9 的形式。"))
        ],
        sources: ["D-40"])
    })

  /// This machine cannot see the truth.
  static let vantageUnusable = Cause(
    .vantageUnusable, status: .undetermined,
    judge: { situation in
      situation.reach == .blind ? .established(.confirmed, rule: "vantage.blind") : .excluded
    },
    account: { subject in
      let isInvented = subject.findings.vantage == .inventedAddresses
      return Account(
        isInvented
          ? Text(
            en: "A local proxy invents the addresses this machine sees (198.18.0.0/15 and the "
              + "like), so nothing observed from here counts.",
            zh: "本机的代理软件虚构了解析结果（198.18.0.0/15 等），从本机看到的一切都不可信。")
          : Text(
            en: "This machine reaches no name server and no network, so it cannot tell.",
            zh: "本机无法连接任何域名服务器或网络，无法判断。"),
        because: subject.citations.vantage,
        remedy: [
          isInvented
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
        sources: ["N-23"])
    })

  /// The evidence contradicts itself or is too thin: what is left when nothing else holds.
  static let undetermined = Cause(
    .undetermined, status: .undetermined,
    judge: { _ in .established(.possible, rule: "nothing-holds") },
    account: { subject in
      let (summary, needs) = openQuestion(subject)
      return Account(
        summary, because: subject.citations.wire + subject.citations.place,
        remedy: [Verdict.Step(needs)], sources: ["H-01", "N-20"])
    })

  private static func openQuestion(_ subject: Case) -> (Text, Text) {
    let repeatLater = Text(en: "Run the diagnosis again in a few minutes.", zh: "几分钟后重新诊断。")
    switch subject.situation.wire {
    case .unattributedBlock:
      return (
        Text(
          en: "A network device answers in place of the server and does not say why.",
          zh: "有网络设备代替服务器应答，但没有说明原因。"),
        Text(
          en: "Ask the hoster what its gateway blocks this name for.",
          zh: "向机房或服务商询问其网关拦截该域名的原因。")
      )
    case .unclear, .interference:
      return (
        Text(
          en: "The connection is cut off under the name \(subject.name), and nothing seen so far "
            + "tells whether for the name or for the address.",
          zh: "以 \(subject.name) 访问时连接被切断，目前无法判断是针对域名还是针对该地址。"),
        Text(
          en: "Ask the same address under another name: if that works, the name is the reason.",
          zh: "用其他域名访问同一地址：若正常，则问题在域名。")
      )
    default:
      break
    }
    guard subject.situation.reach == .addressOfUnknownPlace else {
      return (
        Text(en: "The evidence does not suffice for a verdict.", zh: "现有证据不足以判定。"),
        repeatLater
      )
    }
    return (
      Text(
        en: "Where the address is cannot be told, and a filing is needed only in mainland China.",
        zh: "无法确定该地址的所在地，而仅中国内地需要备案。"),
      Text(
        en: "Give a table that knows the address: --places FILE or --mmdb FILE.",
        zh: "请提供包含该地址的表：--places FILE 或 --mmdb FILE。")
    )
  }
}
