package import Evidence

/// The one version of TLS that a question offers, to see which of them is cut off (facts H-02).
package enum OfferedTLS: String, CaseIterable, Sendable {
  case v12 = "TLSv1.2"
  case v13 = "TLSv1.3"
}

/// One request to one address, under one name.
package struct ProbeQuestion: Hashable, Sendable {
  package var purpose: ProbePurpose
  package var scheme: HTTPExchange.Scheme
  package var address: IPAddress
  /// The port that stands for the service, before ``WebProber/portMap``.
  package var port: UInt16
  /// The name for the `Host` field, or an address as it stands in a URL; without a port.
  package var host: String
  /// The server name of the ClientHello (RFC 6066 section 3); `nil` sends none.
  package var serverName: String?
  /// The path and the query, from the first slash.
  package var path: String
  /// The version offered; `nil` for the usual range.
  package var offered: OfferedTLS?

  package init(
    purpose: ProbePurpose, scheme: HTTPExchange.Scheme, address: IPAddress, port: UInt16? = nil,
    host: String, serverName: String? = nil, path: String = "/",
    offered: OfferedTLS? = nil
  ) {
    self.purpose = purpose
    self.scheme = scheme
    self.address = address
    self.port = port ?? scheme.standardPort
    self.host = host
    self.serverName = serverName
    self.path = path
    self.offered = offered
  }

  /// The `Host` field: with the port only where it is not the scheme's own (RFC 9110 section 7.2).
  var hostField: String {
    port == scheme.standardPort ? host : "\(host):\(port)"
  }
}

extension HTTPExchange.Scheme {
  package var standardPort: UInt16 {
    switch self {
    case .http: 80
    case .https: 443
    }
  }
}
