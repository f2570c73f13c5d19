internal import Evidence

extension Cause {
  /// Documented cause 2: filed through another provider, without access at this one.
  static let notTransferred = Cause(
    .notTransferred, status: .blocked, isDocumented: true,
    judge: { situation in
      guard situation.isBlockedForFiling else { return .excluded }
      switch situation.filing {
      case .elsewhereRecently:
        return .established(.likely, rule: "block.filed-recently-access-absent")
      case .elsewhere:
        return .established(situation.blockCertainty, rule: "block.filed-access-absent")
      case .transferring:
        return .established(situation.blockCertainty, rule: "block.transfer-in-review")
      // Filed long ago and yet refused here: access elsewhere is the usual reason (facts C-01).
      case .elsewhereLikely: return .established(.likely, rule: "block.filed-access-unknown")
      case .recentUnknown, .accessMissing, .unknown: return .undetermined(.possible)
      default: return .excluded
      }
    },
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
        sources: isUnderWay ? ["D-11", "D-25", "P-05"] : ["D-11", "D-24"],
        sideEffects: .ofFilingBlock)
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
      Text(
        en: "the filings listed in \(subject.providerName.en)'s console, and the filing's date",
        zh: "\(subject.providerName.zh)控制台中的备案列表，以及备案通过日期")
    })
}
