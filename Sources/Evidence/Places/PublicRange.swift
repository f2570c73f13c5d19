extension IPAddress {
  /// Whether the address can be reached across the internet, so that it has a place at all.
  ///
  /// Private, loopback, link-local, shared, benchmarking, documentation, multicast and reserved
  /// ranges have none (facts R-66; the IANA special-purpose registries, RFC 6890): a look-up there
  /// answers "unknown" whatever a table says.
  package var isPublic: Bool {
    let ranges = family == .v4 ? Self.withoutPlaceV4 : Self.withoutPlaceV6
    return !ranges.contains { $0.contains(bits) }
  }

  private static let withoutPlaceV4 = prefixes(
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
    "192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
    "203.0.113.0/24", "224.0.0.0/3")

  private static let withoutPlaceV6 = prefixes(
    "::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "fc00::/7",
    "fe80::/9", "ff00::/8")

  private static func prefixes(_ texts: String...) -> [ClosedRange<UInt128>] {
    texts.compactMap { IPPrefix($0) }.map { $0.first.bits...$0.lastBits }
  }
}
