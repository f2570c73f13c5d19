/// Address ranges that are not on the public Internet (facts R-66; RFC 6890).
package enum ReservedRange: Hashable, Sendable {
  /// 198.18.0.0/15 and 127.0.0.0/8: what local proxies put in place of a real answer (facts N-23).
  case invented
  /// Private, shared, link-local, documentation, multicast and unassigned ranges.
  case nonPublic

  private static let inventedPrefixes = ["198.18.0.0/15", "127.0.0.0/8", "::1/128"]
    .compactMap(IPPrefix.init)
  private static let nonPublicPrefixes = [
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
    "192.0.2.0/24", "192.168.0.0/16", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
    "::/128", "100::/64", "2001:db8::/32", "fc00::/7", "fe80::/10", "ff00::/8",
  ].compactMap(IPPrefix.init)

  /// The range `address` lies in; `nil` for a public address.
  package init?(of address: IPAddress) {
    if Self.inventedPrefixes.contains(where: { $0.contains(address) }) {
      self = .invented
    } else if Self.nonPublicPrefixes.contains(where: { $0.contains(address) }) {
      self = .nonPublic
    } else {
      return nil
    }
  }
}
