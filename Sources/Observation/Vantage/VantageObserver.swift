package import Evidence
internal import Glibc

/// Looks at the machine itself: what could spoil its view of the network.
package enum VantageObserver {
  /// The variables that curl and its like read, in the cases they read them in.
  private static let proxyVariables = [
    "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "HTTP_PROXY",
  ]

  /// Addresses that only the default route leads to, those of a.root-servers.net.
  ///
  /// Nothing is sent there.
  private static let publicIPv4 = "198.41.0.4"
  private static let publicIPv6 = "2001:503:ba3e::2:30"

  /// Notes what holds for every target of a run; sends nothing.
  ///
  /// - Parameters:
  ///   - resolvers: The name servers that will be asked.
  ///   - portMap: Ports to use instead of standard ones.
  ///   - isSet: Whether an environment variable is set and not empty.
  /// - Returns: The machine's part of the evidence.
  package static func observe(
    resolvers: [NameServer], portMap: [UInt16: UInt16] = [:],
    isSet: (_ variable: String) -> Bool = VantageObserver.isSet
  ) -> Vantage {
    Vantage(
      resolvers: resolvers.map { $0.description(by: portMap) },
      proxyVariables: proxyVariables.filter(isSet),
      hasIPv4Route: IPAddress(publicIPv4).flatMap { hasRoute(to: $0) },
      hasIPv6Route: IPAddress(publicIPv6).flatMap { hasRoute(to: $0) })
  }

  /// Whether the kernel has a route: connecting a UDP socket asks for one and sends nothing.
  ///
  /// - Returns: `nil` when the machine could not even ask.
  static func hasRoute(to address: IPAddress) -> Bool? {
    let server = NameServer(address: address)
    do throws(SocketFailure) {
      _ = try DNSSocket(.udp, to: server, port: server.port(by: [:]))
      return true
    } catch {
      return error.failure == .connectUnreachable ? false : nil
    }
  }

  package static func isSet(_ variable: String) -> Bool {
    guard let value = unsafe getenv(variable) else { return false }
    return unsafe value.pointee != 0
  }
}
