internal import Evidence

extension Cause {
  /// A filing block is certain; the records at hand cannot tell which cause.
  ///
  /// The documented causes give the same bytes on the wire, so only records separate them.
  static let blockedUndecided = Cause(
    .blockedUndecided,
    title: Text(en: "blocked for its filing, which cause is open", zh: "因备案被阻断，原因待定"),
    meaning: Text(
      en: "Certainly blocked for its filing; the records at hand cannot tell which cause.",
      zh: "确因备案被阻断，现有记录无法判定是哪种原因。"),
    status: .blocked, example: "undecided.example",
    rules: [
      Rule(
        "block.no-records", .asTheBlock,
        en: "A filing block, and no record speaks of the domain.",
        zh: "该域名因备案被阻断，且没有关于它的任何记录。",
        when: { $0.isBlocked(.unknown) }),
      Rule(
        "block.access-absent-only", .asTheBlock,
        en: "A filing block; the provider has no access record, and whether a filing exists "
          + "is not known.",
        zh: "该域名因备案被阻断，服务商没有接入记录，是否已备案未知。",
        when: { $0.isBlocked(.accessMissing) }),
      Rule(
        "block.filed-access-and-date-unknown", .asTheBlock,
        en: "A filing block; filed, but neither since when nor whether with access here is known.",
        zh: "该域名因备案被阻断；已备案，但何时通过、是否在此接入均未知。",
        when: { $0.isBlocked(.recentUnknown) }),
      Rule(
        "block.records-contradict", .asTheBlock,
        en: "A filing block, and the records contradict each other about why.",
        zh: "该域名因备案被阻断，而现有记录相互矛盾。",
        when: { $0.isBlocked(.contradictory) }),
    ],
    staysOpen: {
      // Cut off in the mainland: for the name or for the address, nobody has asked yet.
      $0.reach == .resolved && ($0.wire == .unclear || $0.wire == .refusesUnexplained)
    },
    excludedBy: Text(
      en: "A record that decides between the causes, or no block.",
      zh: "有记录能够区分各原因，或没有被阻断。"),
    account: { subject in
      let contradicts = subject.situation.filing == .contradictory
      return Account(
        Text(
          en:
            "\(subject.providerName.en.capitalizedFirst) blocks \(subject.name) over its ICP filing; "
            + (contradicts
              ? "the records contradict each other about why."
              : "only filing records can tell why."),
          zh: "\(subject.name) 因备案问题被\(subject.providerName.zh)阻断；"
            + (contradicts ? "现有记录相互矛盾。" : "具体原因须由备案记录判定。")),
        because: subject.citations.wire + subject.citations.filing,
        remedy: steps(subject),
        sources: ["D-10", "D-11", "D-12"], sideEffects: .ofFilingBlock,
        recheckAfter: Recheck.sync(subject),
        request: Text(
          en: "Please tell why the domain is blocked: no filing, no access at your side, or "
            + "filing data that is not in force yet.",
          zh: "请告知该域名被阻断的具体原因：未备案、未在贵司接入，还是备案数据尚未同步生效。"))
    },
    needs: { subject in
      subject.findings.http == .originHandshake
        ? Text(
          en: "what the origin itself answers, if it is in mainland China (--at ORIGIN-IP)",
          zh: "若源站位于中国内地，源站自身的应答（--at 源站 IP）")
        : Text(
          en: "whether the same address answers under another name", zh: "同一地址以其他域名访问是否正常")
    })

  /// What to look up, and the commands that note it; with them the next run names the cause.
  private static func steps(_ subject: Case) -> [Verdict.Step] {
    var steps: [Verdict.Step?] = []
    if !subject.situation.filing.hasRegistryFiling {
      steps += [
        RecordCommand.unfiled(
          subject,
          Text(
            en: "Look \(subject.registrable) up in the public MIIT query. If it is not there:",
            zh: "在工信部备案系统查询 \(subject.registrable)。若无记录："),
          url: "https://beian.miit.gov.cn/"),
        RecordCommand.filed(
          subject,
          Text(en: "If it is there (put its date of approval in):", zh: "若有记录（填入其审核通过日期）：")),
      ]
    } else if subject.situation.filing == .recentUnknown {
      steps.append(
        RecordCommand.filed(
          subject,
          Text(
            en: "Note the date of approval that the filing shows:", zh: "记下该备案的审核通过日期：")))
    }
    switch subject.findings.access {
    case .notCovered, .failed, .contradictory:
      steps += [
        RecordCommand.withoutAccess(
          subject,
          Text(
            en: "If \(subject.providerName.en)'s console does not list the domain as filed there:",
            zh: "若\(subject.providerName.zh)控制台的备案列表中没有该域名："), url: subject.filingURL),
        RecordCommand.withAccess(
          subject, Text(en: "If it lists the domain:", zh: "若列表中有该域名：")),
      ]
    default: break
    }
    return steps.compactMap(\.self)
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
