internal import Evidence

extension Cause {
  /// A filing block is certain; the records at hand cannot tell which cause.
  ///
  /// The documented causes give the same bytes on the wire, so only records separate them.
  static let blockedUndecided = Cause(
    .blockedUndecided, status: .blocked,
    judge: { situation in
      guard situation.isBlockedForFiling else {
        // Cut off in the mainland: for the name or for the address, nobody has asked yet.
        let isCutOff = situation.reach == .resolved && situation.wire == .unclear
        return isCutOff ? .undetermined(.possible) : .excluded
      }
      switch situation.filing {
      case .unknown: return .established(situation.blockCertainty, rule: "block.no-records")
      case .accessMissing:
        return .established(situation.blockCertainty, rule: "block.access-absent-only")
      case .recentUnknown:
        return .established(situation.blockCertainty, rule: "block.filed-access-and-date-unknown")
      case .contradictory:
        return .established(situation.blockCertainty, rule: "block.records-contradict")
      default: return .excluded
      }
    },
    account: { subject in
      let contradicts = subject.situation.filing == .contradictory
      return Account(
        Text(
          en: "\(subject.name) is blocked for its filing by \(subject.providerName.en); "
            + (contradicts
              ? "the records contradict each other about why."
              : "which cause, only filing records can tell."),
          zh: "\(subject.name) 因备案问题被\(subject.providerName.zh)阻断；"
            + (contradicts ? "现有记录相互矛盾。" : "具体原因须由备案记录判定。")),
        because: subject.citations.wire + subject.citations.filing,
        remedy: steps(subject),
        sources: ["D-10", "D-11", "D-12"], sideEffects: .ofFilingBlock)
    },
    needs: { _ in
      Text(
        en: "whether the same address answers under another name", zh: "同一地址以其他域名访问是否正常")
    })

  private static func steps(_ subject: Case) -> [Verdict.Step] {
    let domain = subject.target.registrable ?? ""
    let day = subject.now.day
    var steps: [Verdict.Step] = []
    if !subject.situation.filing.hasRegistryFiling {
      steps.append(
        Verdict.Step(
          Text(
            en: "Look \(subject.registrable) up in the public MIIT query. If it is not there:",
            zh: "在工信部备案系统查询 \(subject.registrable)。若无记录："),
          url: "https://beian.miit.gov.cn/",
          command: command(
            subject, "\"view\":\"registry\",\"as_of\":\"\(day)\",\"absent\":[\"\(domain)\"]")))
      steps.append(
        Verdict.Step(
          Text(
            en: "If it is there (put its date of approval in):", zh: "若有记录（填入其审核通过日期）："),
          command: command(
            subject,
            "\"view\":\"registry\",\"as_of\":\"\(day)\",\"filings\":[{\"domain\":\"\(domain)\","
              + "\"approved_at\":\"YYYY-MM-DD\"}]")))
    }
    if subject.findings.access == .notCovered || subject.findings.access == .failed {
      let provider = subject.provider ?? "PROVIDER"
      steps.append(
        Verdict.Step(
          Text(
            en: "If \(subject.providerName.en)'s console does not list the domain as filed there:",
            zh: "若\(subject.providerName.zh)控制台的备案列表中没有该域名："), url: subject.filingURL,
          command: command(
            subject,
            "\"view\":\"provider\",\"provider\":\"\(provider)\",\"as_of\":\"\(day)\","
              + "\"absent\":[\"\(domain)\"]")))
    }
    return steps
  }

  /// A command that judges again with one view more (contract section 3).
  private static func command(_ subject: Case, _ view: String) -> String {
    let document = "{\"schema\":\"\(RecordsDocument.schemaID)\",\"views\":[{\(view)}]}"
    return "echo '\(document)' | icpdiag \(subject.target.ascii ?? "") --records -"
  }
}
