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
      case .elsewhere, .accessMissing, .transferring:
        return .established(.confirmed, rule: "open.access-absent")
      case .contradictory: return .established(.possible, rule: "open.records-contradict")
      default: return .excluded
      }
    },
    account: { subject in
      let why = reason(subject)
      return Account(
        Text(
          en: "\(subject.name) opens now, but \(why.en); detection takes minutes to days.",
          zh: "\(subject.name) 目前可以访问，但\(why.zh)；被发现并阻断只需数分钟至数天。"),
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
    case .missing: Text(en: "the registry has no filing for it", zh: "查无备案")
    case .cancelled: Text(en: "its filing is cancelled", zh: "备案已被注销")
    case .appOnly: Text(en: "its only filing is an app's", zh: "仅有 App 备案")
    case .replaced: Text(en: "a change replaced it by another domain", zh: "变更备案已将其替换")
    case .restricted: Text(en: "its filing is restricted", zh: "备案被限制接入")
    case .inReview: Text(en: "its filing is still under review", zh: "备案仍在审核")
    default:
      Text(
        en: "\(subject.providerName.en) has no access record for it",
        zh: "未在\(subject.providerName.zh)接入")
    }
  }
}
