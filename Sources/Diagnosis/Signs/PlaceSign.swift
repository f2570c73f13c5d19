internal import Evidence

extension Sign<PlaceFinding> {
  /// Where one address is, seen from the filing rules; `provider` is the one the site is meant to
  /// be at, when the user named one.
  static func place(_ place: Place?, provider: String?, isMine: Bool) -> Self {
    guard let place else { return Sign(.unknown) }
    let because = [place.id]
    switch place.area {
    case .unknown: return Sign(.unknown, because: because)
    case .hongKong, .macao, .taiwan, .elsewhere: return Sign(.outside, because: because)
    case .mainland:
      if isMine {
        return Sign(.mineMainland, because: because)
      }
      let isExpected = place.provider != nil && (provider == nil || provider == place.provider)
      return Sign(isExpected ? .mainlandOfProvider : .mainlandElsewhere, because: because)
    }
  }
}

extension PlaceFinding {
  /// What several addresses come to together.
  static func join(_ places: [PlaceFinding]) -> PlaceFinding {
    guard let first = places.first else { return .unknown }
    if places.allSatisfy({ $0 == first }) {
      return first
    }
    let mainland = places.first { $0.isMainland }
    guard let mainland else { return .unknown }
    return places.allSatisfy(\.isMainland) ? mainland : .mixed
  }

  package var isMainland: Bool {
    switch self {
    case .mineMainland, .mainlandOfProvider, .mainlandElsewhere, .mainlandCDN: true
    case .outside, .mixed, .outsideCDN, .unknown: false
    }
  }
}
