internal import Evidence

extension Sign<TargetFinding> {
  static func target(_ sight: Sight) -> Self {
    switch sight.target.kind {
    case .invalid: return Sign(.invalid)
    case .domain: return Sign(.domain)
    case .address:
      let place = sight.places.first
      let because = place.map { [$0.id] } ?? []
      switch place?.area ?? .unknown {
      case .mainland: return Sign(.mainlandAddress, because: because)
      case .unknown: return Sign(.addressOfUnknownPlace, because: because)
      case .hongKong, .macao, .taiwan, .elsewhere:
        return Sign(.overseasAddress, because: because)
      }
    }
  }
}
