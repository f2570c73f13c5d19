internal import Glibc

/// One GET to one address: under which names, how long, and how much of the answer is read.
package struct TransferRequest: Hashable, Sendable {
  package enum Scheme: String, Sendable {
    case http, https
  }

  package enum TLSVersion: Int, Comparable, Sendable {
    case v10, v11, v12, v13

    package static func < (left: TLSVersion, right: TLSVersion) -> Bool {
      left.rawValue < right.rawValue
    }
  }

  package var scheme: Scheme
  /// Where to connect: a numeric address without brackets; names are refused, never resolved.
  package let address: String
  /// The address as a URL has it: IPv6 in brackets (RFC 3986 section 3.2.2); `nil` for a name.
  let addressText: String?
  package var connectPort: Int
  /// The `Host` field, as it is to be sent.
  package var host: String
  /// The path and the query, from the first slash.
  package var path: String
  /// The server name of the ClientHello (RFC 6066 section 3); `nil` sends none.
  package var serverName: String?
  /// Seconds for the connection, the TLS handshake included.
  package var connectTimeout: Double
  /// Seconds from the first SYN to the end of the answer.
  package var totalTimeout: Double
  /// Octets of header lines read, interim responses and trailers included.
  package var headLimit: Int
  /// Octets of the body read.
  package var bodyLimit: Int
  package var userAgent: String
  /// The versions offered; `nil` leaves the library's own bounds.
  package var tlsVersions: ClosedRange<TLSVersion>?

  package init(
    scheme: Scheme, address: String, connectPort: Int, host: String, path: String = "/",
    serverName: String? = nil, connectTimeout: Double, totalTimeout: Double,
    headLimit: Int = 16 * 1024, bodyLimit: Int = 64 * 1024, userAgent: String,
    tlsVersions: ClosedRange<TLSVersion>? = nil
  ) {
    self.scheme = scheme
    self.address = address
    addressText = Self.urlText(of: address)
    self.connectPort = connectPort
    self.host = host
    self.path = path
    self.serverName = serverName
    self.connectTimeout = connectTimeout
    self.totalTimeout = totalTimeout
    self.headLimit = headLimit
    self.bodyLimit = bodyLimit
    self.userAgent = userAgent
    self.tlsVersions = tlsVersions
  }

  var connectMilliseconds: Int { Self.milliseconds(connectTimeout) }
  var totalMilliseconds: Int { Self.milliseconds(totalTimeout) }

  /// At least one: nought would mean "no limit".
  private static func milliseconds(_ seconds: Double) -> Int {
    Int(min(max(seconds * 1000, 1), Double(Int32.max)))
  }

  /// Why this request cannot be sent as it stands; `nil` when it can.
  ///
  /// A line break in a name would write header fields of its own.
  var flaw: String? {
    guard addressText != nil else { return "the address is not numeric" }
    guard (1...65535).contains(connectPort) else { return "the port is not between 1 and 65535" }
    guard Self.isOneWord(host), Self.isOneWord(path), serverName.map(Self.isOneWord) ?? true else {
      return "a name or the path holds a blank, a control character or other than ASCII"
    }
    guard path.utf8.first == UInt8(ascii: "/") else {
      return "the path does not start with a slash"
    }
    guard userAgent.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
      return "the user agent holds a control character or other than ASCII"
    }
    return nil
  }

  private static func urlText(of address: String) -> String? {
    var octets = in6_addr()
    if unsafe inet_pton(AF_INET, address, &octets) == 1 {
      return address
    }
    return unsafe inet_pton(AF_INET6, address, &octets) == 1 ? "[\(address)]" : nil
  }

  private static func isOneWord(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }
}
