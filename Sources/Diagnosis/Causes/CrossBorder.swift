internal import Evidence

extension Cause {
  /// Interference on the way to an address outside the mainland, where no filing is asked for.
  static let crossBorder = Cause(
    .crossBorder, status: .unreachable,
    judge: { situation in
      guard situation.reach == .resolved, situation.wire == .interference else { return .excluded }
      return .established(.possible, rule: "wire.cut-off-abroad")
    },
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
