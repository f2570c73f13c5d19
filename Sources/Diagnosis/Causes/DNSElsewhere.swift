internal import Evidence

extension Cause {
  /// Documented cause 4: it resolves, but not to the user's mainland instance.
  ///
  /// Judged before "nothing answers": somebody else's silent server is not the user's to repair.
  static let dnsElsewhere = Cause(
    .dnsElsewhere, status: { $0.wire == .open ? .atRisk : .unreachable }, isDocumented: true,
    judge: { situation in
      guard situation.reach == .resolved, !situation.wire.isFilingBlock else { return .excluded }
      switch situation.place {
      case .mainlandElsewhere: return .established(.likely, rule: "dns.other-provider")
      // Access at a provider that the name no longer points to gets withdrawn (facts P-48).
      case .outside where situation.filing.hasAccessHere:
        return .established(.likely, rule: "dns.away-from-access")
      default:
        // An inventory may lack instances (facts R-46), so a miss alone proves nothing.
        let isOpenQuestion = situation.instance == .notMine && situation.wire != .open
        return isOpenQuestion ? .undetermined(.possible) : .excluded
      }
    },
    account: { subject in
      let own = subject.instances.flatMap(\.addresses).prefix(4).map(\.description)
      let list = Text.list(own)
      let address = subject.primary?.address.description ?? ""
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
        remedy: [Verdict.Step(remedy)], sources: ["D-13", "D-61", "P-48"])
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
    case .settled, .settledUndated, .syncing, .syncOverdue: true
    default: false
    }
  }
}
