internal import Evidence

/// One observation as the signs look at it.
///
/// Its lists, and what several signs ask of them, worked out once. Wide, so that it is handed on by
/// reference.
final class Sight: Sendable {
  let observation: Observation
  let target: Target
  let signatures: SignatureSet
  let dns: Selection<DNSExchange>
  let places: Selection<Place>
  let http: Selection<HTTPExchange>
  let tls: Selection<TLSHandshake>
  let records: Selection<RecordFact>
  /// Every address the resolvers gave (``Evidence/resolvedAddresses``).
  let resolvedAddresses: [IPAddress]
  /// The addresses that stand for the target (``Evidence/targetAddresses(of:)``).
  let addresses: [IPAddress]
  /// The CDN that the name is an alias to.
  let edge: CDNSign?

  init(_ observation: Observation, _ signatures: SignatureSet) {
    let resolved = observation.evidence.resolvedAddresses
    self.observation = observation
    target = observation.target
    self.signatures = signatures
    dns = Selection(observation.evidence.dns)
    edge = CDNSign(aliasIn: dns)
    places = Selection(observation.evidence.places)
    http = Selection(observation.evidence.http)
    tls = Selection(observation.evidence.tls)
    records = Selection(observation.evidence.records)
    resolvedAddresses = resolved
    addresses = observation.evidence.targetAddresses(of: observation.target, resolved: resolved)
  }

  var request: Evidence.Request { observation.evidence.request }
  var vantage: Vantage { observation.evidence.vantage }

  /// Where an address is, by the tables.
  func place(of address: IPAddress) -> Listed<Place>? { places.first { $0.address == address } }

  /// The reserved range of an address, unless the user's own table places it (`--places`).
  func reservedRange(of address: IPAddress) -> ReservedRange? {
    guard let range = ReservedRange(of: address) else { return nil }
    return place(of: address)?.isUserDefined == true ? nil : range
  }
}
