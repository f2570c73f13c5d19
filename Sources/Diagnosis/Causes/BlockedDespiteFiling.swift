internal import Evidence

extension Cause {
  /// The records say filed, accessed and synced, and yet the name is blocked.
  static let blockedDespiteFiling = Cause(
    .blockedDespiteFiling,
    title: Text(en: "blocked although filed", zh: "已备案仍被阻断"),
    meaning: Text(
      en: "Blocked although the records say filed, with access here and synced.",
      zh: "记录显示已备案、已接入且已同步，却仍被阻断。"),
    status: .blocked, example: "despite.example",
    rules: [
      Rule(
        "block.filed-and-active", .asTheBlock,
        en: "A filing block; the filing and the provider's access are both older than any "
          + "sync takes.",
        zh: "该域名因备案被阻断，而备案与接入均早已生效，超过同步所需时间。",
        when: { $0.isBlocked(.settled) }),
      Rule(
        "block.filed-undated-and-active", .likely,
        en: "A filing block; access is active, and the filing's date is recent or not known.",
        zh: "该域名因备案被阻断，接入有效，但备案日期较近或未知。",
        when: { $0.isBlocked(.settledUndated) }),
      Rule(
        "block.restricted", .asTheBlock,
        en: "A filing block, and the registry marks the filing as restricted.",
        zh: "该域名因备案被阻断，且备案被标记为“限制接入”。",
        when: { $0.isBlocked(.restricted) }),
      Rule(
        "block.filed-by-another-and-active", .likely,
        en: "A filing block; access is active, by a filing of another entity than the user names.",
        zh: "该域名因备案被阻断，接入有效，但备案主体不是用户所称的主体。",
        when: { $0.isBlocked(.ofAnotherActive) }),
    ],
    staysOpen: { $0.isBlocked(.contradictory) },
    excludedBy: Text(
      en: "A record that names another reason: no filing, no access here, access pending or "
        + "cancelled.",
      zh: "有记录说明了其他原因：未备案、未接入、接入待生效或已取消。"),
    account: { subject in
      Account(
        summary(subject),
        because: subject.citations.wire + subject.citations.filing,
        remedy: [
          Verdict.Step(
            Text(
              en: "Look the domain up again at the MIIT and in \(subject.providerName.en)'s "
                + "console: the records may be old, or the access withdrawn.",
              zh: "重新核对工信部查询与\(subject.providerName.zh)控制台：记录可能已过期，或接入已被取消。"),
            url: "https://beian.miit.gov.cn/"),
          RecordCommand.withoutAccess(
            subject, Text(en: "If the access is gone, note it:", zh: "若接入已不在，请记下：")),
          Verdict.Step(
            Text(
              en: "Then open a ticket with \(subject.providerName.en), quoting the id on the block "
                + "page.",
              zh: "随后向\(subject.providerName.zh)提交工单，并附上阻断页上的编号。")),
        ].compactMap(\.self),
        sources: subject.situation.filing.isOfAnother
          ? ["D-11", "P-70", "P-48"] : ["D-11", "P-48", "P-14"], sideEffects: .ofFilingBlock,
        recheckAfter: recheckAfter(subject),
        request: request(subject))
    },
    needs: { subject in
      Text(
        en: "a new look-up at the MIIT and in \(subject.providerName.en)'s console",
        zh: "重新查询工信部备案与\(subject.providerName.zh)控制台")
    })

  /// A filing granted or changed these days may still be on its way, to a CDN above all.
  private static func recheckAfter(_ subject: Case) -> Timestamp? {
    switch subject.situation.filing {
    case .settledUndated:
      subject.situation.place == .mainlandCDN ? Recheck.cdn(subject) : Recheck.sync(subject)
    default: nil
    }
  }

  private static func request(_ subject: Case) -> Text? {
    switch subject.situation.filing {
    case .restricted:
      Text(
        en: "Please tell who restricted this filing, why, and how that can be lifted.",
        zh: "请告知该备案被限制接入的原因、限制方以及解除方式。")
    // A provider can do nothing about a filing that is somebody else's.
    case .ofAnotherActive: nil
    default:
      Text(
        en: "The domain is filed with access at your side; please check why it is blocked all the "
          + "same, and release it.",
        zh: "该域名已备案且已在贵司接入，请核查仍被阻断的原因并予以放行。")
    }
  }

  private static func summary(_ subject: Case) -> Text {
    let number = Text.aside(subject.siteNumber)
    switch subject.situation.filing {
    case .restricted:
      return Text(
        en: "The registry marks the filing of \(subject.registrable)\(number.en) as restricted: "
          + "no provider may give it access.",
        zh: "\(subject.registrable) 的备案\(number.zh)被标记为“限制接入”，服务商不得提供接入。")
    case .ofAnotherActive:
      return Text(
        en: "\(subject.registrable) is filed\(number.en) by \(subject.holder.en), not by "
          + "\(subject.operator.en), and is blocked although the records let it in: a previous "
          + "owner's filing does not stand for a new one's site.",
        zh: "\(subject.registrable) 的备案\(number.zh)主体是\(subject.holder.zh)，而非"
          + "\(subject.operator.zh)；记录显示可以接入，却仍被阻断：前所有者的备案不能用于新所有者的网站。")
    default:
      return Text(
        en: "The records say that \(subject.registrable) is filed\(number.en) with access here, "
          + "and yet it is blocked: wire and records disagree.",
        zh: "记录显示 \(subject.registrable) 已备案\(number.zh)且已接入，却仍被阻断：实测与记录不符。")
    }
  }
}
