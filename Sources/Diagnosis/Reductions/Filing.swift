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
  /// The website is filed by somebody else than the user names: a previous owner (facts P-70).
  case ofAnother = "of-another"
  /// The same, and the provider gives it access.
  case ofAnotherActive = "of-another-active"
  /// Confirmed: the registry has no filing.
  case missing
  /// The registry had no filing some time ago.
  case missingStale = "missing-stale"
  /// Confirmed: filed, and the provider has no access record.
  case elsewhere
  /// Filed or changed these days, and the provider has no access record.
  case elsewhereRecently = "elsewhere-recently"
  /// Filed long ago, and of access here nothing is known, or nothing recent.
  case elsewhereLikely = "elsewhere-likely"
  /// Filed elsewhere, and a transfer to this provider is under review.
  case transferring
  /// Filed, access active, both long enough ago.
  case settled
  /// Access active, the filing's date unknown, recent or not looked up.
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
    case (.contradictory, _, _), (_, .contradictory, _): self = .contradictory
    case (.restricted, _, _): self = .restricted
    case (_, _, .cancelFilingInForce): self = .cancelled
    case (_, _, .firstOrAddInReview): self = .inReview
    case (_, _, .replacedByChange): self = .replaced
    // What the provider gives, the registry cannot lack for long.
    case (.cancelled, .active, _), (.absent, .active, _), (.absentStale, .active, _),
      (.absent, _, .approvedLongAgo):
      self = .contradictory
    case (.cancelled, _, _): self = .cancelled
    case (.filedByAnother, .active, _): self = .ofAnotherActive
    // Somebody else's access, or its end, is not the user's to mend.
    case (.filedByAnother, .cancelled, _): self = .ofAnother
    // Without a filing there is nothing that access could be added to again.
    case (.absent, .cancelled, _): self = .missing
    case (_, .cancelled, _), (_, _, .cancelAccessInForce): self = .accessRemoved
    case (.appOnly, _, _): self = .appOnly
    case (_, .pending, _), (_, _, .approvedRecently): self = .syncing
    case (_, .pendingLate, _), (_, _, .approvedLate): self = .syncOverdue
    case (.filedByAnother, _, _): self = .ofAnother
    case (.absent, _, _): self = .missing
    case (.absentStale, _, _): self = .missingStale
    case (.websiteFiledSettled, .active, _): self = .settled
    // The registry's date moves with every change (facts R-28): recent does not mean first.
    case (_, .active, _): self = .settledUndated
    default: self = Self.withoutAccess(registry, access, order)
    }
  }

  /// What remains when no access is known to be active, pending or cancelled.
  private static func withoutAccess(
    _ registry: RegistryFinding, _ access: AccessFinding, _ order: OrderFinding
  ) -> Filing {
    guard registry.isWebsiteFiled else {
      return access == .absent ? .accessMissing : .unknown
    }
    if order == .transferInReview { return .transferring }
    if access == .absent {
      return registry == .websiteFiledRecently ? .elsewhereRecently : .elsewhere
    }
    // An order of this provider's own, approved long ago, stands for the access it gave.
    if order == .approvedLongAgo { return .settledUndated }
    let isOld = registry == .websiteFiledSettled || access == .absentStale
    return isOld ? .elsewhereLikely : .recentUnknown
  }

  /// The same at a CDN, which needs the filing alone and no access (facts P-44).
  ///
  /// Access that is given, or was a while ago, still tells that there is a filing; that there is
  /// none here, or that it ended, tells nothing.
  package init(atCDN registry: RegistryFinding, access: AccessFinding, order: OrderFinding) {
    let told: AccessFinding =
      switch access {
      case .active, .pending, .pendingLate, .contradictory: access
      case .cancelled, .absent, .absentStale, .failed, .notCovered: .notCovered
      }
    let filing = Filing(
      registry: registry, access: told, order: order == .cancelAccessInForce ? .none : order)
    self =
      switch filing {
      case .elsewhereLikely, .recentUnknown, .transferring: .settledUndated
      case .ofAnother: .ofAnotherActive
      default: filing
      }
  }
}

extension RegistryFinding {
  var isWebsiteFiled: Bool {
    switch self {
    case .websiteFiledSettled, .websiteFiledRecently, .websiteFiledUndated: true
    default: false
    }
  }
}
