internal import Evidence

extension Sign<PlaceFinding> {
  /// Where one address is, seen from the filing rules.
  ///
  /// - Parameters:
  ///   - place: What the tables say.
  ///   - provider: The provider the site belongs to, as far as the user or the records say.
  ///   - isMine: Whether one of the user's own instances has the address.
  ///   - cdn: The CDN that takes the requests at the address.
  /// - Returns: The finding, citing the place and what shows the CDN.
  static func place(_ place: Listed<Place>?, provider: String?, isMine: Bool, cdn: CDNSign?) -> Self
  {
    guard let place else { return Sign(.unknown) }
    let because = [place.id] + (cdn?.because.filter { $0 != place.id } ?? [])
    switch place.area {
    case .unknown: return Sign(.unknown, because: because)
    case .mainland where isMine: return Sign(.mineMainland, because: [place.id])
    case .mainland where cdn != nil: return Sign(.mainlandCDN, because: because)
    case .hongKong, .macao, .taiwan, .elsewhere:
      return Sign(cdn == nil ? .outside : .outsideCDN, because: because)
    case .mainland:
      guard let actual = place.provider else { return Sign(.mainlandOfUnknown, because: because) }
      let isExpected = provider == nil || provider == actual
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
    if places.allSatisfy({ $0 == .outside || $0 == .outsideCDN }) { return .outside }
    // The same whatever the order of the answers.
    let mainland = mainlandOrder.first(where: places.contains)
    guard let mainland else { return .unknown }
    return places.allSatisfy(\.isMainland) ? mainland : .mixed
  }

  private static let mainlandOrder: [PlaceFinding] = [
    .mineMainland, .mainlandOfProvider, .mainlandCDN, .mainlandElsewhere, .mainlandOfUnknown,
  ]

  package var isMainland: Bool {
    switch self {
    case .mineMainland, .mainlandOfProvider, .mainlandElsewhere, .mainlandOfUnknown, .mainlandCDN:
      true
    case .outside, .mixed, .outsideCDN, .unknown: false
    }
  }
}
