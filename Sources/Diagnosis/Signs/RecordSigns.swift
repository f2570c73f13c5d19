internal import Evidence

/// What the records say about the domain at one provider, newest view first.
struct RecordSigns: Hashable, Sendable {
  let registry: Sign<RegistryFinding>
  let access: Sign<AccessFinding>
  let order: Sign<OrderFinding>
  let instance: Sign<InstanceFinding>
  /// The records behind the findings, for the sentences.
  let filing: RecordsDocument.Filing?
  let accessRecord: RecordsDocument.Access?
  let orderRecord: RecordsDocument.Order?
  /// Further views of the same kind that say otherwise: shown, never averaged away.
  let contradictions: [RecordFact]

  init(_ evidence: Evidence, target: Target, provider: String?, now: Timestamp) {
    let window = SyncWindow.window(of: provider)
    let registryFacts = evidence.records.filter { $0.view == .registry }
    let registry = Self.registry(Self.newest(registryFacts), window, now)
    self.registry = registry.0
    filing = registry.1

    let providerFacts = evidence.records.filter {
      $0.view == .provider && provider != nil && $0.provider == provider
    }
    let accessFacts = providerFacts.filter { $0.order == nil }
    let access = Self.access(Self.newest(accessFacts), window, now)
    self.access = access.0
    accessRecord = access.1

    let order = Self.order(providerFacts, window, now)
    self.order = order.0
    orderRecord = order.1
    instance = Self.instance(evidence, target, now)
    contradictions = [registryFacts, accessFacts].flatMap { facts in
      let deciding = Self.newest(facts)
      return facts.filter { fact in
        fact.outcome.isAnswer && !deciding.contains(fact)
          && !deciding.contains { $0.outcome == fact.outcome }
      }
    }
  }

  /// The answers of the newest view that has one; else the look-ups that failed.
  private static func newest(_ facts: [RecordFact]) -> [RecordFact] {
    let answers = facts.filter { $0.outcome.isAnswer }
    guard let newest = answers.compactMap(\.asOf).max() else {
      return facts.filter { $0.outcome == .failed }
    }
    return answers.filter { $0.asOf == newest }
  }

  private static func registry(
    _ facts: [RecordFact], _ window: SyncWindow, _ now: Timestamp
  ) -> (Sign<RegistryFinding>, RecordsDocument.Filing?) {
    let because = facts.map(\.id)
    let filings = facts.compactMap(\.filing)
    guard !filings.isEmpty else {
      if facts.contains(where: { $0.outcome == .absent }) {
        return (Sign(.absent, because: because), nil)
      }
      return (Sign(facts.isEmpty ? .notCovered : .failed, because: because), nil)
    }
    // Only a website's filing permits a website (facts R-12).
    let websites = filings.filter { ($0.service ?? .website) == .website }
    guard let filing = websites.first(where: { !$0.isCancelled(at: now) }) ?? websites.first else {
      return (Sign(.appOnly, because: because), filings.first)
    }
    let finding: RegistryFinding
    if filing.isCancelled(at: now) {
      finding = .cancelled
    } else if filing.restricted == true {
      finding = .restricted
    } else if let approved = filing.approvedAt {
      finding =
        now.seconds(since: approved) <= window.latest ? .websiteFiledRecently : .websiteFiledSettled
    } else {
      finding = .websiteFiledUndated
    }
    return (Sign(finding, because: because), filing)
  }

  private static func access(
    _ facts: [RecordFact], _ window: SyncWindow, _ now: Timestamp
  ) -> (Sign<AccessFinding>, RecordsDocument.Access?) {
    let because = facts.map(\.id)
    guard let access = facts.compactMap(\.access).first else {
      if facts.contains(where: { $0.outcome == .absent }) {
        return (Sign(.absent, because: because), nil)
      }
      let failed = facts.contains { $0.outcome == .failed }
      return (Sign(failed ? .failed : .notCovered, because: because), nil)
    }
    switch access.state {
    case .cancelled: return (Sign(.cancelled, because: because), access)
    case .pending: return (Sign(.pending, because: because), access)
    case .active:
      // Given so recently that the gateway may not know it yet (facts T-03).
      let isFresh = access.since.map { now.seconds(since: $0) <= window.normal } ?? false
      return (Sign(isFresh ? .pending : .active, because: because), access)
    }
  }

