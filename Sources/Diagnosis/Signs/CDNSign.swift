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
  ///   - target: The target; records speak of it by name.
  ///   - evidence: The aliases of the name, and the records.
  init?(_ place: Place?, of target: Target, _ evidence: Evidence) {
    let records = Selection(evidence.records).compactMap { fact in fact.cdn.map { (fact.id, $0) } }
      .filter { _, cdn in cdn.domain == target.ascii }
    if let (id, cdn) = records.first(where: { _, cdn in cdn.area != .overseas }) {
      provider = cdn.provider
      because = [id]
      return
    }
    for asked in evidence.dns.indices where evidence.dns[asked].role == .resolver {
      for alias in evidence.dns[asked].answers where alias.type == "CNAME" {
        guard let entry = CDNNames.entry(for: alias.data), entry.kind == .edge else { continue }
        // Edges outside the mainland only, says the owner: one inside is not of this CDN.
        guard records.isEmpty || place?.area != .mainland else { continue }
        provider = entry.provider
        because = [evidence.dns[asked].id]
        return
      }
    }
    guard let place, place.provider == "cloudflare" else { return nil }
    provider = "cloudflare"
    because = [place.id]
  }
}
