internal import Glibc

/// One GET or POST to one address: under which names, how long, and how much of the answer is read.
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

  /// A header field beside those that every request has.
  package struct Field: Hashable, Sendable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
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
  /// What is posted; `nil` makes a GET of it.
  package var body: [UInt8]?
  package var fields: [Field] = []
  /// Whether nothing is sent to a server over TLS whose certificate is not for its name, or is not
  /// trusted here: what carries a secret says so, what probes a site does not.
  package var needsTrust = false

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
    for field in fields {
      guard field.name.utf8.allSatisfy({ $0.isOfToken }), !field.name.isEmpty,
        field.value.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
      else { return "a header field holds what no field may hold" }
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

extension UInt8 {
  /// Whether it may stand in the name of a field, as those in use are written (RFC 9110 section
  /// 5.6.2 has some more).
  fileprivate var isOfToken: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
