package import Evidence

/// Something about a target that is not its cause and should be known all the same.
package struct Warning: Hashable, Sendable {
  /// Public names.
  package enum Kind: String, CaseIterable, Sendable {
    case addressesUnexpected = "addresses-unexpected"
    case providerUnexpected = "provider-unexpected"
    case entityUnexpected = "entity-unexpected"
    case accessDrift = "access-drift"
    case orderDue = "order-due"
    case syncWindow = "sync-window"
    case deadline
  }

  package var kind: Kind
  /// The sentence in both languages.
  package var english: String
  package var chinese: String
  /// When it will be too late, where that is known.
  package var dueAt: Timestamp?

  package init(_ kind: Kind, english: String, chinese: String, dueAt: Timestamp? = nil) {
    self.kind = kind
    self.english = english
    self.chinese = chinese
    self.dueAt = dueAt
  }
}
