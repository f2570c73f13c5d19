package import Evidence

/// What one table says of an address: where it is, whose it is, or only one of the two.
///
/// The two halves are kept apart and each stays whole: a country never comes from another table
/// than the area it belongs to, and a region never from another than its provider.
package struct PlaceAnswer: Hashable, Sendable {
  package struct Location: Hashable, Sendable {
    package var area: Place.Area
    /// ISO 3166-1 alpha-2, or `nil`.
    package var country: String?
    /// The name of the table that says so.
    package var source: String

    package init(area: Place.Area, country: String? = nil, source: String) {
      self.area = area
      self.country = country ?? area.country
      self.source = source
    }
  }

  package struct Owner: Hashable, Sendable {
    package var provider: String?
    package var region: String?
    /// The name of the table that says so.
    package var source: String

    package init(provider: String?, region: String? = nil, source: String) {
      self.provider = provider
      self.region = region
      self.source = source
    }
  }

  package var location: Location?
  package var owner: Owner?

  package init(location: Location? = nil, owner: Owner? = nil) {
    self.location = location
    self.owner = owner
  }

  var isComplete: Bool {
    location != nil && owner?.provider != nil
  }

  /// Takes from a table of lower rank what this answer leaves open.
  mutating func fill(from other: PlaceAnswer) {
    location = location ?? other.location
    owner = owner ?? other.owner
  }
}

/// A table that can be asked for a place.
package protocol PlaceSource: Sendable {
  /// What the table says of `address`; an empty answer when it says nothing.
  func answer(for address: IPAddress) -> PlaceAnswer

  /// What the table is made of, for `icpdiag places info`.
  var data: [PlaceData] { get }
}
