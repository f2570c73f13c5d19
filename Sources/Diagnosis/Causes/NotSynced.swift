internal import Evidence

extension Cause {
  /// Documented cause 3: approved recently, and the provider's systems do not know it yet.
  ///
  /// Past the window it turns into "possible", and past 48 hours it is excluded (facts P-14).
  static let notSynced = Cause(
    .notSynced,
    title: Text(en: "approved, not yet synced", zh: "备案已通过，数据未同步"),
    meaning: Text(
      en: "Approved recently; the provider's systems do not know it yet.",
      zh: "备案刚通过审核，服务商系统尚未同步。"),
    status: .blocked, documentedAs: 3, example: "not-synced.example",
    rules: [
      Rule(
        "block.sync-running", .asTheBlock,
        en: "A filing block; the provider's order was approved, or its access given, within "
          + "the time a sync takes.",
        zh: "该域名因备案被阻断，而该服务商的订单刚获通过或刚完成接入，仍在同步所需时间内。",
        when: { $0.isBlocked(.syncing) }),
      Rule(
        "block.sync-overdue", .possible,
        en: "The same, longer ago than a sync normally takes and not yet longer than one has "
          + "been seen to take.",
        zh: "同上，但已超过正常同步时间，尚在见过的最长时间之内。",
        when: { $0.isBlocked(.syncOverdue) }),
    ],
    staysOpen: {
      $0.isBlocked(.recentUnknown) || $0.isBlocked(.elsewhereRecently)
        || $0.isBlocked(.settledUndated) || $0.isBlocked(.unknown)
    },
    excludedBy: Text(
      en: "An approval more than 48 hours ago, no approval at all, or one through another "
        + "provider.",
      zh: "通过已超过 48 小时、尚未通过，或经其他服务商提交。"),
    account: { subject in
      let isLate = subject.situation.filing == .syncOverdue
      let window = SyncWindow.window(of: subject.provider)
      let approved = subject.syncStart
      let since = Text.aside(approved?.minute)
      return Account(
        Text(
          en: "The filing was approved\(since.en) so recently that \(subject.providerName.en)'s "
            + "gateway does not know it yet.",
          zh: "备案刚获通过\(since.zh)，\(subject.providerName.zh)的网关尚未同步到该数据。"),
        remarks: isLate
          ? [
            Text(
              en: "More than \(window.normal / 3_600) hours have passed, which is late for a sync.",
              zh: "距通过已超过 \(window.normal / 3_600) 小时，同步偏慢。")
          ] : [],
        because: subject.citations.wire + subject.citations.filing,
        remedy: [
          isLate
            ? Verdict.Step(
              Text(
                en: "Ask \(subject.providerName.en) in a ticket why the sync is late.",
                zh: "向\(subject.providerName.zh)提交工单，询问同步为何延迟。"))
            : Verdict.Step(
              Text(
                en: "Wait; the domain may already point to the server, and opens after the sync.",
                zh: "等待即可；域名可以先解析到服务器，同步完成后自动放行。"))
        ],
        sources: ["D-12", "D-36", "D-37", window.source] + lag(subject),
        sideEffects: .ofFilingBlock,
        recheckAfter: approved.map { $0.adding(seconds: isLate ? window.latest : window.normal) }
          .flatMap { $0 > subject.now ? $0 : nil },
        request: isLate
          ? Text(
            en: "The filing has been approved; please check why it is not in force at your gateway "
              + "yet.",
            zh: "备案已通过，请核查备案数据为何仍未在贵司网关生效，并协助同步。") : nil)
    },
    exclusion: { subject in
      let hours = SyncWindow.window(of: subject.provider).latest / 3_600
      if subject.findings.order == .approvedLongAgo {
        return Text(
          en: "the order was approved over \(hours) hours ago", zh: "备案订单通过已超过 \(hours) 小时")
      }
      guard subject.findings.registry == .websiteFiledSettled else { return nil }
      return Text(en: "the filing is older than \(hours) hours", zh: "备案通过已超过 \(hours) 小时")
    },
    needs: { subject in
      Text(
        en: "when the filing was approved, and through which provider",
        zh: "备案何时通过、通过哪家服务商提交")
    })

  /// The public query that does not show the filing yet is behind, not right (facts R-34).
  private static func lag(_ subject: Case) -> [String] {
    subject.findings.registry == .notCovered && !subject.citations.registry.isEmpty ? ["R-34"] : []
  }
}
