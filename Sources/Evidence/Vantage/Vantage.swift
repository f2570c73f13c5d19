/// The machine that looked: what about it could spoil the view.
///
/// The report's `evidence.vantage`.
package struct Vantage: Codable, Hashable, Sendable {
  /// The name servers asked, `address:port`.
  package var resolvers: [String]
  /// Proxy variables set in the environment, by name (`https_proxy` …).
  ///
  /// Never their values, which may hold passwords. The probes do not use them.
  package var proxyVariables: [String]
  /// Whether the kernel has a route to public IPv4 and IPv6 addresses; `nil` when not asked.
  package var hasIPv4Route: Bool?
  package var hasIPv6Route: Bool?

  package init(
    resolvers: [String] = [], proxyVariables: [String] = [], hasIPv4Route: Bool? = nil,
    hasIPv6Route: Bool? = nil
  ) {
    self.resolvers = resolvers
    self.proxyVariables = proxyVariables
    self.hasIPv4Route = hasIPv4Route
    self.hasIPv6Route = hasIPv6Route
  }

  /// Keys with one capital a word, so that the report's `has_ipv4_route` reads back.
  private enum CodingKeys: String, CodingKey {
    case resolvers, proxyVariables
    case hasIPv4Route = "hasIpv4Route"
    case hasIPv6Route = "hasIpv6Route"
  }
}
