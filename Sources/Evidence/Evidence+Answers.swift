extension Evidence {
  /// Every address the resolvers gave for the target, in order of first appearance.
  package var resolvedAddresses: [IPAddress] {
    var addresses: [IPAddress] = []
    for exchange in dns.indices where dns[exchange].role == .resolver {
      for record in dns[exchange].answers where record.type == "A" || record.type == "AAAA" {
        if let address = IPAddress(record.data) { addresses.append(address) }
      }
    }
    guard addresses.count > 1 else { return addresses }
    var seen: Set<IPAddress> = []
    return addresses.filter { seen.insert($0).inserted }
  }

  /// The addresses that stand for the target: itself, those its name is taken to resolve to, or
  /// those it resolves to.
  package func targetAddresses(of target: Target) -> [IPAddress] {
    targetAddresses(of: target, resolved: resolvedAddresses)
  }

  /// The same, by who has worked out what it resolves to.
  package func targetAddresses(
    of target: Target, resolved: @autoclosure () -> [IPAddress]
  ) -> [IPAddress] {
    if target.kind == .address {
      return target.ascii.flatMap { IPAddress($0) }.map { [$0] } ?? []
    }
    return request.at ?? resolved()
  }

  /// The list that holds more than a diagnosis gathers (``Limits/storedItems``), if there is one.
  package var excess: String? {
    let counts: [(list: String, count: Int)] =
      [
        ("evidence.dns", dns.count), ("evidence.places", places.count),
        ("evidence.http", http.count), ("evidence.tls", tls.count),
        ("evidence.records", records.count),
        ("addresses of evidence.dns", resolvedAddresses.count),
      ] + dns.map { ("answers of evidence.dns", max($0.answers.count, $0.authority.count)) }
    return counts.first { $0.count > Limits.storedItems }?.list
  }

  package func place(of address: IPAddress) -> Place? {
    places.firstIndex { $0.address == address }.map { places[$0] }
  }
}
