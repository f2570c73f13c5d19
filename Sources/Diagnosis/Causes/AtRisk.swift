internal import Evidence

extension Cause {
  /// Open now from the mainland, although the records say it may not be.
  static let atRisk = Cause(
    .atRisk,
    title: Text(en: "open now, may be blocked", zh: "目前可访问，有被阻断风险"),
    meaning: Text(
      en: "It opens now from a mainland server, but the records say that it may not.",
      zh: "目前能从内地服务器打开，但按备案记录不应放行。"),
    status: .atRisk, example: "at-risk.example",
    rules: [
      Rule(
        "open.registry-absent", .asRecorded,
        en: "It opens, and the registry has no filing.",
        zh: "可以访问，但备案系统查无备案。",
        when: { $0.isOpenInMainland(.missing) }),
      Rule(
        "open.filing-cancelled", .asRecorded,
        en: "It opens, and its filing is cancelled.",
        zh: "可以访问，但备案已注销。",
        when: { $0.isOpenInMainland(.cancelled) }),
      Rule(
        "open.app-only", .asRecorded,
        en: "It opens, and its only filing is an app's.",
        zh: "可以访问，但仅有 App 备案。",
        when: { $0.isOpenInMainland(.appOnly) }),
      Rule(
        "open.replaced-by-change", .asRecorded,
        en: "It opens, and a change of the filing replaced the domain.",
        zh: "可以访问，但变更备案已将该域名替换。",
        when: { $0.isOpenInMainland(.replaced) }),
      Rule(
        "open.restricted", .asRecorded,
        en: "It opens, and the registry restricts its access.",
        zh: "可以访问，但备案被限制接入。",
        when: { $0.isOpenInMainland(.restricted) }),
      Rule(
        "open.order-in-review", .asRecorded,
        en: "It opens, and its filing is still under review.",
        zh: "可以访问，但备案仍在审核。",
        when: { $0.isOpenInMainland(.inReview) }),
      Rule(
        "open.access-cancelled", .asRecorded,
        en: "It opens, and the provider was removed from its filing.",
        zh: "可以访问，但已取消在该服务商的接入。",
        when: { $0.isOpenInMainland(.accessRemoved) }),
      Rule(
        "open.registry-absent-stale", .likely,
        en: "It opens, and the registry had no filing some time ago.",
        zh: "可以访问，但较早的查询显示没有备案。",
        when: { $0.isOpenInMainland(.missingStale) }),
      Rule(
        "open.access-absent", .asRecorded,
        en: "It opens, and the provider has no access record for it.",
        zh: "可以访问，但该服务商没有其接入记录。",
        when: {
          $0.isOpenInMainland(.elsewhere) || $0.isOpenInMainland(.elsewhereRecently)
            || $0.isOpenInMainland(.accessMissing)
        }),
      Rule(
        "open.transfer-in-review", .likely,
        en: "It opens, and its transfer to this provider is still under review.",
        zh: "可以访问，但接入备案仍在审核。",
        when: { $0.isOpenInMainland(.transferring) }),
      Rule(
        "open.filed-by-another", .likely,
        en: "It opens, and its filing is held by another entity than the user names.",
        zh: "可以访问，但备案主体不是用户所称的主体。",
        when: { $0.isOpenInMainland(.ofAnother) || $0.isOpenInMainland(.ofAnotherActive) }),
      Rule(
        "open.records-contradict", .possible,
        en: "It opens, and the records contradict each other.",
        zh: "可以访问，但现有记录相互矛盾。",
        when: { $0.isOpenInMainland(.contradictory) }),
    ],
    excludedBy: Text(
      en: "A server outside the mainland, a record of filing and access, or no record at all.",
      zh: "服务器不在内地，有备案与接入记录，或没有任何记录。"),
    account: { subject in
      let why = reason(subject)
      return Account(
        Text(
          en: "\(subject.name) opens now, but \(why.en); detection takes minutes to days.",
          zh: "\(subject.name) 目前可以访问，但\(why.zh)；通常数分钟至数天内会被发现并阻断。"),
        because: subject.citations.place + subject.citations.filing,
        remedy: [remedy(subject)],
        sources: subject.situation.filing.isOfAnother
          ? ["D-02", "P-70", "P-15"] : ["D-02", "P-15"] + (isReview(subject) ? ["P-13"] : []),
        recheckAfter: isReview(subject) ? Recheck.review(subject) : Recheck.sync(subject))
    })

  /// Whether the approval of an order will set it right.
  private static func isReview(_ subject: Case) -> Bool {
    subject.situation.filing == .inReview || subject.situation.filing == .transferring
  }

  private static func remedy(_ subject: Case) -> Verdict.Step {
    switch subject.situation.filing {
    case .inReview, .transferring:
      Verdict.Step(
        Text(
          en: "Do not let the domain point here until the review is passed; pause its DNS record.",
          zh: "审核通过之前请勿将域名解析到此，先暂停解析。"))
    default:
      Verdict.Step(
        Text(
          en: "Bring the filing in order with \(subject.providerName.en) before it is noticed.",
          zh: "尽快通过\(subject.providerName.zh)办妥备案或接入备案。"), url: subject.filingURL)
    }
  }

  private static func reason(_ subject: Case) -> Text {
    switch subject.situation.filing {
    case .missing, .missingStale: Text(en: "the registry has no filing for it", zh: "查无备案")
    case .cancelled: Text(en: "its filing is cancelled", zh: "备案已被注销")
    case .appOnly: Text(en: "its only filing is an app's", zh: "仅有 App 备案")
    case .replaced: Text(en: "a change replaced it by another domain", zh: "变更备案已将其替换")
    case .restricted: Text(en: "its filing is restricted", zh: "备案被限制接入")
    case .inReview: Text(en: "its filing is still under review", zh: "备案仍在审核")
    case .accessRemoved:
      Text(
        en: "\(subject.providerName.en) was removed from its filing",
        zh: "备案已取消接入\(subject.providerName.zh)")
    case .transferring:
      Text(en: "its transfer to this provider is still under review", zh: "接入备案仍在审核")
    case .ofAnother, .ofAnotherActive:
      Text(
        en: "its filing is held by \(subject.holder.en), not by \(subject.operator.en)",
        zh: "备案主体是\(subject.holder.zh)，而非\(subject.operator.zh)")
    case .contradictory:
      Text(en: "the records contradict each other", zh: "现有记录相互矛盾")
    default:
      Text(
        en: "\(subject.providerName.en) has no access record for it",
        zh: "未在\(subject.providerName.zh)接入")
    }
  }
}
