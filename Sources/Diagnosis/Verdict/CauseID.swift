/// The closed list of causes (contract section 2).
///
/// Ids are stable public names.
package enum CauseID: String, Codable, CaseIterable, Hashable, Sendable {
  case notFiled = "not-filed"
  case notTransferred = "not-transferred"
  case notSynced = "not-synced"
  case dnsNotResolved = "dns-not-resolved"
  case dnsElsewhere = "dns-elsewhere"
  case filingInReview = "filing-in-review"
  case domainReplaced = "domain-replaced"
  case filingCancelled = "filing-cancelled"
  case accessRemoved = "access-removed"
  case appFilingOnly = "app-filing-only"
  case cdnNotFiled = "cdn-not-filed"
  case blockedUndecided = "blocked-undecided"
  case blockedDespiteFiling = "blocked-despite-filing"
  case contentBlock = "content-block"
  case ipOnly = "ip-only"
  case atRisk = "at-risk"
  case notRequired = "not-required"
  case accessible
  case instanceInactive = "instance-inactive"
  case serverUnreachable = "server-unreachable"
  case serverRefuses = "server-refuses"
  case waf
  case cdnRefusal = "cdn-refusal"
  case certificate
  case crossBorder = "cross-border"
  case vantageUnusable = "vantage-unusable"
  case undetermined
  case invalidTarget = "invalid-target"
}
