package import Evidence

/// Places and the tables behind them, for programs (contract section 4).
package enum PlacesJSON {
  /// One address, on one line.
  package static func lookup(_ place: Place) -> String {
    OrderedJSON.encode(Line(place))
  }

  /// What all tables are made of, as one object.
  package static func info(_ tables: [PlaceData], now: Timestamp) -> String {
    OrderedJSON.encode(
      Info(
        tables: tables.map { table in
          Table(
            name: table.name, gives: table.gives, date: table.date,
            ageDays: table.ageInDays(at: now), stale: table.isStale(at: now),
            origin: table.origin, licence: table.licence, licenceUrl: table.licenceUrl,
            attribution: table.attribution, entries: table.entries)
        }))
  }

  private struct Line: Encodable {
    let address: IPAddress
    let area: Place.Area
    let country: String?
    let provider: String?
    let region: String?
    let sources: [String]

    init(_ place: Place) {
      address = place.address
      area = place.area
      country = place.country
      provider = place.provider
      region = place.region
      sources = place.sources
    }
  }

  private struct Info: Encodable {
    let tables: [Table]
  }

  private struct Table: Encodable {
    let name: String
    let gives: [String]
    let date: Timestamp?
    let ageDays: Int64?
    let stale: Bool
    let origin: String?
    let licence: String?
    let licenceUrl: String?
    let attribution: String?
    let entries: Int?
  }
}
