internal import Evidence

/// The records as they would stand if the assumed ones were true, and newer than all that is known.
///
/// What is known gives way where it speaks of the same thing or denies what is assumed; the rest of
/// it still counts, since somebody who asks "what if the order is approved?" means the world as it
/// is, with that order approved.
struct SupposedRecords: Hashable, Sendable {
  let facts: [RecordFact]

  init(_ records: [RecordFact], at now: Timestamp) {
    let assumed = records.filter(\.isAssumed).map { $0.holding(at: now) }
    var known = records.filter { !$0.isAssumed }
    var implied: [RecordFact] = []

    let registry = assumed.filter { $0.view == .registry && $0.isAnswer }
    if registry.isEmpty {
      // Whoever gives access, gives it to a filing.
      if let filing = assumed.lazy.compactMap(\.impliedFiling).first {
        known.removeAll { $0.view == .registry && !$0.isWebsiteFiled(at: now) }
        if !known.contains(where: { $0.view == .registry }) { implied.append(filing) }
      }
    } else {
      let isFiled = registry.contains { $0.isWebsiteFiled(at: now) }
      known.removeAll { fact in
        // Without a filing there is no access to it, and no order for one.
        fact.view == .registry || fact.view == .provider && (!isFiled || fact.endsFiling)
      }
    }
    for provider in Set(assumed.filter(\.isOfProvider).compactMap(\.provider)) {
      let own = assumed.filter { $0.isOfProvider && $0.provider == provider }
      let hasAccess = own.contains { $0.order == nil }
      let access = hasAccess ? nil : own.lazy.compactMap(\.impliedAccess).first
      if let access { implied.append(access) }
      let isAccessKnown = hasAccess || access != nil
      known.removeAll { fact in
        fact.view == .provider && fact.provider == provider
          && (fact.order != nil || isAccessKnown)
      }
    }
    for view in [RecordFact.View.instances, .cdn]
    where assumed.contains(where: { $0.view == view && $0.isAnswer }) {
      known.removeAll { $0.view == view }
    }
    facts = known + assumed + implied
  }
}

extension RecordFact {
  fileprivate var isAnswer: Bool { outcome == .found || outcome == .absent }

  fileprivate var isOfProvider: Bool { view == .provider && isAnswer }

  fileprivate func isWebsiteFiled(at now: Timestamp) -> Bool {
    filing.map { $0.isWebsite && !$0.isCancelled(at: now) } ?? false
  }

  /// An order in force that leaves the domain without its filing.
  fileprivate var endsFiling: Bool {
    guard let order, order.state == .approved else { return false }
    switch order.kind {
    case .cancelSite, .cancelEntity: return true
    case .change: return order.replacedBy != nil
    default: return false
    }
  }

  /// The order, where it is one that gives access and is approved.
  private var grantingOrder: RecordsDocument.Order? {
    guard let order, order.state == .approved else { return nil }
    switch order.kind {
    case .first, .addWebsite, .transfer: return order
    default: return nil
    }
  }

  /// The same as of now: what is to come is taken as come.
  fileprivate func holding(at now: Timestamp) -> RecordFact {
    var fact = self
    if view == .registry || view == .provider { fact.asOf = now }
    fact.filing?.approvedAt = filing?.approvedAt.map { min($0, now) }
    fact.filing?.cancelledAt = filing?.cancelledAt.map { min($0, now) }
    fact.access?.since = access?.since.map { min($0, now) }
    fact.order?.approvedAt = order?.approvedAt.map { min($0, now) }
    return fact
  }

  /// The filing that access, or an order that gives it, goes by; under the same id, for it is no
  /// record of its own.
  fileprivate var impliedFiling: RecordFact? {
    // A transfer, like access, is of a filing that was there before, one does not know since when.
    let filing: RecordsDocument.Filing
    if let access, access.state != .cancelled {
      filing = RecordsDocument.Filing(domain: access.domain, siteNumber: access.siteNumber)
    } else if let order = grantingOrder {
      filing = RecordsDocument.Filing(
        domain: order.domain, approvedAt: order.kind == .transfer ? nil : order.approvedAt)
    } else {
      return nil
    }
    return RecordFact(
      id: id, view: .registry, source: source, asOf: asOf, outcome: .found, filing: filing,
      isAssumed: true)
  }

  /// The access that an approved order gives; without a date, one that is in force.
  fileprivate var impliedAccess: RecordFact? {
    grantingOrder.map { order in
      RecordFact(
        id: id, view: .provider, provider: provider, source: source, asOf: asOf, outcome: .found,
        access: RecordsDocument.Access(
          domain: order.domain, state: .active, since: order.approvedAt),
        isAssumed: true)
    }
  }
}
