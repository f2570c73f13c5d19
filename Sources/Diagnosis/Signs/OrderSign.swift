internal import Evidence

/// The order that matters now: the newest whose effect nothing later has overtaken.
struct OrderReading: Sendable {
  let sign: Sign<OrderFinding>
  let order: RecordsDocument.Order?
  /// The record that shows it.
  let fact: Listed<RecordFact>?
  /// When the record that shows the order was true.
  let asOf: Timestamp?

  init(
    _ facts: Selection<RecordFact>, filing: RecordsDocument.Filing?, registry: DecidingView,
    access: DecidingView, _ clock: RecordClock
  ) {
    let orders = facts.compactMap { fact in fact.order.map { (fact, $0) } }
    let standing = orders.compactMap {
      (fact, order) -> (Listed<RecordFact>, RecordsDocument.Order, OrderFinding)? in
      let finding = OrderFinding(order, clock)
      guard finding != .none,
        !Self.isOvertaken(finding, order, fact.asOf, filing, registry, access)
      else { return nil }
      return (fact, order, finding)
    }
    let newest = standing.max { Self.moment($0.1, $0.0.asOf) < Self.moment($1.1, $1.0.asOf) }
    guard let (fact, order, finding) = newest else {
      sign = Sign(orders.isEmpty ? .notCovered : .none, because: orders.map { $0.0.id })
      self.order = nil
      self.fact = nil
      asOf = nil
      return
    }
    sign = Sign(finding, because: [fact.id])
    self.order = order
    self.fact = fact
    asOf = fact.asOf
  }

  /// When the provider's order for access was approved.
  var approvedAt: Timestamp? {
    switch sign.value {
    case .approvedRecently, .approvedLate, .approvedLongAgo: order?.approvedAt
    default: nil
    }
  }

  private static func moment(_ order: RecordsDocument.Order, _ asOf: Timestamp?) -> Timestamp {
    order.approvedAt ?? order.submittedAt ?? asOf ?? Timestamp(secondsSinceEpoch: .min)
  }

  /// Whether a newer filing, or a newer view of the access, shows that the order's effect is past.
  private static func isOvertaken(
    _ finding: OrderFinding, _ order: RecordsDocument.Order, _ asOf: Timestamp?,
    _ filing: RecordsDocument.Filing?, _ registry: DecidingView, _ access: DecidingView
  ) -> Bool {
    let moment = moment(order, asOf)
    let isRefiled = filing?.approvedAt.map { $0 > moment } ?? false
    let active = access.facts.compactMap(\.access).first { $0.state == .active }
    // What is active was seen to be at some time.
    let isActiveSince = active.flatMap { $0.since ?? access.asOf }.map { $0 > moment } ?? false
    switch finding {
    case .firstOrAddInReview, .transferInReview:
      // The review has ended when a later view shows what it was for.
      let seenActive = active.flatMap { _ in access.asOf }
      return isRefiled || seenActive.map { $0 > asOf ?? moment } ?? false
    case .cancelFilingInForce, .replacedByChange: return isRefiled
    case .cancelAccessInForce: return isActiveSince
    case .rejected: return isRefiled || isActiveSince
    default: return false
    }
  }
}

extension OrderFinding {
  /// What an order means for access (facts D-20 to D-31).
  init(_ order: RecordsDocument.Order, _ clock: RecordClock) {
    switch (order.state, order.kind) {
    case (.rejected, .first), (.rejected, .addWebsite), (.rejected, .transfer): self = .rejected
    case (.providerReview, .first), (.providerReview, .addWebsite),
      (.authorityReview, .first), (.authorityReview, .addWebsite):
      self = .firstOrAddInReview
    case (.providerReview, .transfer), (.authorityReview, .transfer): self = .transferInReview
    case (.providerReview, .change), (.authorityReview, .change): self = .changeInReview
    case (.approved, .change): self = order.replacedBy == nil ? .none : .replacedByChange
    case (.approved, .cancelSite), (.approved, .cancelEntity): self = .cancelFilingInForce
    case (.approved, .cancelAccess): self = .cancelAccessInForce
    case (.approved, .first), (.approved, .addWebsite), (.approved, .transfer):
      guard let age = clock.age(of: order.approvedAt) else {
        self = .notCovered
        return
      }
      if age <= clock.window.normal {
        self = .approvedRecently
      } else {
        self = age <= clock.window.latest ? .approvedLate : .approvedLongAgo
      }
    case (.draft, _), (.rejected, _), (.providerReview, _), (.authorityReview, _),
      (.approved, .claim), (.approved, .import):
      self = .none
    }
  }
}
