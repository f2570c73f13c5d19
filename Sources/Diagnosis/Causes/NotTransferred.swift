internal import Evidence

extension Cause {
  /// Documented cause 2: filed through another provider, without access at this one.
  static let notTransferred = Cause(
    .notTransferred,
    title: Text(en: "filed elsewhere, no access here", zh: "已备案，未接入本服务商"),
    meaning: Text(
      en: "Filed through another provider; this one holds no access record.",
      zh: "已在其他服务商备案，但未在当前服务商办理接入备案。"),
    status: .blocked, documentedAs: 2, example: "www.not-transferred.example",
    rules: [
      Rule(
        "block.filed-recently-access-absent", .likely,
        en: "A filing block; filed or changed these days, and the provider has no access record.",
        zh: "该域名因备案被阻断；近日备案或变更，而服务商没有接入记录。",
        when: { $0.isBlocked(.elsewhereRecently) }),
      Rule(
        "block.filed-access-absent", .asTheBlock,
        en: "A filing block; the registry has the filing, and the provider has no access record.",
        zh: "该域名因备案被阻断；备案系统中有备案，而服务商没有接入记录。",
        when: { $0.isBlocked(.elsewhere) }),
      Rule(
        "block.transfer-in-review", .asTheBlock,
        en: "A filing block; filed, and the transfer to this provider is still under review.",
        zh: "该域名因备案被阻断；已备案，向该服务商的接入备案仍在审核。",
        when: { $0.isBlocked(.transferring) }),
      Rule(
        "block.filed-access-unknown", .likely,
        en: "A filing block; filed long ago, and nothing is known of access here: access "
          + "elsewhere is the usual reason.",
        zh: "该域名因备案被阻断；备案已久，是否在此接入未知：通常是接入在别处。",
        when: { $0.isBlocked(.elsewhereLikely) }),
    ],
    staysOpen: {
      $0.isBlocked(.recentUnknown) || $0.isBlocked(.accessMissing) || $0.isBlocked(.unknown)
        || $0.isBlocked(.ofAnother)
    },
    excludedBy: Text(
      en: "An active access record at this provider, or no filing that could be transferred.",
      zh: "在该服务商有有效的接入记录，或没有可供接入的备案。"),
    account: { subject in
      let isKnown = subject.situation.filing != .elsewhereLikely
      let isUnderWay = subject.situation.filing == .transferring
      let number = Text.aside(subject.siteNumber)
      let presumably = Text(
        en: "\(subject.registrable) is filed\(number.en), most likely through another provider: "
          + "nothing shows that \(subject.providerName.en) was given access, and its gateway "
          + "refuses the name.",
        zh: "\(subject.registrable) 已备案\(number.zh)，但很可能未接入\(subject.providerName.zh)："
          + "没有记录显示其已接入，网关拒绝该域名。")
      let confirmed = Text(
        en: "\(subject.registrable) is filed\(number.en), but not with \(subject.providerName.en): "
          + "the filing gives this provider no access, and its gateway refuses the name.",
        zh: "\(subject.registrable) 已备案\(number.zh)，但未在\(subject.providerName.zh)接入，其网关拒绝该域名。")
      let underWay = Text(
        en: "A transfer is under review; it opens the site here once it is passed.",
        zh: "接入备案正在审核，通过后即可在此访问。")
      let transfer = Verdict.Step(
        Text(
          en: "Transfer the filing: add \(subject.providerName.en) as access provider in its "
            + "filing system. The old access stays until you remove it.",
          zh: "在\(subject.providerName.zh)的备案系统提交“接入备案”，原有接入不受影响。"),
        url: subject.filingURL)
      let meanwhile = Verdict.Step(
        Text(
          en: "Until then point the domain back to the provider that has the access.",
          zh: "在此之前，将域名解析回已接入的服务商。"))
      return Account(
        isKnown ? confirmed : presumably, remarks: isUnderWay ? [underWay] : [],
        because: subject.citations.wire + subject.citations.filing,
        remedy: isUnderWay ? [meanwhile] : [transfer, meanwhile],
        sources: isUnderWay ? ["D-11", "D-25", "P-05", "P-13"] : ["D-11", "D-24"],
        sideEffects: .ofFilingBlock,
        recheckAfter: isUnderWay ? Recheck.review(subject) : Recheck.sync(subject),
        request: isKnown
          ? nil
          : Text(
            en: "The domain is filed; please confirm whether it has access at your side.",
            zh: "该域名已备案，请确认其是否已在贵司接入。"))
    },
    exclusion: { subject in
      switch subject.findings.access {
      case .active where subject.situation.filing != .contradictory:
        return Text(
          en: "\(subject.providerName.en) has an active access record",
          zh: "\(subject.providerName.zh)已有有效的接入记录")
      default: break
      }
      guard subject.findings.registry == .absent else { return nil }
      return Text(en: "there is no filing to transfer", zh: "没有可接入的备案")
    },
    needs: { subject in
      guard !subject.situation.filing.isOfAnother else {
        return Text(
          en: "whether \(subject.holder.en) and \(subject.operator.en) are one and the same, "
            + "renamed perhaps",
          zh: "\(subject.holder.zh)与\(subject.operator.zh)是否为同一主体（例如已更名）")
      }
      return Text(
        en: "the filings listed in \(subject.providerName.en)'s console, and the filing's date",
        zh: "\(subject.providerName.zh)控制台中的备案列表，以及备案通过日期")
    })
}
