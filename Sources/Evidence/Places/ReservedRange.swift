/// Address ranges that are not on the public Internet (facts R-66; RFC 6890).
package enum ReservedRange: Hashable, Sendable {
  /// 198.18.0.0/15 and 127.0.0.0/8: what local proxies put in place of a real answer (facts N-23).
  case invented
  /// Private, shared, link-local, documentation, multicast and unassigned ranges.
  case nonPublic

  private static let inventedPrefixes = ["198.18.0.0/15", "127.0.0.0/8", "::1/128"]
    .compactMap { IPPrefix($0) }
  /// The range `address` lies in; `nil` for a public address.
  package init?(of address: IPAddress) {
    if Self.inventedPrefixes.contains(where: { $0.contains(address) }) {
      self = .invented
    } else if address.isPublic {
      return nil
    } else {
      self = .nonPublic
    }
  }
}
