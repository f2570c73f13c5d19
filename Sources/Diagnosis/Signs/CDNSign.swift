internal import Evidence

/// A CDN, or a like service, that takes the requests for one address in place of the server.
struct CDNSign: Hashable, Sendable {
  let provider: String
  let because: [String]

  /// What stands in front of the site at `address`, if anything does.
  ///
  /// The address's own network counts only where it serves nothing but as a CDN.
  ///
  /// - Parameters:
  ///   - place: The address's place.
  ///   - sight: The aliases of the name, and the records, which speak of it by name.
  init?(_ place: Listed<Place>?, in sight: Sight) {
    let records = sight.records.filter { fact in
      fact.cdn.map { $0.domain == sight.target.ascii } ?? false
    }
    for record in records.items {
      guard let cdn = record.cdn, cdn.area != .overseas else { continue }
      provider = cdn.provider
      because = [record.id]
      return
    }
    // Edges outside the mainland only, says the owner: one inside is not of this CDN.
    if let edge = sight.edge, records.isEmpty || place?.area != .mainland {
      self = edge
      return
    }
    guard let place, place.provider == "cloudflare" else { return nil }
    provider = "cloudflare"
    because = [place.id]
  }

  /// The CDN that the name is an alias to, in what the resolvers answered.
  init?(aliasIn dns: Selection<DNSExchange>) {
    let asked = dns.first { asked in
      asked.role == .resolver && asked.answers.contains { $0.edge != nil }
    }
    guard let asked, let edge = asked.answers.lazy.compactMap(\.edge).first else { return nil }
    provider = edge.provider
    because = [asked.id]
  }
}

extension DNSExchange.Record {
  /// The CDN that an alias leads to.
  fileprivate var edge: CDNNames.Entry? {
    guard type == "CNAME", let entry = CDNNames.entry(for: data), entry.kind == .edge else {
      return nil
    }
    return entry
  }
}
