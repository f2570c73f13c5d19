/// Address ranges that are not on the public Internet (facts R-66; RFC 6890).
package enum ReservedRange: Hashable, Sendable {
  /// 198.18.0.0/15: what local proxies put in place of a real answer (facts N-23).
  case invented
  /// Private, loopback, link-local, documentation, multicast and unassigned ranges.
  case nonPublic

  private static let inventedPrefix = IPPrefix("198.18.0.0/15")

  /// The range `address` lies in; `nil` for a public address.
  package init?(of address: IPAddress) {
    guard !address.isPublic else { return nil }
    self = Self.inventedPrefix?.contains(address) == true ? .invented : .nonPublic
  }
}
