/// What the records say the provider should do with the name: registry, access and order together.
package enum Filing: String, CaseIterable, Hashable, Sendable {
  case restricted
  /// A first filing or an added website is under review.
  case inReview = "in-review"
  /// Approved or given so recently that the sync may not be through.
  case syncing
  /// Approved 24 to 48 hours ago: a sync that late has been seen.
  case syncOverdue = "sync-overdue"
  case cancelled
  case accessRemoved = "access-removed"
  case replaced
  case appOnly = "app-only"
  /// Confirmed: the registry has no filing.
  case missing
  /// Confirmed: filed, and the provider has no access record.
  case elsewhere
  /// Filed long ago, and nothing is known of access here.
  case elsewhereLikely = "elsewhere-likely"
  /// Filed elsewhere, and a transfer to this provider is under review.
  case transferring
  /// Filed, access active, both long enough ago.
  case settled
  /// Filed, access active, the filing's date unknown.
  case settledUndated = "settled-undated"
  /// The registry shows no filing although the provider gives access, or the like.
  case contradictory
  /// Filed, not known since when, and nothing is known of access here.
  case recentUnknown = "recent-unknown"
  /// The provider has no access record; whether a filing exists is unknown.
  case accessMissing = "access-missing"
  case unknown

  package init(registry: RegistryFinding, access: AccessFinding, order: OrderFinding) {
    switch (registry, access, order) {
    case (.restricted, _, _): self = .restricted
    case (_, _, .cancelFilingInForce): self = .cancelled
    case (_, _, .firstOrAddInReview): self = .inReview
    case (_, _, .replacedByChange): self = .replaced
    case (_, .cancelled, _), (_, _, .cancelAccessInForce): self = .accessRemoved
    case (.cancelled, .active, _), (.absent, .active, _): self = .contradictory
    case (.cancelled, _, _): self = .cancelled
    case (.appOnly, _, _): self = .appOnly
    case (_, .pending, _), (_, _, .approvedRecently): self = .syncing
    case (_, _, .approvedLate): self = .syncOverdue
    case (.absent, _, _): self = .missing
    case (.websiteFiledRecently, .active, _): self = .syncing
    case (.websiteFiledSettled, .active, _): self = .settled
    case (.websiteFiledUndated, .active, _): self = .settledUndated
    case (let registry, _, .transferInReview) where registry.isWebsiteFiled: self = .transferring
    case (let registry, .absent, _) where registry.isWebsiteFiled: self = .elsewhere
    // An order of this provider's own, approved long ago, stands for the access it gave.
    case (.websiteFiledSettled, _, .approvedLongAgo): self = .settled
    case (let registry, _, .approvedLongAgo) where registry.isWebsiteFiled: self = .settledUndated
    case (.websiteFiledSettled, _, _): self = .elsewhereLikely
    case (let registry, _, _) where registry.isWebsiteFiled: self = .recentUnknown
    case (_, .absent, _): self = .accessMissing
    default: self = .unknown
    }
  }
}

extension RegistryFinding {
  var isWebsiteFiled: Bool {
    switch self {
    case .websiteFiledSettled, .websiteFiledRecently, .websiteFiledUndated: true
    case .restricted, .appOnly, .cancelled, .absent, .failed, .notCovered: false
    }
  }
}
