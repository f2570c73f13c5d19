/// The finite vector of facts that the rules judge (design section 3).
///
/// Every value is from a closed enumeration, so that the whole space can be walked in a test.
package struct Findings: Hashable, Sendable {
  package var target: TargetFinding
  package var vantage: VantageFinding
  package var dns: DNSFinding
  package var place: PlaceFinding
  package var http: HTTPFinding
  package var differential: DifferentialFinding
  package var https: HTTPSFinding
  package var registry: RegistryFinding
  package var access: AccessFinding
  package var order: OrderFinding
  package var instance: InstanceFinding

  package init(
    target: TargetFinding, vantage: VantageFinding, dns: DNSFinding, place: PlaceFinding,
    http: HTTPFinding, differential: DifferentialFinding, https: HTTPSFinding,
    registry: RegistryFinding, access: AccessFinding, order: OrderFinding,
    instance: InstanceFinding
  ) {
    self.target = target
    self.vantage = vantage
    self.dns = dns
    self.place = place
    self.http = http
    self.differential = differential
    self.https = https
    self.registry = registry
    self.access = access
    self.order = order
    self.instance = instance
  }
}

package enum TargetFinding: String, CaseIterable, Sendable {
  case domain
  case mainlandAddress = "mainland-address"
  case overseasAddress = "overseas-address"
  case addressOfUnknownPlace = "address-of-unknown-place"
  case invalid
}

package enum VantageFinding: String, CaseIterable, Sendable {
  case sound
  /// Answers in 198.18.0.0/15 and the like: a local proxy invents addresses (facts N-23).
  case inventedAddresses = "invented-addresses"
  case captive
  case noNetwork = "no-network"
  /// The name has IPv6 addresses only, and this machine has no way to any.
  case noIPv6 = "no-ipv6"
  case insideTheProvider = "inside-the-provider"
  /// A proxy on this machine answers in place of the network.
  case localProxy = "local-proxy"
}

package enum DNSFinding: String, CaseIterable, Sendable {
  case resolved
  /// The registrable domain exists, this name in it does not.
  case noSuchName = "no-such-name"
  /// The registry knows no such registrable domain: never registered, expired, or on hold.
  case notDelegated = "not-delegated"
  /// The delegation points to the servers a registrar or registry puts in place of the owner's.
  case held
  case noAddress = "no-address"
  /// An alias that leads to a name that does not exist, or back to itself.
  case aliasToNowhere = "alias-to-nowhere"
  /// SERVFAIL or REFUSED: name servers that do not answer for the zone, or a broken zone.
  case broken
  /// The domain's name servers do not answer at all.
  case silent
  /// Only addresses that are not on the public Internet.
  case nonPublic = "non-public"
  /// Resolvers contradict each other.
  case disagreeing
  /// No name was asked for: the target is an address or invalid.
  case notAsked = "not-asked"
}

package enum PlaceFinding: String, CaseIterable, Sendable {
  case mineMainland = "mine-mainland"
  case mainlandOfProvider = "mainland-of-provider"
  /// In the mainland, at another provider than the one the site belongs to.
  case mainlandElsewhere = "mainland-elsewhere"
  /// In the mainland, in no provider's list: the lists have holes (facts R-64).
  case mainlandOfUnknown = "mainland-of-unknown"
  case outside, mixed
  case mainlandCDN = "mainland-cdn"
  case outsideCDN = "outside-cdn"
  case unknown
}

