internal import Evidence

extension Cause {
  /// Open now from the mainland, although the records say it may not be.
  static let atRisk = Cause(
    .atRisk, status: .atRisk,
    judge: { situation in
      guard situation.reach == .resolved, situation.wire == .open,
        situation.place.isMainland || situation.place == .mixed
      else { return .excluded }
      switch situation.filing {
      case .missing: return .established(.confirmed, rule: "open.registry-absent")
      case .cancelled: return .established(.confirmed, rule: "open.filing-cancelled")
      case .appOnly: return .established(.confirmed, rule: "open.app-only")
      case .replaced: return .established(.confirmed, rule: "open.replaced-by-change")
      case .restricted: return .established(.confirmed, rule: "open.restricted")
      case .inReview: return .established(.confirmed, rule: "open.order-in-review")
      case .accessRemoved: return .established(.confirmed, rule: "open.access-cancelled")
      case .missingStale: return .established(.likely, rule: "open.registry-absent-stale")
      case .elsewhere, .elsewhereRecently, .accessMissing:
        return .established(.confirmed, rule: "open.access-absent")
      case .transferring: return .established(.likely, rule: "open.transfer-in-review")
      case .contradictory: return .established(.possible, rule: "open.records-contradict")
      default: return .excluded
      }
    },
    account: { subject in
      let why = reason(subject)
      return Account(
        Text(
          en: "\(subject.name) opens now, but \(why.en); detection takes minutes to days.",
          zh: "\(subject.name) 目前可以访问，但\(why.zh)；通常数分钟至数天内会被发现并阻断。"),
        because: subject.citations.place + subject.citations.filing,
        remedy: [
          Verdict.Step(
            Text(
              en: "Bring the filing in order with \(subject.providerName.en) before it is noticed.",
              zh: "尽快通过\(subject.providerName.zh)办妥备案或接入。"), url: subject.filingURL)
        ],
        sources: ["D-02", "P-15"])
    })

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
    case .contradictory:
      Text(en: "the records contradict each other", zh: "现有记录相互矛盾")
    default:
      Text(
        en: "\(subject.providerName.en) has no access record for it",
        zh: "未在\(subject.providerName.zh)接入")
    }
  }
}
