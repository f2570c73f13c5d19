/// Where the knowledge of a place table comes from: its name, its date and its licence.
package struct PlaceData: Codable, Hashable, Sendable {
  /// The name by which `sources` of a place cite it.
  package var name: String
  /// What is taken from it: `area`, `provider`, or both.
  package var gives: [String]
  /// When the data was made, or for a user's file when it was imported; `nil` is "not known".
  package var date: Timestamp?
  /// Where it came from: an address or a path.
  package var origin: String?
  package var licence: String?
  package var licenceUrl: String?
  /// The wording the licence asks to keep.
  package var attribution: String?
  /// How many ranges it holds.
  package var entries: Int?

  package init(
    name: String, gives: [String], date: Timestamp? = nil, origin: String? = nil,
    licence: String? = nil, licenceUrl: String? = nil, attribution: String? = nil,
    entries: Int? = nil
  ) {
    self.name = name
    self.gives = gives
    self.date = date
    self.origin = origin
    self.licence = licence
    self.licenceUrl = licenceUrl
    self.attribution = attribution
    self.entries = entries
  }

  /// Days after which addresses have moved enough to say so.
  package static let daysUntilStale: Int64 = 180

  /// Whole days from the data's date to `now`.
  package func ageInDays(at now: Timestamp) -> Int64? {
    date.map { now.seconds(since: $0) / 86_400 }
  }

  package func isStale(at now: Timestamp) -> Bool {
    ageInDays(at: now).map { $0 > Self.daysUntilStale } ?? false
  }
}