package enum HTTPFinding: String, CaseIterable, Sendable {
  case filingPage = "filing-page"
  case filingPageOfUnknownProvider = "filing-page-of-unknown-provider"
  /// Marks of a filing page without its text: the header alone.
  case filingPageLikely = "filing-page-likely"
  /// Nothing but the words of a filing page, with a status that says success.
  case filingPagePossible = "filing-page-possible"
  /// A filing page that a CDN in front passes on: it was the origin that was asked for.
  case originFilingPage = "origin-filing-page"
  case originFilingPageLikely = "origin-filing-page-likely"
  /// The template of the filing pages without a word on the reason (facts B-05).
  case unattributedBlockPage = "unattributed-block-page"
  case contentPage = "content-page"
  case wafPage = "waf-page"
  case cdnRefusal = "cdn-refusal"
  /// 403 through a CDN without the marks of any known page: the CDN's own, or the origin's.
  case cdnForbidden = "cdn-forbidden"
  /// A CDN reports that it cannot connect to the origin.
  case originUnreachable = "origin-unreachable"
  /// A CDN reports that the origin answers, and not as it should.
  case originError = "origin-error"
  /// A CDN reports that the TLS handshake with the origin fails (Cloudflare's 525, facts N-19).
  case originHandshake = "origin-handshake"
  case panelDefault = "panel-default"
  case parked
  /// A registrar's page stands where the site would be.
  case registrarHold = "registrar-hold"
  case localProxyPage = "local-proxy-page"
  case serverError = "server-error"
  /// 403 without the marks of any known page: the server's own, or a gateway nobody has described.
  case forbidden
  case ok
  case redirectOnly = "redirect-only"
  /// Redirects that lead back to where they began, or on and on.
  case redirectLoop = "redirect-loop"
  /// The site itself answers and leads to another domain, which is blocked.
  case leadsToBlock = "leads-to-block"
  /// Plain HTTP leads to HTTPS or nowhere, and HTTPS answers: what it does is what a visitor meets.
  case httpsOnly = "https-only"
  case refused
  /// No connection within the time.
  case silent
  /// No connection over IPv6, over which nothing else answered this machine either.
  case unprovenIPv6 = "unproven-ipv6"
  /// Connected, and not a single octet within the time.
  case unanswered
  case reset, malformed
  case notProbed = "not-probed"
}

package enum DifferentialFinding: String, CaseIterable, Sendable {
  case nameKeyed = "name-keyed"
  case addressWide = "address-wide"
  case none, undecided
}

package enum HTTPSFinding: String, CaseIterable, Sendable {
  case ok
  case nameKeyedReset = "name-keyed-reset"
  case resetOnOldTLSOnly = "reset-on-old-tls-only"
  case resetForAll = "reset-for-all"
  /// Reset, and nothing else was asked of the address that would tell for whom.
  case resetUnexplained = "reset-unexplained"
  case plaintextPage = "plaintext-page"
  case certificate, alert, refused
  /// No connection within the time.
  case silent
  /// Connected, and the ClientHello was not answered within the time.
  case unanswered
  case notProbed = "not-probed"
}

package enum RegistryFinding: String, CaseIterable, Sendable {
  case websiteFiledSettled = "website-filed-settled"
  case websiteFiledRecently = "website-filed-recently"
  /// Filed, and the record does not say since when.
  case websiteFiledUndated = "website-filed-undated"
  case restricted
  /// The website is filed, and not by the entity that the user names.
  case filedByAnother = "filed-by-another"
  case appOnly = "app-only"
  case cancelled, absent
  /// Absent by a record that is old, or after which a look-up failed.
  case absentStale = "absent-stale"
  /// Present and absent at the same time.
  case contradictory
  case failed
  case notCovered = "not-covered"
}

package enum AccessFinding: String, CaseIterable, Sendable {
  case active
  /// Approved or given within the time a sync normally takes.
  case pending
  /// Past it, yet a sync that late has been seen.
  case pendingLate = "pending-late"
  case cancelled, absent
  /// Absent by a record that is old, or after which a look-up failed.
  case absentStale = "absent-stale"
  /// Two states at the same time.
  case contradictory
  case failed
  case notCovered = "not-covered"
}

package enum OrderFinding: String, CaseIterable, Sendable {
  case none
  case firstOrAddInReview = "first-or-add-in-review"
  case transferInReview = "transfer-in-review"
  case changeInReview = "change-in-review"
  /// Within the time a sync normally takes.
  case approvedRecently = "approved-recently"
  /// Past it, yet a sync that late has been seen.
  case approvedLate = "approved-late"
  case approvedLongAgo = "approved-long-ago"
  case rejected
  case replacedByChange = "replaced-by-change"
  case cancelFilingInForce = "cancel-filing-in-force"
  case cancelAccessInForce = "cancel-access-in-force"
  case notCovered = "not-covered"
}

package enum InstanceFinding: String, CaseIterable, Sendable {
  case running, stopped
  case lockedOrExpired = "locked-or-expired"
  case notMine = "not-mine"
  case notCovered = "not-covered"
}
