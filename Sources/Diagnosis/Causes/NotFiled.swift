internal import Evidence

extension Cause {
  /// Documented cause 1: no ICP filing exists for the registrable domain.
  ///
  /// Holds when the name is blocked and the registry's absence is confirmed; a look-up that failed
  /// or does not cover the domain is never read as absence.
  static let notFiled = Cause(
    .notFiled,
    title: Text(en: "no ICP filing", zh: "未备案"),
    meaning: Text(en: "No ICP filing exists for the registrable domain.", zh: "该域名没有 ICP 备案。"),
    status: .blocked, documentedAs: 1, example: "not-filed.example",
    rules: [
      Rule(
        "block.registry-absent", .asTheBlock,
        en: "A filing block, and the registry was asked and has no filing for the domain.",
        zh: "该域名因备案被阻断，且在备案系统中查无备案。",
        when: { $0.isBlocked(.missing) && $0.place != .mainlandCDN }),
      Rule(
        "block.registry-absent-stale", .likely,
        en: "A filing block, and the registry had no filing by a record that is old or was "
          + "not confirmed since.",
        zh: "该域名因备案被阻断，且较早的查询显示没有备案。",
        when: { $0.isBlocked(.missingStale) }),
      // Somebody else's filing cannot be transferred; one's own does not exist (facts P-70).
      Rule(
        "block.filed-by-another", .likely,
        en: "A filing block, and the filing that the registry shows is held by another entity than "
          + "the user names.",
        zh: "该域名因备案被阻断，而备案系统中的备案主体不是用户所称的主体。",
        when: { $0.isBlocked(.ofAnother) }),
    ],
    staysOpen: {
      $0.isBlocked(.unknown) || $0.isBlocked(.accessMissing) || $0.isBlocked(.contradictory)
    },
    excludedBy: Text(
      en: "A filing in the registry, an active access record, or an order under review. A "
        + "look-up that failed or does not cover the domain neither proves nor excludes it.",
      zh: "备案系统中有备案、有有效的接入记录，或订单正在审核。查询失败或未涵盖该域名，既不能证明也不能排除。"),
    account: { subject in
      guard !subject.situation.filing.isOfAnother else { return filedByAnother(subject) }
      return Account(
        Text(
          en: "No ICP filing exists for \(subject.registrable), so \(subject.providerName.en)'s "
            + "gateway answers in place of your server.",
          zh: "\(subject.registrable) 未办理 ICP 备案，\(subject.providerName.zh)的网关代替您的服务器作了应答。"),
        because: subject.citations.wire + subject.citations.registry,
        remedy: [
          Verdict.Step(
            Text(
              en: "File the domain through \(subject.providerName.en), which hosts the server; "
                + "the review takes 3 to 20 working days.",
              zh: "通过服务器所在的\(subject.providerName.zh)提交首次备案（主体已备案的选“新增互联网信息服务”），管局审核需 3 至 20 个工作日。"),
            url: subject.filingURL),
          Verdict.Step(
            Text(
              en: "Or serve the site from outside mainland China, Hong Kong included; no filing is "
                + "needed there.",
              zh: "或将网站迁至中国内地以外（含香港），无需备案。")),
        ],
        sources: ["D-10", "D-01"], sideEffects: .ofFilingBlock)
    },
    exclusion: { subject in
      guard subject.situation.filing.hasRegistryFiling else { return nil }
      return Text(
        en: "the registry has a filing" + (subject.siteNumber.map { ": \($0)" } ?? ""),
        zh: "已有备案" + (subject.siteNumber.map { "：\($0)" } ?? ""))
    },
    needs: { subject in
      Text(
        en: "the public MIIT query for \(subject.registrable)",
        zh: "工信部备案查询 \(subject.registrable) 的结果")
    })

  /// The domain was bought, and its seller's filing still stands (facts P-70, R-29).
  private static func filedByAnother(_ subject: Case) -> Account {
    let number = Text.aside(subject.siteNumber)
    return Account(
      Text(
        en: "\(subject.operator.en) has no ICP filing for \(subject.registrable): the one the "
          + "registry shows\(number.en) is held by \(subject.holder.en), a previous owner most "
          + "likely.",
        zh: "\(subject.operator.zh)没有 \(subject.registrable) 的备案：现有备案\(number.zh)的主体是"
          + "\(subject.holder.zh)，很可能是域名的前所有者。"),
      because: subject.citations.wire + subject.citations.registry,
      remedy: [
        Verdict.Step(
          Text(
            en: "Have the old filing cancelled at the communications administration of its "
              + "province, with proof that the domain is yours.",
            zh: "持域名所有权证明，向该备案所属省份的通信管理局申请注销原备案。")),
        Verdict.Step(
          Text(
            en: "Then file the domain through \(subject.providerName.en), which hosts the server.",
            zh: "随后通过服务器所在的\(subject.providerName.zh)办理备案。"),
          url: subject.filingURL),
      ],
      sources: ["D-10", "P-70", "R-29"], sideEffects: .ofFilingBlock)
  }
}

extension Filing {
  /// Whether the filing that exists is somebody else's.
  var isOfAnother: Bool { self == .ofAnother || self == .ofAnotherActive }

  /// Whether the registry is known to hold a website's filing.
  var hasRegistryFiling: Bool {
    switch self {
    case .elsewhere, .elsewhereLikely, .transferring, .settled, .settledUndated, .recentUnknown,
      .restricted, .ofAnother, .ofAnotherActive:
      true
    default: false
    }
  }
}
