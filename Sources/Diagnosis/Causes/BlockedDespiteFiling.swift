internal import Evidence

extension Cause {
  /// The records say filed, accessed and synced, and yet the name is blocked.
  static let blockedDespiteFiling = Cause(
    .blockedDespiteFiling, status: .blocked,
    judge: { situation in
      guard situation.isBlockedForFiling else { return .excluded }
      switch situation.filing {
      case .settled:
        return .established(situation.blockCertainty, rule: "block.filed-and-active")
      case .settledUndated: return .established(.likely, rule: "block.filed-undated-and-active")
      case .restricted: return .established(situation.blockCertainty, rule: "block.restricted")
      case .contradictory: return .undetermined(.possible)
      default: return .excluded
      }
    },
    account: { subject in
      let isRestricted = subject.situation.filing == .restricted
      let number = Text.aside(subject.siteNumber)
      return Account(
        isRestricted
          ? Text(
            en:
              "The registry marks the filing of \(subject.registrable)\(number.en) as restricted: "
              + "no provider may give it access.",
            zh: "\(subject.registrable) 的备案\(number.zh)被标记为“限制接入”，服务商不得提供接入。")
          : Text(
            en:
              "The records say that \(subject.registrable) is filed\(number.en) with access here, "
              + "and yet it is blocked: wire and records disagree.",
            zh: "记录显示 \(subject.registrable) 已备案\(number.zh)且已接入，却仍被阻断：实测与记录不符。"),
        because: subject.citations.wire + subject.citations.filing,
        remedy: [
          Verdict.Step(
            Text(
              en: "Look the domain up again at the MIIT and in \(subject.providerName.en)'s "
                + "console: the records may be old, or the access withdrawn.",
              zh: "重新核对工信部查询与\(subject.providerName.zh)控制台：记录可能已过期，或接入已被取消。"),
            url: "https://beian.miit.gov.cn/"),
          Verdict.Step(
            Text(
              en: "Then open a ticket with \(subject.providerName.en), quoting the id on the block "
                + "page.",
              zh: "随后向\(subject.providerName.zh)提交工单，并附上阻断页上的编号。")),
        ],
        sources: ["D-11", "P-48", "P-14"], sideEffects: .ofFilingBlock)
    },
    needs: { subject in
      Text(
        en: "a new look-up at the MIIT and in \(subject.providerName.en)'s console",
        zh: "重新查询工信部备案与\(subject.providerName.zh)控制台")
    })
}
