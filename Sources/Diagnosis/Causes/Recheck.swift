internal import Evidence

/// When looking again will show something new: where time decides, and nothing else has to be done.
enum Recheck {
  /// When the review of an order may be over.
  ///
  /// The authority takes 3 to 20 working days, the provider one before that (facts P-13). Until
  /// the first day on which it may have ended, that day; then every working day; past the last one
  /// time alone decides nothing any more.
  static func review(_ subject: Case) -> Timestamp? {
    guard let order = subject.order else { return nil }
    let tomorrow = subject.now.adding(workingDays: 1)
    guard let submitted = order.submittedAt, submitted <= subject.now else { return tomorrow }
    let first = submitted.adding(workingDays: order.state == .providerReview ? 1 : 1 + 3)
    if subject.now < first { return first }
    return isOverdue(subject) ? nil : tomorrow
  }

  /// Whether the review takes longer than reviews do.
  static func isOverdue(_ subject: Case) -> Bool {
    guard let submitted = subject.order?.submittedAt, submitted <= subject.now else { return false }
    return submitted.adding(workingDays: 1 + 20) <= subject.now
  }

  /// When a filing that was granted or changed these days must have reached the provider: a block
  /// that stands after that is no sync (facts P-14).
  static func sync(_ subject: Case) -> Timestamp? {
    afterApproval(subject, SyncWindow.window(of: subject.provider).latest)
  }

  /// When a CDN must know of a filing: its copies of the registry are up to two days behind
  /// (facts P-09).
  static func cdn(_ subject: Case) -> Timestamp? {
    afterApproval(subject, 48 * 3_600)
  }

  private static func afterApproval(_ subject: Case, _ seconds: Int64) -> Timestamp? {
    guard subject.findings.registry == .websiteFiledRecently else { return nil }
    return subject.filing?.approvedAt.map { $0.adding(seconds: seconds) }
      .flatMap { $0 > subject.now ? $0 : nil }
  }

  /// When resolvers will have forgotten the answer that they gave, so that a correction shows.
  ///
  /// For records that is their time to live, for a denial the lesser of the SOA record's own and
  /// of its last field (RFC 2308 section 5); nobody waits longer than for a change of name servers
  /// (facts P-16).
  static func dns(_ subject: Case) -> Timestamp? {
    let asked = subject.dns.filter { $0.role == .resolver }
    let records = asked.flatMap(\.answers).map { Int64($0.ttlS) }
    let denials = asked.flatMap(\.authority).compactMap(\.denialLifetime)
    let lifetime = records.max() ?? denials.max() ?? 0
    guard lifetime > 0 else { return nil }
    return subject.now.adding(seconds: min(lifetime, 48 * 3_600))
  }
}

extension DNSExchange.Record {
  /// Seconds for which a denial that carries this SOA record may be kept.
  fileprivate var denialLifetime: Int64? {
    guard type == "SOA" else { return nil }
    let minimum = data.split(separator: " ").last.flatMap { UInt32($0) }
    return minimum.map { Int64(min($0, ttlS)) }
  }
}

extension Timestamp {
  private static let day: Int64 = 24 * 3_600

  /// The same time of day so many working days later, in the calendar of Beijing without its public
  /// holidays.
  func adding(workingDays count: Int) -> Timestamp {
    var moment = self
    for _ in 0..<count {
      repeat {
        moment = moment.adding(seconds: Self.day)
      } while moment.isWeekendInBeijing
    }
    return moment
  }

  private var isWeekendInBeijing: Bool {
    let local = adding(seconds: 8 * 3_600).secondsSinceEpoch
    let days = (local - (local % Self.day + Self.day) % Self.day) / Self.day
    // 1970-01-01 was a Thursday; Monday is 0.
    let weekday = ((days + 3) % 7 + 7) % 7
    return weekday >= 5
  }
}
