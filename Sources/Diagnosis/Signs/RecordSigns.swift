internal import Evidence

/// What the records say about the domain at one provider.
///
/// Within one kind of view the newest answer decides; an answer that is older than the event it
/// would deny says nothing; and what contradicts it is shown, never averaged away.
struct RecordSigns: Sendable {
  let registry: Sign<RegistryFinding>
  let access: Sign<AccessFinding>
  let order: Sign<OrderFinding>
  let instance: Sign<InstanceFinding>
  /// The registry's filing of the website, for the sentences; else of whatever it has.
  let filing: RecordsDocument.Filing?
  private let registryView: DecidingView
  private let accessView: DecidingView
  private let orderReading: OrderReading
  private let clock: RecordClock

  /// Reads the records of `provider`; none of a provider's count when it is not known whose.
  init(_ sight: Sight, provider: String?, now: Timestamp) {
    let clock = RecordClock(now: now, window: SyncWindow.window(of: provider))
    let dated = sight.records.filter { !clock.isFuture($0.asOf) }
    let registryFacts = dated.filter { $0.view == .registry }
    let registryView = DecidingView.registry(registryFacts).completed(from: registryFacts)
    let providerFacts = dated.filter {
      $0.view == .provider && provider != nil && $0.provider == provider
    }
    let accessView = DecidingView(providerFacts.filter { $0.order == nil })

    let entity = EntityName(sight.observation.evidence.request.entity)
    let filing = registryView.website(at: now, of: entity)
    let order = OrderReading(
      providerFacts, filing: filing, registry: registryView, access: accessView, clock)
    self.order = order.sign
    registry = .registry(
      registryView, filing: filing, approved: order.approvedAt, entity: entity, clock)
    self.filing = filing ?? registryView.facts.compactMap(\.filing).first
    access = .access(
      accessView, filedAt: filing?.approvedAt, approved: order.approvedAt, clock)
    instance = .instance(sight, now)
    self.registryView = registryView
    self.accessView = accessView
    orderReading = order
    self.clock = clock
  }

  var accessRecord: RecordsDocument.Access? { accessView.facts.compactMap(\.access).first }
  var orderRecord: RecordsDocument.Order? { orderReading.order }

  /// Records that cannot both be so.
  var disputes: [RecordDispute] {
    [RecordDispute](in: registryView) + [RecordDispute](in: accessView)
      + [RecordDispute](
        registry: registry, registryView, access: access, accessView, order: orderReading)
  }

  /// The date of what a filing state rests on, where that is so old that it may no longer hold.
  func agedSince(_ state: Filing) -> Timestamp? {
    let registryAge = registryView.agedSince(clock)
    let accessAge = accessView.agedSince(clock)
    let orderAge = clock.agedSince(orderReading.asOf, days: RecordClock.staleDays)
    let ages: [Timestamp?] =
      switch state {
      case .restricted, .appOnly, .missing, .missingStale, .ofAnother, .recentUnknown:
        [registryAge]
      case .settled, .settledUndated, .ofAnotherActive, .elsewhere, .elsewhereRecently,
        .elsewhereLikely:
        [registryAge, accessAge]
      case .accessMissing: [accessAge]
      case .cancelled: [registry.value == .cancelled ? registryAge : orderAge]
      case .accessRemoved: [access.value == .cancelled ? accessAge : orderAge]
      case .inReview, .replaced: [orderAge]
      case .transferring: [registryAge, orderAge]
      // These end by themselves, within days.
      case .syncing, .syncOverdue: []
      case .contradictory, .unknown: []
      }
    return ages.compactMap(\.self).min()
  }
}

/// Ages of records, on the clock the rules use.
struct RecordClock: Hashable, Sendable {
  let now: Timestamp
  let window: SyncWindow

  static let day: Int64 = 24 * 3_600

  /// Days past which an absence, or a review, is an old one: it may have ended since.
  ///
  /// Providers and authorities together take three to five weeks (facts P-13).
  static let staleDays: Int64 = 30

  /// Days past which what was found is an old finding: filings and accesses last for years, yet
  /// are withdrawn, within months of the site's moving away (facts P-28, P-48).
  static let agedDays: Int64 = 180

  /// More than a day ahead is a mistake, not a clock that runs fast.
  func isFuture(_ moment: Timestamp?) -> Bool {
    moment.map { $0.seconds(since: now) > Self.day } ?? false
  }

  /// Seconds since `moment`, not below zero; `nil` when it is unknown or a mistake.
  func age(of moment: Timestamp?) -> Int64? {
    guard let moment, !isFuture(moment) else { return nil }
    return max(0, now.seconds(since: moment))
  }

  func isOlder(_ moment: Timestamp?, than days: Int64) -> Bool {
    age(of: moment).map { $0 > days * Self.day } ?? false
  }

  /// The moment, if it is so many days ago that what was true then is no longer relied upon.
  func agedSince(_ moment: Timestamp?, days: Int64) -> Timestamp? {
    isOlder(moment, than: days) ? moment : nil
  }
}

/// The newest answers of one kind of view.
final class DecidingView: Sendable {
  /// The answers of the deciding time; else the look-ups that failed.
  let facts: Selection<RecordFact>
  let asOf: Timestamp?
  /// Older answers that the deciding ones deny.
  let contradictions: Selection<RecordFact>
  /// Older answers that say more of what the newest found.
  private let details: [String]
  /// Whether a look-up failed after the deciding answer was given.
  private let hasNewerFailure: Bool

