/// Where an address is and whose network it is in, as far as the tables know: an item of
/// `evidence.places`, and with `id` dropped the answer of `icpdiag places lookup`.
package struct Place: Codable, Hashable, Sendable {
  /// Three-valued with the exceptions the filing rules make: Hong Kong, Macao and Taiwan are not
  /// the mainland (facts D-03), and "unknown" is never read as "elsewhere".
  package enum Area: String, Codable, CaseIterable, Sendable {
    case mainland
    case hongKong = "hong-kong"
    case macao, taiwan, elsewhere, unknown
  }

  package var id: String
  package var address: IPAddress
  package var area: Area
  /// ISO 3166-1 alpha-2, or `nil`.
  package var country: String?
  /// A provider id of the contract, such as `alibaba`; `nil` is "not known", never "none".
  package var provider: String?
  package var region: String?
  /// The names of the tables that spoke, the deciding one first.
  package var sources: [String]
  /// Whether the deciding table is one the user gave (`--places`): such an address counts as
  /// public even in a private range.
  package var isUserDefined: Bool

  package init(
    id: String = "", address: IPAddress, area: Area, country: String? = nil,
    provider: String? = nil, region: String? = nil, sources: [String] = [],
    isUserDefined: Bool = false
  ) {
    self.id = id
    self.address = address
    self.area = area
    self.country = country
    self.provider = provider
    self.region = region
    self.sources = sources
    self.isUserDefined = isUserDefined
  }
}
