/// Whether there is anything to judge at all: target, vantage and DNS together.
package enum Reach: String, CaseIterable, Hashable, Sendable {
  case invalid
  case mainlandAddress = "mainland-address"
  case overseasAddress = "overseas-address"
  case addressOfUnknownPlace = "address-of-unknown-place"
  /// This machine cannot see the truth.
  case blind
  /// The name gives no usable address.
  case unresolved
  /// It gives only addresses that are not public: to this network, perhaps to no other.
  case unresolvedHere = "unresolved-here"
  case resolved

  package init(target: TargetFinding, vantage: VantageFinding, dns: DNSFinding) {
    switch (target, vantage) {
    case (.invalid, _): self = .invalid
    case (_, .inventedAddresses), (_, .captive), (_, .noNetwork), (_, .noIPv6),
      (_, .insideTheProvider), (_, .localProxy):
      self = .blind
    case (.mainlandAddress, .sound): self = .mainlandAddress
    case (.overseasAddress, .sound): self = .overseasAddress
    case (.addressOfUnknownPlace, .sound): self = .addressOfUnknownPlace
    case (.domain, .sound):
      switch dns {
      case .resolved, .disagreeing: self = .resolved
      case .nonPublic: self = .unresolvedHere
      case .noSuchName, .notDelegated, .held, .noAddress, .aliasToNowhere, .broken, .silent,
        .notAsked:
        self = .unresolved
      }
    }
  }
}
