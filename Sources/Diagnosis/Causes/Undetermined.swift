internal import Evidence

extension Cause {
  /// The rule that is left when no other holds.
  static let nothingHolds = "nothing-holds"

  /// The evidence contradicts itself or is too thin: what is left when nothing else holds.
  static let undetermined = Cause(
    .undetermined,
    title: Text(en: "cannot tell", zh: "无法判定"),
    meaning: Text(
      en: "The evidence contradicts itself or is too thin for a verdict.",
      zh: "证据相互矛盾或不足以判定。"),
    status: .undetermined,
    rules: [
      Rule(
        nothingHolds, .possible,
        en: "No other cause holds.",
        zh: "其他原因均不成立。",
        when: { _ in true })
    ],
    excludedBy: Text(en: "Any cause that holds.", zh: "其他任一原因成立。"),
    account: { subject in
      let question = OpenQuestion(subject)
      return Account(
        question.summary, because: subject.citations.wire + subject.citations.place,
        remedy: [Verdict.Step(question.remedy)], sources: [question.source],
        request: subject.situation.wire == .unattributedBlock
          ? Text(
            en: "Please tell what your gateway blocks this name for.",
            zh: "请告知贵司网关拦截该域名的原因。") : nil)
    })
}

/// What is open, and what would close it.
private struct OpenQuestion {
  let summary: Text
  let remedy: Text
  let source: String

  init(_ subject: Case) {
    switch (subject.situation.reach, subject.situation.wire) {
    case (.addressOfUnknownPlace, _)
    where subject.primary.flatMap { ReservedRange(of: $0.address) } != nil:
      summary = Text(
        en: "\(subject.name) is not on the public Internet.", zh: "\(subject.name) 不是公网地址。")
      remedy = Text(
        en: "Diagnose the site's public address or its domain.", zh: "请诊断网站的公网地址或域名。")
      source = "R-64"
    case (.resolved, .notProbed) where subject.findings.dns == .disagreeing:
      summary = Text(
        en: "The resolver denies \(subject.name), which its parent zone delegates.",
        zh: "解析服务器否认 \(subject.name) 存在，而上级区已有其委派记录。")
      remedy = Text(
        en: "Ask another resolver: --resolver 223.5.5.5.", zh: "换用其他解析服务器：--resolver 223.5.5.5。")
      source = "Q-01"
    case (.addressOfUnknownPlace, _):
      summary = Text(
        en: "Where the address is cannot be told, and a filing is needed only in mainland China.",
        zh: "无法确定该地址的所在地，而仅中国内地需要备案。")
      remedy = Text(
        en: "Give a table that knows the address: --places FILE or --mmdb FILE.",
        zh: "请提供包含该地址的表：--places FILE 或 --mmdb FILE。")
      source = "R-64"
    case (_, .unattributedBlock):
      summary = Text(
        en: "A network device answers in place of the server and does not say why.",
        zh: "有网络设备代替服务器应答，但没有说明原因。")
      remedy = Text(
        en: "Ask the hoster what its gateway blocks this name for.",
        zh: "向机房或服务商询问其网关拦截该域名的原因。")
      source = "B-05"
    case (_, .unclear) where subject.findings.http == .originHandshake:
      summary = Origin(subject).handshake
      remedy = Text(
        en: "Ask the origin itself, past the CDN: icpdiag \(subject.name) --at ORIGIN-IP.",
        zh: "绕过 CDN 直接检查源站：icpdiag \(subject.name) --at 源站 IP。")
      source = "N-19"
    case (_, .unclear):
      summary = Text(
        en: "The connection is cut off under the name \(subject.name), and nothing seen so far "
          + "tells whether for the name or for the address.",
        zh: "以 \(subject.name) 访问时连接被切断，目前无法判断是针对域名还是针对该地址。")
      remedy = Text(
        en: "Ask the same address under another name: if that works, the name is the reason.",
        zh: "用其他域名访问同一地址：若正常，则问题在域名。")
      source = "H-01"
    case (_, .leadsToBlock):
      let other =
        subject.leadsTo.map { Text(en: $0, zh: $0) } ?? Text(en: "another domain", zh: "另一域名")
      summary = Text(
        en: "\(subject.name) itself answers and sends its visitors to \(other.en), which is "
          + "blocked.",
        zh: "\(subject.name) 自身有应答，但将访问者跳转到 \(other.zh)，而后者被阻断。")
      let command = subject.leadsTo.map { ": icpdiag \($0)" }
      remedy = Text(
        en: "Diagnose the domain it leads to" + (command ?? "."),
        zh: "请诊断其跳转到的域名" + (command ?? "。"))
      source = "Q-23"
    case (_, .pathUnproven):
      summary = Text(
        en: "\(subject.name) has only IPv6 addresses, and none answers; whether this machine's "
          + "IPv6 works at all is not known.",
        zh: "\(subject.name) 只有 IPv6 地址且均无应答，而本机的 IPv6 是否可用无法确定。")
      remedy = Text(
        en: "Run the diagnosis from a machine whose IPv6 works.",
        zh: "请从 IPv6 可用的机器上诊断。")
      source = "N-17"
    default:
      summary = Text(en: "The evidence does not suffice for a verdict.", zh: "现有证据不足以判定。")
      remedy = Text(en: "Run the diagnosis again in a few minutes.", zh: "几分钟后重新诊断。")
      source = "N-20"
    }
  }
}
