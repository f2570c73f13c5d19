/// The user's knowledge of the filings: `icpdiag.records/1` (contract section 3).
///
/// Views, not truths: who says it, as of when, and what it covers.
package struct RecordsDocument: Codable, Hashable, Sendable {
  package static let schemaID = "icpdiag.records/1"

  package var schema: String
  package var views: [View]?
  package var instances: [Instance]?
  package var cdn: [CDNDomain]?

  package init(
    schema: String = schemaID, views: [View]? = nil, instances: [Instance]? = nil,
    cdn: [CDNDomain]? = nil
  ) {
    self.schema = schema
    self.views = views
    self.instances = instances
    self.cdn = cdn
  }

  /// What one source says, as of one time.
  ///
  /// `filings` belongs to a registry view; `provider`, `access` and `orders` to a provider's.
  package struct View: Codable, Hashable, Sendable {
    package enum Kind: String, Codable, CaseIterable, Sendable {
      case registry, provider
    }

    package var view: Kind
    package var provider: String?
    package var source: String?
    package var asOf: Timestamp
    /// Whether a domain the view does not name is absent from it; otherwise it is not covered.
    package var complete: Bool?
    package var filings: [Filing]?
    package var access: [Access]?
    package var orders: [Order]?
    package var absent: [String]?
    package var failed: [FailedLookup]?

    package init(
      view: Kind, provider: String? = nil, source: String? = nil, asOf: Timestamp,
      complete: Bool? = nil, filings: [Filing]? = nil, access: [Access]? = nil,
      orders: [Order]? = nil, absent: [String]? = nil, failed: [FailedLookup]? = nil
    ) {
      self.view = view
      self.provider = provider
      self.source = source
      self.asOf = asOf
      self.complete = complete
      self.filings = filings
      self.access = access
      self.orders = orders
      self.absent = absent
      self.failed = failed
    }
  }

  /// A filing as the registry (MIIT) shows it.
  package struct Filing: Codable, Hashable, Sendable {
    package enum Service: String, Codable, CaseIterable, Sendable {
      case website, app
      case miniProgram = "mini-program"
      case quickApp = "quick-app"
    }

    package var domain: String
    package var siteNumber: String?
    package var service: Service?
    package var entityName: String?
    package var entityNature: String?
    package var approvedAt: Timestamp?
    package var restricted: Bool?
    package var cancelledAt: Timestamp?

    package init(
      domain: String, siteNumber: String? = nil, service: Service? = nil,
      entityName: String? = nil, entityNature: String? = nil, approvedAt: Timestamp? = nil,
      restricted: Bool? = nil, cancelledAt: Timestamp? = nil
    ) {
      self.domain = domain
      self.siteNumber = siteNumber
      self.service = service
      self.entityName = entityName
      self.entityNature = entityNature
      self.approvedAt = approvedAt
      self.restricted = restricted
      self.cancelledAt = cancelledAt
    }
  }

  /// That a provider gives access to a filed domain.
  package struct Access: Codable, Hashable, Sendable {
    package enum State: String, Codable, CaseIterable, Sendable {
      case active
      /// Approved, not yet in force.
      case pending
      case cancelled
    }

    package var domain: String
    package var state: State
    package var siteNumber: String?
    package var since: Timestamp?
    /// Until when the provider wants something done, or it withdraws the access (facts P-48).
    package var deadline: Timestamp?
    /// Why, in the provider's words.
    package var reason: String?

    package init(
      domain: String, state: State, siteNumber: String? = nil, since: Timestamp? = nil,
      deadline: Timestamp? = nil, reason: String? = nil
    ) {
      self.domain = domain
      self.state = state
      self.siteNumber = siteNumber
      self.since = since
      self.deadline = deadline
      self.reason = reason
    }
  }

  /// An application submitted through a provider.
  package struct Order: Codable, Hashable, Sendable {
    package enum Kind: String, Codable, CaseIterable, Sendable {
      case first
      case addWebsite = "add-website"
      case transfer, change
      case cancelSite = "cancel-site"
      case cancelEntity = "cancel-entity"
      case cancelAccess = "cancel-access"
      case claim
      case `import`
    }

    package enum State: String, Codable, CaseIterable, Sendable {
      case draft
      case providerReview = "provider-review"
      case authorityReview = "authority-review"
      case approved, rejected
    }

    package var domain: String
    package var kind: Kind
    package var state: State
    package var submittedAt: Timestamp?
    package var approvedAt: Timestamp?
    /// The domain that a `change` put in this one's place.
    package var replacedBy: String?

    package init(
      domain: String, kind: Kind, state: State, submittedAt: Timestamp? = nil,
      approvedAt: Timestamp? = nil, replacedBy: String? = nil
    ) {
      self.domain = domain
      self.kind = kind
      self.state = state
      self.submittedAt = submittedAt
      self.approvedAt = approvedAt
      self.replacedBy = replacedBy
    }
  }

  package struct FailedLookup: Codable, Hashable, Sendable {
    package var domain: String
    package var reason: String?

    package init(domain: String, reason: String? = nil) {
      self.domain = domain
      self.reason = reason
    }
  }

  /// One of the user's own cloud instances.
  package struct Instance: Codable, Hashable, Sendable {
    package enum State: String, Codable, CaseIterable, Sendable {
      case running, stopped
    }

    package var provider: String
    package var id: String
    package var region: String?
    package var addresses: [IPAddress]
    package var state: State?
    package var expiresAt: Timestamp?
    /// The provider's reason for a lock, such as `financial`.
    package var locked: String?
    package var charge: String?

    package init(
      provider: String, id: String, region: String? = nil, addresses: [IPAddress],
      state: State? = nil, expiresAt: Timestamp? = nil, locked: String? = nil,
      charge: String? = nil
    ) {
      self.provider = provider
      self.id = id
      self.region = region
      self.addresses = addresses
      self.state = state
      self.expiresAt = expiresAt
      self.locked = locked
      self.charge = charge
    }
  }

  package struct CDNDomain: Codable, Hashable, Sendable {
    package enum Area: String, Codable, CaseIterable, Sendable {
      case mainland, global, overseas
    }

    package var provider: String
    package var domain: String
    package var area: Area

    package init(provider: String, domain: String, area: Area) {
      self.provider = provider
      self.domain = domain
      self.area = area
    }
  }
}
