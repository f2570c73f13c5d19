internal import Evidence

extension Cause {
  /// A bare mainland address: the provider's system files domains only.
  static let ipOnly = Cause(
    .ipOnly,
    title: Text(en: "bare address, no domain", zh: "仅 IP，无域名"),
    meaning: Text(
      en: "A bare mainland address: the providers' systems file domain names only.",
      zh: "目标是内地 IP 地址：服务商的备案系统只受理域名。"),
    status: .atRisk, example: "127.1.0.20",
    rules: [
      Rule(
        "place.mainland-address", .confirmed,
        en: "The target is an address, and the tables place it in mainland China.",
        zh: "目标为 IP 地址，且地址表显示位于中国内地。",
        when: { $0.reach == .mainlandAddress })
    ],
    excludedBy: Text(
      en: "A domain as the target, or an address outside the mainland or of unknown place.",
      zh: "目标为域名，或地址在内地以外、所在地未知。"),
    account: { subject in
      Account(
        Text(
          en: "\(subject.name) is a bare address in mainland China; providers file domain names "
            + "only, so a site under it has no filing.",
          zh: "\(subject.name) 是中国内地的 IP 地址；服务商只为域名办理备案，以 IP 访问的网站没有备案。"),
        because: subject.citations.place,
        remedy: [
          Verdict.Step(
            Text(
              en: "Point a filed domain to it, or file the address with the provincial "
                + "communications administration.",
              zh: "将已备案的域名解析到该地址，或向省通信管理局申请 IP 备案。"))
        ],
        sources: ["D-40", "D-41"])
    })
}
