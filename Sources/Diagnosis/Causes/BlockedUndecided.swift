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
        let mayBe = situation.wire == .unclear || situation.wire == .refusesUnexplained
        return situation.reach == .resolved && mayBe ? .undetermined(.possible) : .excluded
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
          en:
            "\(subject.providerName.en.capitalizedFirst) blocks \(subject.name) over its ICP filing; "
            + (contradicts
              ? "the records contradict each other about why."
              : "only filing records can tell why."),
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
    // The full time: a day alone would lose to another view of the same day.
    let day = subject.now.rfc3339
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
    if subject.findings.access == .notCovered || subject.findings.access == .failed,
      let provider = subject.provider
    {
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
  ///
  /// `nil` where a name could end the shell's quotes: what is printed here gets pasted.
  private static func command(_ subject: Case, _ view: String) -> String? {
    let names = [subject.target.ascii, subject.target.registrable, subject.provider]
    guard names.compactMap({ $0 }).allSatisfy(\.isShellSafe) else { return nil }
    let document = "{\"schema\":\"\(RecordsDocument.schemaID)\",\"views\":[{\(view)}]}"
    return "echo '\(document)' | icpdiag \(subject.target.ascii ?? "") --records -"
  }
}

extension String {
  /// Letters, digits and inner punctuation of names: nothing that a shell would read.
  fileprivate var isShellSafe: Bool {
    !hasPrefix("-")
      && utf8.allSatisfy { octet in
        switch octet {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"):
          true
        default: false
        }
      }
  }

  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