  private static func order(
    _ facts: [RecordFact], _ window: SyncWindow, _ now: Timestamp
  ) -> (Sign<OrderFinding>, RecordsDocument.Order?) {
    let orders = facts.compactMap { fact in fact.order.map { (fact.id, $0) } }
    guard let (id, order) = orders.max(by: { $0.1.latest < $1.1.latest }) else {
      let isCovered = facts.contains { $0.outcome.isAnswer }
      return (Sign(isCovered ? .none : .notCovered, because: facts.map(\.id)), nil)
    }
    return (Sign(OrderFinding(order, window, now), because: [id]), order)
  }

  private static func instance(
    _ evidence: Evidence, _ target: Target, _ now: Timestamp
  ) -> Sign<InstanceFinding> {
    let facts = evidence.records.filter { $0.view == .instances }
    let mine = facts.filter { $0.outcome == .found }
    guard let instance = mine.compactMap(\.instance).first else {
      // Behind an alias to another domain stands a CDN or a load balancer, whose addresses no
      // inventory lists.
      let leavesDomain = evidence.dns.flatMap(\.answers).contains { record in
        record.type == "CNAME" && !(target.registrable.map { record.data.isWithin($0) } ?? true)
      }
      let isKnown = !facts.isEmpty && !leavesDomain
      return Sign(isKnown ? .notMine : .notCovered, because: facts.map(\.id))
    }
    let because = mine.map(\.id)
    if instance.locked != nil || instance.expiresAt.map({ $0 <= now }) == true {
      return Sign(.lockedOrExpired, because: because)
    }
    return Sign(instance.state == .stopped ? .stopped : .running, because: because)
  }
}

extension RecordFact.Outcome {
  fileprivate var isAnswer: Bool { self == .found || self == .absent }
}

extension RecordsDocument.Filing {
  fileprivate func isCancelled(at now: Timestamp) -> Bool {
    cancelledAt.map { $0 <= now } ?? false
  }
}

extension RecordsDocument.Order {
  fileprivate var latest: Timestamp {
    max(approvedAt ?? .distantPast, submittedAt ?? .distantPast)
  }
}

extension Timestamp {
  fileprivate static let distantPast = Timestamp(secondsSinceEpoch: .min)
}

extension String {
  fileprivate func isWithin(_ domain: String) -> Bool {
    self == domain || hasSuffix("." + domain)
  }
}

extension OrderFinding {
  /// What an order means for access (facts D-20 to D-31).
  fileprivate init(
    _ order: RecordsDocument.Order, _ window: SyncWindow, _ now: Timestamp
  ) {
    switch (order.state, order.kind) {
    case (.draft, _): self = .none
    case (.rejected, .first), (.rejected, .addWebsite), (.rejected, .transfer): self = .rejected
    case (.rejected, _): self = .none
    case (.providerReview, .first), (.providerReview, .addWebsite),
      (.authorityReview, .first), (.authorityReview, .addWebsite):
      self = .firstOrAddInReview
    case (.providerReview, .transfer), (.authorityReview, .transfer): self = .transferInReview
    case (.providerReview, .change), (.authorityReview, .change): self = .changeInReview
    case (.providerReview, _), (.authorityReview, _): self = .none
    case (.approved, .change): self = order.replacedBy == nil ? .none : .replacedByChange
    case (.approved, .cancelSite), (.approved, .cancelEntity): self = .cancelFilingInForce
    case (.approved, .cancelAccess): self = .cancelAccessInForce
    case (.approved, .first), (.approved, .addWebsite), (.approved, .transfer),
      (.approved, .claim), (.approved, .import):
      guard let approved = order.approvedAt else {
        self = .notCovered
        return
      }
      let age = now.seconds(since: approved)
      if age <= window.normal {
        self = .approvedRecently
      } else {
        self = age <= window.latest ? .approvedLate : .approvedLongAgo
      }
    }
  }
}
