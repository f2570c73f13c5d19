internal import Evidence

extension Sign<VantageFinding> {
  /// Whether this machine can see the truth.
  static func vantage(_ target: Target, _ evidence: Evidence) -> Self {
    if let address = target.ascii.flatMap(IPAddress.init), target.kind == .address {
      let route =
        address.family == .v4 ? evidence.vantage.hasIPv4Route : evidence.vantage.hasIPv6Route
      // Loopback and the like need no route; what was probed tells.
      let answered = evidence.http.contains { $0.failure != .connectUnreachable }
      return Sign(route == false && !answered ? .noNetwork : .sound)
    }
    let answering = evidence.dns.filter { exchange in
      exchange.role == .resolver && exchange.answers.contains { IPAddress($0.data) != nil }
    }
    let invented = answering.filter { exchange in
      exchange.answers.contains { record in
        IPAddress(record.data).flatMap(evidence.reservedRange) == .invented
      }
    }
    // One resolver among several may lie; the others still see.
    if !invented.isEmpty, invented.count == answering.count {
      return Sign(.inventedAddresses, because: invented.map(\.id))
    }
    let addresses = evidence.targetAddresses(of: target)
    let isProbed =
      evidence.http.contains { addresses.contains($0.address) }
      || evidence.tls.contains { addresses.contains($0.address) }
    if !addresses.isEmpty, addresses.allSatisfy({ $0.family == .v6 }),
      evidence.vantage.hasIPv6Route == false, !isProbed
    {
      return Sign(.noIPv6, because: answering.map(\.id))
    }
    let probes = evidence.http.map(\.failure) + evidence.tls.map(\.failure)
    if !probes.isEmpty, probes.allSatisfy({ $0 == .connectUnreachable }),
      evidence.vantage.hasIPv4Route == false
    {
      return Sign(.noNetwork, because: evidence.http.map(\.id))
    }
    // Questions that this machine was too short of resources to ask may be those with the answer.
    let unasked = evidence.dns.filter { $0.role == .resolver && $0.failure == .local }
    if evidence.resolvedAddresses.isEmpty, !unasked.isEmpty {
      return Sign(.noNetwork, because: unasked.map(\.id))
    }
    let controls = evidence.dns.filter { $0.role == .control }
    if evidence.resolvedAddresses.isEmpty, !controls.isEmpty,
      controls.allSatisfy({ $0.failure != nil })
    {
      return Sign(.noNetwork, because: controls.map(\.id))
    }
    return Sign(.sound)
  }
}
