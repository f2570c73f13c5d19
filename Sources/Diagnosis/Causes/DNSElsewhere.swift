internal import Evidence

extension Cause {
  /// Documented cause 4: it resolves, but not to the user's mainland instance.
  ///
  /// Judged before "nothing answers": somebody else's silent server is not the user's to repair.
  static let dnsElsewhere = Cause(
    .dnsElsewhere,
    title: Text(en: "resolves to another server", zh: "域名解析到了别处"),
    meaning: Text(
      en: "It resolves, but not to your server at the provider that gives it access.",
      zh: "能解析，但没有解析到接入商处您的服务器。"),
    status: .unreachable, whileOpen: .atRisk, documentedAs: 4, example: "elsewhere.example",
    rules: [
      Rule(
        "dns.other-provider", .likely,
        en: "No filing block, and the address is in the mainland at another provider than "
          + "the one the site belongs to.",
        zh: "没有备案阻断，地址位于内地，但不属于网站所在的服务商。",
        when: { $0.isResolvedUnblocked && $0.place == .mainlandElsewhere }),
      Rule(
        "dns.away-from-access", .likely,
        en: "The address is outside the mainland, while the records say that a mainland "
          + "provider gives the domain access.",
        zh: "地址在内地以外，而记录显示域名在内地服务商处有接入。",
        when: { $0.isResolvedUnblocked && $0.place == .outside && $0.filing.hasAccessHere }),
    ],
    staysOpen: {
      // An inventory may lack instances (facts R-46), so a miss alone proves nothing.
      $0.isResolvedUnblocked && $0.instance == .notMine && $0.wire != .open
    },
    excludedBy: Text(
      en: "An address of one of your own instances, or a filing block at the address.",
      zh: "解析到您自己的实例，或该地址返回备案阻断页。"),
    account: { subject in
      let own = subject.instances.flatMap(\.addresses).prefix(4).map(\.description)
      let list = Text.list(own)
      let address = subject.primary?.address.description ?? ""
      let recheckAfter = Recheck.dns(subject)
      let remedy =
        own.isEmpty
        ? Text(
          en: "Point the A record to the instance that holds the filing's access.",
          zh: "将 A 记录指向备案接入所在的实例。")
        : Text(
          en: "Point the A record to your instance: \(list.en).", zh: "将 A 记录指向您的实例：\(list.zh)。")
      return Account(
        subject.situation.place == .outside
          ? Text(
            en: "\(subject.name) points outside the mainland (\(address)), away from "
              + "\(subject.providerName.en), which holds the filing's access.",
            zh: "\(subject.name) 解析到内地以外（\(address)），而备案接入在\(subject.providerName.zh)。")
          : Text(
            en: "\(subject.name) resolves to \(address), which is not at "
              + "\(subject.providerName.en), where the site belongs.",
            zh: "\(subject.name) 解析到 \(address)，并不在网站所属的\(subject.providerName.zh)。"),
        remarks: [
          Text(
            en: "A provider that a filed domain no longer points to withdraws its access in time.",
            zh: "已备案域名长期不解析到接入商，接入将被取消。")
        ],
        because: subject.citations.dns + subject.citations.place + subject.citations.instance,
        remedy: [Verdict.Step(remedy)],
        sources: ["D-13", "D-61", "P-48"] + (recheckAfter == nil ? [] : ["P-16"]),
        recheckAfter: recheckAfter)
    },
    exclusion: { subject in
      subject.situation.instance == .running
        ? Text(en: "it resolves to your instance", zh: "已解析到您的实例") : nil
    },
    needs: { _ in
      Text(en: "which of your instances the site is meant to be on", zh: "网站应当位于您的哪台实例")
    })
}

extension Filing {
  /// Whether the records say that the provider gives the domain access.
  var hasAccessHere: Bool {
    switch self {
    case .settled, .settledUndated, .ofAnotherActive, .syncing, .syncOverdue: true
    default: false
    }
  }
}
