internal import Evidence

extension Sign<VantageFinding> {
  /// Whether this machine can see the truth.
  static func vantage(_ sight: Sight) -> Self {
    let target = sight.target
    if let address = target.ascii.flatMap(IPAddress.init), target.kind == .address {
      let route =
        address.family == .v4 ? sight.vantage.hasIPv4Route : sight.vantage.hasIPv6Route
      // Loopback and the like need no route; what was probed tells.
      let answered = sight.http.contains { $0.failure != .connectUnreachable }
      return Sign(route == false && !answered ? .noNetwork : .sound)
    }
    let answering = sight.dns.filter { exchange in
      exchange.role == .resolver && exchange.answers.contains { IPAddress($0.data) != nil }
    }
    // One resolver among several may lie; the others still see.
    let isInvented = answering.allSatisfy { exchange in
      exchange.answers.contains { record in
        IPAddress(record.data).flatMap { sight.reservedRange(of: $0) } == .invented
      }
    }
    if isInvented, !answering.isEmpty {
      return Sign(.inventedAddresses, because: answering.map(\.id))
    }
    let (addresses, http, tls) = (sight.addresses, sight.http, sight.tls)
    if !addresses.isEmpty, addresses.allSatisfy({ $0.family == .v6 }),
      sight.vantage.hasIPv6Route == false,
      !http.contains(where: { addresses.contains($0.address) }),
      !tls.contains(where: { addresses.contains($0.address) })
    {
      return Sign(.noIPv6, because: answering.map(\.id))
    }
    if !http.isEmpty || !tls.isEmpty, sight.vantage.hasIPv4Route == false,
      http.allSatisfy({ $0.failure == .connectUnreachable }),
      tls.allSatisfy({ $0.failure == .connectUnreachable })
    {
      return Sign(.noNetwork, because: http.map(\.id))
    }
    // Questions that this machine was too short of resources to ask may be those with the answer.
    guard sight.resolvedAddresses.isEmpty else { return Sign(.sound) }
    let unasked = sight.dns.filter { $0.role == .resolver && $0.failure == .local }
    if !unasked.isEmpty {
      return Sign(.noNetwork, because: unasked.map(\.id))
    }
    let controls = sight.dns.filter { $0.role == .control }
    if !controls.isEmpty, controls.allSatisfy({ $0.failure != nil }) {
      return Sign(.noNetwork, because: controls.map(\.id))
    }
    return Sign(.sound)
  }
}
