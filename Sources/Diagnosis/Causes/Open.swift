internal import Evidence

extension Cause {
  /// Every address is outside mainland China.
  static let notRequired = Cause(
    .notRequired, status: .ok,
    judge: { situation in
      switch (situation.reach, situation.wire, situation.place) {
      case (.overseasAddress, _, _):
        return .established(.confirmed, rule: "place.overseas-address")
      case (.resolved, .open, .outside), (.resolved, .open, .outsideCDN):
        return .established(.confirmed, rule: "place.outside")
      default: return .excluded
      }
    },
    account: { subject in
      Account(
        Text(
          en: "\(subject.name) is served from outside mainland China and needs no ICP filing.",
          zh: "\(subject.name) 由中国内地以外的服务器提供服务，无需 ICP 备案。"),
        because: subject.citations.place + subject.citations.wire, sources: ["D-03"])
    })

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

  /// Reachable, and nothing in the evidence or the records against it.
  static let accessible = Cause(
    .accessible, status: .ok,
    judge: { situation in
      guard situation.reach == .resolved, situation.wire == .open else { return .excluded }
      return .established(
        situation.filing == .settled ? .confirmed : .likely, rule: "open.nothing-against")
    },
    account: { subject in
      var remarks: [Text] = []
      if subject.situation.place.isMainland || subject.situation.place == .mixed {
        if subject.situation.filing == .unknown {
          remarks.append(
            Text(
              en: "No filing records were at hand: that it opens now does not prove that it is "
                + "filed.",
              zh: "未提供备案记录：目前能打开并不代表已备案。"))
        }
      } else if subject.situation.place == .unknown {
        remarks.append(
          Text(
            en: "Whether the address is in mainland China is not known.",
            zh: "无法确定该地址是否位于中国内地。"))
      }
      return Account(
        Text(en: "\(subject.name) opens.", zh: "\(subject.name) 可正常访问。"), remarks: remarks,
        because: subject.citations.wire + subject.citations.filing, sources: ["D-01", "N-20"])
    })

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
