internal import Evidence

extension Cause {
  /// A bare mainland address: the provider's system files domains only.
  static let ipOnly = Cause(
    .ipOnly, status: .atRisk, isDocumented: false,
    judge: { situation in
      situation.reach == .mainlandAddress
        ? .established(.confirmed, rule: "place.mainland-address") : .excluded
    },
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
