package import Evidence

/// How long a provider's systems may not know an approval, in seconds.
package struct SyncTime: Hashable, Sendable {
  /// Within which waiting is all there is to do.
  package var usual: Int64
  /// After which it cannot be the sync any more.
  package var longest: Int64

  package init(usual: Int64, longest: Int64) {
    self.usual = usual
    self.longest = longest
  }
}

/// What the records say will have been decided, or will be too late, at a certain moment.
package struct DueDates: Sendable {
  /// What of the records still counts, by the signs of the diagnosis.
  package struct Matter: Hashable, Sendable {
    /// Whether an order is in review.
    package var isInReview: Bool
    /// Whether an approval may be on its way to the provider's systems.
    package var isSyncing: Bool

    package init(isInReview: Bool, isSyncing: Bool) {
      self.isInReview = isInReview
      self.isSyncing = isSyncing
    }
  }

  private static let day: Int64 = 86_400
  /// An authority's review takes three to twenty working days (facts P-13), which are four weeks.
  private static let reviewDays: Int64 = 28
  /// The provider's own takes one (facts P-13); a weekend may lie in it.
  private static let ownReviewDays: Int64 = 3

  private let now: Timestamp
  private let warnSeconds: Int64
  private let sync: @Sendable (_ provider: String?) -> SyncTime

  /// - Parameters:
  ///   - now: The clock of the rules.
  ///   - warnDays: Days before a date from which it is warned of.
  ///   - sync: How long a provider's sync takes.
  package init(
    at now: Timestamp, warnDays: Int, sync: @escaping @Sendable (_ provider: String?) -> SyncTime
  ) {
    self.now = now
    warnSeconds = Int64(min(max(warnDays, 0), 36_500)) * Self.day
    self.sync = sync
  }

  /// The warnings of one target, the most pressing first.
  ///
  /// - Parameters:
  ///   - observation: The target, with the records on it.
  ///   - held: The accesses that are active.
  ///   - matter: What of the records counts.
  /// - Returns: At most one for each record.
  package func warnings(
    on observation: Observation, _ held: [HeldAccess], _ matter: Matter
  ) -> [Warning] {
    let facts = observation.evidence.records.filter { $0.outcome == .found && !$0.isAssumed }
    let newest = Self.newest(of: facts)
    var all = held.compactMap(deadline) + facts.compactMap(instance)
    if matter.isInReview { all += newest.compactMap(order) }
    if matter.isSyncing { all += newest.compactMap(syncWindow) }
    var seen: Set<Warning> = []
    return all.filter { seen.insert($0).inserted }.sorted {
      ($0.dueAt?.secondsSinceEpoch ?? .max) < ($1.dueAt?.secondsSinceEpoch ?? .max)
    }
  }

  /// What each provider said last of each kind of order, and of its access.
  private static func newest(of facts: [RecordFact]) -> [RecordFact] {
    func subject(_ fact: RecordFact) -> [String?] {
      [fact.provider, fact.order?.kind.rawValue, fact.access == nil ? nil : "access"]
    }
    return facts.filter { fact in
      !facts.contains { other in
        guard let asOf = fact.asOf, let later = other.asOf, later > asOf else { return false }
        return subject(other) == subject(fact)
      }
    }
  }

  /// A deadline counts down from the day it is known, however far it is.
  private func deadline(_ access: HeldAccess) -> Warning? {
    guard let moment = access.deadline else { return nil }
    let reason = access.reason.map { String($0.prefix(120)) }
    let left = remaining(until: moment)
    let provider = access.key.provider
    return Warning(
      .deadline,
      english: "\(provider) has set a deadline for the access of \(access.key.domain)"
        + (reason.map { " (\($0))" } ?? "") + ": \(left.english).",
      chinese: "\(provider) 对 \(access.key.domain) 的接入限期整改"
        + (reason.map { "（\($0)）" } ?? "") + "：\(left.chinese)。",
      dueAt: moment)
  }

  /// The end of the time that a review takes at most: by then it has ended, or it is time to ask.
  private func order(_ fact: RecordFact) -> Warning? {
    guard let order = fact.order, let begin = order.submittedAt, begin <= now else { return nil }
    let days: Int64
    switch order.state {
    case .providerReview: days = Self.ownReviewDays
    case .authorityReview: days = Self.reviewDays
    case .draft, .approved, .rejected: return nil
    }
    let due = begin.adding(seconds: days * Self.day)
    guard isNear(due) else { return nil }
    let provider = fact.provider ?? "-"
    let left = remaining(until: due)
    return Warning(
      .orderDue,
      english: "The order \(order.kind.rawValue) at \(provider) is in review since "
        + "\(begin.day), which takes until \(due.day) at most: \(left.english); then ask, and "
        + "import its new state.",
      chinese: "\(provider) 的备案订单（\(order.kind.rawValue)）自 \(begin.day) 起审核，"
        + "最长至 \(due.day)：\(left.chinese)；届时请查询并导入最新状态。",
      dueAt: due)
  }

  /// The time within which the provider's systems learn of an approval.
  private func syncWindow(_ fact: RecordFact) -> Warning? {
    let approved: Timestamp?
    switch (fact.order?.state, fact.order?.kind, fact.access?.state) {
    case (.approved, .first, _), (.approved, .addWebsite, _), (.approved, .transfer, _):
      approved = fact.order?.approvedAt
    case (nil, nil, .pending): approved = fact.access?.since
    default: approved = nil
    }
    guard let approved, approved <= now else { return nil }
    let time = sync(fact.provider)
    let age = now.seconds(since: approved)
    guard age < time.longest else { return nil }
    let isLate = age >= time.usual
    let due = approved.adding(seconds: isLate ? time.longest : time.usual)
    let provider = fact.provider ?? "-"
    let left = remaining(until: due)
    return Warning(
      .syncWindow,
      english: isLate
        ? "\(provider) should know the approval of \(approved.minute) by now; past \(due.minute) "
          + "it is not the sync any more: ask \(provider) (\(left.english))."
        : "\(provider) may not know the approval of \(approved.minute) before \(due.minute): "
          + "\(left.english).",
      chinese: isLate
        ? "\(provider) 此时应已同步 \(approved.minute) 的审核结果；\(due.minute) 之后即不再是同步问题，"
          + "请联系 \(provider)（\(left.chinese)）。"
        : "\(provider) 可能要到 \(due.minute) 才同步 \(approved.minute) 的审核结果：\(left.chinese)。",
      dueAt: due)
  }

  /// The end of an instance's paid time: an access needs an active one (facts D-61).
  private func instance(_ fact: RecordFact) -> Warning? {
    guard let instance = fact.instance, let end = instance.expiresAt, isNear(end) else {
      return nil
    }
    let left = remaining(until: end)
    let id = instance.id.prefix(64)
    return Warning(
      .deadline,
      english: "The instance \(id) at \(instance.provider) is paid until \(end.day): "
        + "\(left.english). Without an active one the access there is withdrawn.",
      chinese: "\(instance.provider) 的实例 \(id) 付费至 \(end.day)：\(left.chinese)。"
        + "没有正常运行的实例，接入会被取消。",
      dueAt: end)
  }

  /// Whether a date lies close ahead, or is past and nobody has said since that it no longer holds.
  private func isNear(_ moment: Timestamp) -> Bool { moment.seconds(since: now) <= warnSeconds }

  private func remaining(until moment: Timestamp) -> (english: String, chinese: String) {
    let seconds = moment.seconds(since: now)
    let isPast = seconds < 0
    let hours = abs(seconds) / 3_600
    guard hours >= 48 else {
      return isPast
        ? ("\(hours) h ago", "已过 \(hours) 小时") : ("\(hours) h left", "还剩 \(hours) 小时")
    }
    let days = hours / 24
    return isPast ? ("\(days) days ago", "已过 \(days) 天") : ("\(days) days left", "还剩 \(days) 天")
  }
}
