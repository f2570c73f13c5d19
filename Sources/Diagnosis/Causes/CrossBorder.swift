internal import Evidence

extension Cause {
  /// Interference on the way to an address outside the mainland, where no filing is asked for.
  static let crossBorder = Cause(
    .crossBorder,
    title: Text(en: "interference on the way abroad", zh: "跨境链路受干扰"),
    meaning: Text(
      en: "Cut off on the way to an address outside the mainland, where no filing is asked for.",
      zh: "到内地以外地址的连接被切断；境外服务器无需备案。"),
    status: .unreachable, example: "cross-border.example",
    rules: [
      Rule(
        "wire.cut-off-abroad", .possible,
        en: "Connections to an address outside the mainland are made and then cut off under "
          + "this name.",
        zh: "到内地以外地址的连接可以建立，但以该域名访问时被切断。",
        when: { $0.reach == .resolved && $0.wire == .interference })
    ],
    excludedBy: Text(
      en: "An address in the mainland, an answer of the server, or a filing page.",
      zh: "地址在内地，服务器有应答，或返回备案阻断页。"),
    account: { subject in
      let address = subject.primary?.address.description ?? ""
      return Account(
        Text(
          en:
            "Connections to \(address), outside the mainland, are cut off after they are made: on "
            + "the way across the border, or by the server. No filing is asked for there.",
          zh: "到内地以外地址 \(address) 的连接建立后被切断：可能是跨境链路受干扰，也可能是服务器所为。境外服务器无需备案。"),
        because: subject.citations.wire + subject.citations.place,
        remedy: [
          Verdict.Step(
            Text(
              en: "Run icpdiag from outside the mainland as well: if it opens there, the border is "
                + "the reason.",
              zh: "在内地以外再运行一次 icpdiag：若能打开，则问题在跨境链路。"))
        ],
        sources: ["D-03", "N-15"])
    })
}
