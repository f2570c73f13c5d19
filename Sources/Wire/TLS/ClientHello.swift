/// What a client offers in its first message (RFC 8446 section 4.1.2), as far as a gateway looks.
package struct ClientHello: Hashable, Sendable {
  /// The name the client wants to talk to (RFC 6066 section 3), as sent; `nil` when it sends none.
  package var serverName: String?
  /// The versions offered, such as 0x0304 for TLS 1.3, reserved values (RFC 8701) included.
  package var supportedVersions: [UInt16]

  package init(serverName: String? = nil, supportedVersions: [UInt16]) {
    self.serverName = serverName
    self.supportedVersions = supportedVersions
  }

  package var offersTLS13: Bool { supportedVersions.contains(0x0304) }

  /// What the first octets of a connection are.
  package enum Reading: Hashable, Sendable {
    /// The beginning of a ClientHello; the rest is to come.
    case needMore
    /// Another protocol, or a ClientHello that breaks its own lengths.
    case notTLS
    case hello(ClientHello)
  }

  /// The server name in the first octets of a connection.
  package enum ServerName: Hashable, Sendable {
    case needMore, notTLS, noName
    case name(String)
  }

  /// The name asked for by the client that sends `octets`, however its records are cut.
  package static func serverName(in octets: [UInt8]) -> ServerName {
    switch read(octets) {
    case .needMore: .needMore
    case .notTLS: .notTLS
    case .hello(let hello): hello.serverName.map { .name($0) } ?? .noName
    }
  }
}
