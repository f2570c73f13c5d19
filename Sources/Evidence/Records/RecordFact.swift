/// What one view of the records says about one registrable domain: an item of
/// `evidence.records`.
///
/// The four outcomes of a look-up stay apart everywhere: a look-up that failed, or a view that
/// does not cover the domain, is never read as "no filing".
package struct RecordFact: Codable, Hashable, Sendable {
  package enum View: String, Codable, CaseIterable, Sendable {
    case registry, provider, instances, cdn
  }

  package enum Outcome: String, Codable, CaseIterable, Sendable {
    case found, absent
    case notCovered = "not-covered"
    case failed
  }

  package var id: String
  package var view: View
  /// Whose view it is, for a provider's.
  package var provider: String?
  package var source: String?
  package var asOf: Timestamp?
  package var outcome: Outcome
  /// Why a look-up failed, in the source's words.
  package var reason: String?
  /// At most one of these is set, and only when the outcome is ``Outcome/found``.
  package var filing: RecordsDocument.Filing?
  package var access: RecordsDocument.Access?
  package var order: RecordsDocument.Order?
  package var instance: RecordsDocument.Instance?
  package var cdn: RecordsDocument.CDNDomain?
  /// Whether nobody says it: the user wants to know what would be if it were so (`--assume`).
  package var isAssumed: Bool

  package init(
    id: String, view: View, provider: String? = nil, source: String? = nil,
    asOf: Timestamp? = nil, outcome: Outcome, reason: String? = nil,
    filing: RecordsDocument.Filing? = nil, access: RecordsDocument.Access? = nil,
    order: RecordsDocument.Order? = nil, instance: RecordsDocument.Instance? = nil,
    cdn: RecordsDocument.CDNDomain? = nil, isAssumed: Bool = false
  ) {
    self.id = id
    self.view = view
    self.provider = provider
    self.source = source
    self.asOf = asOf
    self.outcome = outcome
    self.reason = reason
    self.filing = filing
    self.access = access
    self.order = order
    self.instance = instance
    self.cdn = cdn
    self.isAssumed = isAssumed
  }
}

extension RecordFact {
  /// Reads a fact of any report; those of older ones do not say that nothing was assumed.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      id: try values.decode(String.self, forKey: .id),
      view: try values.decode(View.self, forKey: .view),
      provider: try values.decodeIfPresent(String.self, forKey: .provider),
      source: try values.decodeIfPresent(String.self, forKey: .source),
      asOf: try values.decodeIfPresent(Timestamp.self, forKey: .asOf),
      outcome: try values.decode(Outcome.self, forKey: .outcome),
      reason: try values.decodeIfPresent(String.self, forKey: .reason),
      filing: try values.decodeIfPresent(RecordsDocument.Filing.self, forKey: .filing),
      access: try values.decodeIfPresent(RecordsDocument.Access.self, forKey: .access),
      order: try values.decodeIfPresent(RecordsDocument.Order.self, forKey: .order),
      instance: try values.decodeIfPresent(RecordsDocument.Instance.self, forKey: .instance),
      cdn: try values.decodeIfPresent(RecordsDocument.CDNDomain.self, forKey: .cdn),
      isAssumed: try values.decodeIfPresent(Bool.self, forKey: .isAssumed) ?? false)
  }
}