  init(_ all: Selection<RecordFact>) {
    let answers = all.filter { $0.outcome == .found || $0.outcome == .absent }
    let newest = answers.compactMap(\.asOf).max()
    asOf = newest
    let deciding =
      newest.map { newest in answers.filter { $0.asOf == newest } }
      ?? all.filter { $0.outcome == .failed }
    facts = deciding
    let older = deciding.isEmpty ? deciding : answers.filter { $0.asOf != newest }
    contradictions =
      older.filter { older in deciding.allSatisfy { $0.disagrees(with: older) } }
    details = []
    hasNewerFailure = all.contains { fact in
      fact.outcome == .failed && newest.map { newest in (fact.asOf ?? newest) > newest } ?? false
    }
  }

  /// The newest answers of the registry on a website.
  ///
  /// An app's filing neither permits a website nor denies one (facts R-12), so a newer one takes
  /// nothing from what was said of the website. It counts where no website is known to be filed,
  /// unless the look-up of the website failed since.
  static func registry(_ all: Selection<RecordFact>) -> DecidingView {
    let apps = all.filter { $0.filing.map { !$0.isWebsite } ?? false }
    guard !apps.isEmpty else { return DecidingView(all) }
    let ofWebsite = DecidingView(all.filter { $0.filing?.isWebsite ?? true })
    let spoken = ofWebsite.asOf ?? ofWebsite.facts.compactMap(\.asOf).max()
    let newest = apps.compactMap(\.asOf).max()
    let isNewer =
      switch (newest, spoken) {
      case (let newest?, let spoken?): ofWebsite.isAbsent ? newest >= spoken : newest > spoken
      case (_, let spoken): spoken == nil
      }
    return !ofWebsite.isFound && isNewer ? DecidingView(apps) : ofWebsite
  }

  /// The same, where a filing found anew keeps what an older answer said of it.
  ///
  /// A look-up that says "filed" and no more is silent on the holder, the date and a restriction,
  /// and denies none of them. What is older than an absence, or of another number, is not it.
  func completed(from all: Selection<RecordFact>) -> DecidingView {
    let end = all.filter { $0.outcome == .absent }.compactMap(\.asOf).max()
    let older = all.compactMap {
      fact -> (id: String, moment: Timestamp, filing: RecordsDocument.Filing)? in
      guard let filing = fact.filing, filing.isWebsite, let moment = fact.asOf, let asOf,
        moment < asOf, end.map({ moment > $0 }) ?? true
      else { return nil }
      return (fact.id, moment, filing)
    }
    guard !older.isEmpty else { return self }
    var details = details
    var facts = facts.map(\.whole)
    for index in facts.indices {
      for known in older.sorted(by: { $0.moment > $1.moment })
      where facts[index].filing?.complete(from: known.filing) == true {
        details.append(known.id)
      }
    }
    return DecidingView(self, facts: Selection(facts), details: details)
  }

  private init(_ view: DecidingView, facts: Selection<RecordFact>, details: [String]) {
    self.facts = facts
    self.details = details
    asOf = view.asOf
    contradictions = view.contradictions
    hasNewerFailure = view.hasNewerFailure
  }

  var because: [String] { facts.map(\.id) + details }

  /// Whether what it denies may have come about since.
  func isStale(_ clock: RecordClock) -> Bool {
    clock.isOlder(asOf, than: RecordClock.staleDays) || hasNewerFailure
  }

  /// Since when it has been too old to be relied upon, if it is.
  func agedSince(_ clock: RecordClock) -> Timestamp? {
    clock.agedSince(asOf, days: isFound ? RecordClock.agedDays : RecordClock.staleDays)
  }

  var isAbsent: Bool { facts.contains { $0.outcome == .absent } }
  var isFound: Bool { facts.contains { $0.outcome == .found } }

  /// The website's filing, one in force before one that is cancelled.
  ///
  /// Only that permits a website (facts R-12). Of several, the one of `entity` comes first.
  func website(at now: Timestamp, of entity: EntityName?) -> RecordsDocument.Filing? {
    let websites = facts.filter { $0.filing?.isWebsite ?? false }
    let inForce = websites.filter { $0.filing?.isCancelled(at: now) == false }
    let own = inForce.first { entity != nil && EntityName($0.filing?.entityName) == entity }
    return (own ?? inForce.first ?? websites.first)?.filing
  }
}

extension RecordsDocument.Filing {
  /// By what the record says it is for and by its number's suffix, neither of which may be
  /// another's (facts R-12).
  var isWebsite: Bool {
    guard (service ?? .website) == .website else { return false }
    // Only a letter at its end tells an app's number from a website's.
    guard let siteNumber, let end = siteNumber.utf8.last, !UInt8.digits.contains(end) else {
      return true
    }
    return ((try? FilingNumber(siteNumber))?.service ?? .website) == .website
  }

  /// Whether both numbers may be of one filing: where one is not given, they may.
  fileprivate func mayBe(_ other: Self) -> Bool {
    guard let number = siteNumber.flatMap({ try? FilingNumber($0) }),
      let its = other.siteNumber.flatMap({ try? FilingNumber($0) })
    else { return true }
    return number.isSameFiling(as: its)
  }

  /// Takes what is not given from an older answer on the same filing; tells whether that was
  /// anything.
  fileprivate mutating func complete(from older: Self) -> Bool {
    guard isWebsite, mayBe(older) else { return false }
    let before = self
    siteNumber = siteNumber ?? older.siteNumber
    entityName = entityName ?? older.entityName
    entityNature = entityNature ?? older.entityNature
    approvedAt = approvedAt ?? older.approvedAt
    restricted = restricted ?? older.restricted
    return self != before
  }

  func isCancelled(at now: Timestamp) -> Bool {
    cancelledAt.map { $0 <= now } ?? false
  }
}

extension UInt8 {
  fileprivate static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
}
