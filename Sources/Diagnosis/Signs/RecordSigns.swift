internal import Evidence

/// What the records say about the domain at one provider.
///
/// Within one kind of view the newest answer decides; an answer that is older than the event it
/// would deny says nothing; and what contradicts it is shown, never averaged away.
struct RecordSigns: Hashable, Sendable {
  let registry: Sign<RegistryFinding>
  let access: Sign<AccessFinding>
  let order: Sign<OrderFinding>
  let instance: Sign<InstanceFinding>
  /// The records behind the findings, for the sentences.
  let filing: RecordsDocument.Filing?
  let accessRecord: RecordsDocument.Access?
  let orderRecord: RecordsDocument.Order?
  /// Further views of the same kind that say otherwise.
  let contradictions: [RecordFact]

  /// Reads the records of `provider`; none of a provider's count when it is not known whose.
  init(_ evidence: Evidence, target: Target, provider: String?, now: Timestamp) {
    let clock = RecordClock(now: now, window: SyncWindow.window(of: provider))
    let dated = evidence.records.filter { !clock.isFuture($0.asOf) }
    let registryView = DecidingView(dated.filter { $0.view == .registry })
    let providerFacts = dated.filter {
      $0.view == .provider && provider != nil && $0.provider == provider
    }
    let accessView = DecidingView(providerFacts.filter { $0.order == nil })

    let filing = registryView.website(at: now)
    let order = OrderReading(
      providerFacts, filing: filing, registry: registryView, access: accessView, clock)
    self.order = order.sign
    orderRecord = order.order

    registry = .registry(registryView, filing: filing, approved: order.approvedAt, clock)
    self.filing = filing ?? registryView.facts.compactMap(\.filing).first
    access = .access(
      accessView, filedAt: filing?.approvedAt, approved: order.approvedAt, clock)
    accessRecord = accessView.facts.compactMap(\.access).first
    instance = .instance(evidence, target, now)
    contradictions = registryView.contradictions + accessView.contradictions
  }
}

/// Ages of records, on the clock the rules use.
struct RecordClock: Hashable, Sendable {
  let now: Timestamp
  let window: SyncWindow

  static let day: Int64 = 24 * 3_600

  /// Days past which an absence is an old one: it may have been put right since.
  static let staleDays: Int64 = 30

  /// More than a day ahead is a mistake, not a clock that runs fast.
  func isFuture(_ moment: Timestamp?) -> Bool {
    moment.map { $0.seconds(since: now) > Self.day } ?? false
  }

  /// Seconds since `moment`, not below zero; `nil` when it is unknown or a mistake.
  func age(of moment: Timestamp?) -> Int64? {
    guard let moment, !isFuture(moment) else { return nil }
    return max(0, now.seconds(since: moment))
  }

  func isStale(_ moment: Timestamp?) -> Bool {
    age(of: moment).map { $0 > Self.staleDays * Self.day } ?? true
  }
}

/// The newest answers of one kind of view.
struct DecidingView: Hashable, Sendable {
  /// The answers of the deciding time; else the look-ups that failed.
  let facts: [RecordFact]
  let asOf: Timestamp?
  let contradictions: [RecordFact]
  /// Whether a look-up failed after the deciding answer was given.
  private let hasNewerFailure: Bool

  init(_ all: [RecordFact]) {
    let answers = all.filter { $0.outcome == .found || $0.outcome == .absent }
    let newest = answers.compactMap(\.asOf).max()
    asOf = newest
    facts =
      newest.map { newest in answers.filter { $0.asOf == newest } }
      ?? all.filter { $0.outcome == .failed }
    let outcomes = Set(facts.map(\.outcome))
    contradictions = answers.filter { $0.asOf != newest && !outcomes.contains($0.outcome) }
    hasNewerFailure = all.contains { fact in
      fact.outcome == .failed && newest.map { newest in (fact.asOf ?? newest) > newest } ?? false
    }
  }

  var because: [String] { facts.map(\.id) }

  /// Whether what it denies may have come about since.
  func isStale(_ clock: RecordClock) -> Bool {
    clock.isStale(asOf) || hasNewerFailure
  }

  var isAbsent: Bool { facts.contains { $0.outcome == .absent } }
  var isFound: Bool { facts.contains { $0.outcome == .found } }

  /// The website's filing, one in force before one that is cancelled.
  ///
  /// Only that permits a website (facts R-12).
  func website(at now: Timestamp) -> RecordsDocument.Filing? {
    let websites = facts.compactMap(\.filing).filter { ($0.service ?? .website) == .website }
    return websites.first { !$0.isCancelled(at: now) } ?? websites.first
  }
}

extension RecordsDocument.Filing {
  func isCancelled(at now: Timestamp) -> Bool {
    cancelledAt.map { $0 <= now } ?? false
  }
}
