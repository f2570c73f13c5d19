import Glibc

/// An IPv4 or IPv6 address, in one ordered space.
///
/// An IPv4-mapped IPv6 address (`::ffff:a.b.c.d`, RFC 4291 section 2.5.5.2) is read as the IPv4
/// address it stands for, since that is the host a connection to it reaches.
package struct IPAddress: Hashable, Sendable {
  package enum Family: Hashable, Sendable {
    case v4, v6
  }

  package let family: Family
  /// The address as a number, most significant octet first; the low 32 bits for IPv4.
  package let bits: UInt128

  package init(family: Family, bits: UInt128) {
    let isMapped = family == .v6 && bits >> 32 == 0xFFFF
    self.family = isMapped ? .v4 : family
    self.bits = isMapped ? bits & 0xFFFF_FFFF : bits
  }

  /// Reads dotted-decimal IPv4 or RFC 4291 IPv6 text, with or without brackets; no zone, no port.
  package init?(_ text: String) {
    let octets = text.utf8.span
    if octets.count > 1, octets[0] == UInt8(ascii: "["),
      octets[octets.count - 1] == UInt8(ascii: "]")
    {
      guard octets[1] != UInt8(ascii: "[") else { return nil }
      self.init(String(Substring(text.utf8.dropFirst().dropLast())))
      return
    }
    if let bits = Self.dottedDecimal(octets) {
      self.init(family: .v4, bits: UInt128(bits))
      return
    }
    var v6 = in6_addr()
    // Most texts that are no address are names, and no name has a colon.
    guard octets.indices.contains(where: { octets[$0] == UInt8(ascii: ":") }),
      unsafe inet_pton(AF_INET6, text, &v6) == 1
    else {
      return nil
    }
    self.init(octets: unsafe withUnsafeBytes(of: &v6) { unsafe Array($0) })
  }

  /// Four numbers up to 255 in decimal, without leading zeros, as inet_pton(3) reads them.
  private static func dottedDecimal(_ text: Span<UInt8>) -> UInt32? {
    var bits: UInt32 = 0
    var dots = 0
    var number: UInt32?
    for place in text.indices {
      let unit = text[place]
      switch unit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        guard number != 0 else { return nil }
        let longer = (number ?? 0) * 10 + UInt32(unit - UInt8(ascii: "0"))
        guard longer <= 255 else { return nil }
        number = longer
      case UInt8(ascii: "."):
        guard let whole = number, dots < 3 else { return nil }
        bits = bits << 8 | whole
        dots += 1
        number = nil
      default: return nil
      }
    }
    guard let last = number, dots == 3 else { return nil }
    return bits << 8 | last
  }

  /// Reads 4 or 16 octets in network order.
  package init?(octets: some Collection<UInt8>) {
    switch octets.count {
    case 4: self.init(family: .v4, bits: octets.reduce(0) { $0 << 8 | UInt128($1) })
    case 16: self.init(family: .v6, bits: octets.reduce(0) { $0 << 8 | UInt128($1) })
    default: return nil
    }
  }

  /// The octets in network order: 4 or 16.
  package var octets: [UInt8] {
    let count = family == .v4 ? 4 : 16
    return (0..<count).map { UInt8(truncatingIfNeeded: bits >> UInt128(8 * (count - 1 - $0))) }
  }
}

extension IPAddress: Comparable {
  package static func < (left: IPAddress, right: IPAddress) -> Bool {
    if left.family != right.family {
      return left.family == .v4
    }
    return left.bits < right.bits
  }
}

extension IPAddress: CustomStringConvertible {
  /// Dotted decimal, or RFC 5952 text.
  package var description: String {
    guard family == .v6 else { return octets.map { "\($0)" }.joined(separator: ".") }
    let octets = octets
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    guard unsafe inet_ntop(AF_INET6, octets, &text, socklen_t(text.count)) != nil else { return "" }
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
  }

  /// The address as it stands in a URL: IPv6 in brackets (RFC 3986 section 3.2.2).
  package var hostText: String {
    family == .v4 ? description : "[\(description)]"
  }
}

extension IPAddress: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let address = IPAddress(text) else {
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "'\(text)' is no IP address; write it like 203.0.113.9 or 2001:db8::1")
    }
    self = address
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// A block of addresses, such as `47.92.0.0/14`.
package struct IPPrefix: Hashable, Sendable {
  package let first: IPAddress
  package let length: Int

  /// Reads `address/length`, or a bare address as a block of one; host bits must be zero.
  package init?(_ text: String) {
    guard let (address, length) = Self.parts(of: text) else { return nil }
    first = address
    self.length = length
    guard address.bits & hostMask == 0 else { return nil }
  }

  /// Reads `address/length` and clears the host bits: the block around `10.0.0.1/8` is `10.0.0.0/8`.
  package static func around(_ text: String) -> IPPrefix? {
    guard let (address, length) = parts(of: text) else { return nil }
    let bits = address.bits & ~hostMask(of: address.family, length)
    return IPPrefix(first: IPAddress(family: address.family, bits: bits), length: length)
  }

  private init(first: IPAddress, length: Int) {
    self.first = first
    self.length = length
  }

  private static func parts(of text: String) -> (IPAddress, length: Int)? {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let address = IPAddress(String(parts[0])) else { return nil }
    let width = address.family == .v4 ? 32 : 128
    guard parts.count == 2 else { return (address, width) }
    guard let length = Int(parts[1]), (0...width).contains(length) else { return nil }
    return (address, length)
  }

  private static func hostMask(of family: IPAddress.Family, _ length: Int) -> UInt128 {
    let hostBits = (family == .v4 ? 32 : 128) - length
    return hostBits == 128 ? .max : (UInt128(1) << UInt128(hostBits)) - 1
  }

  private var hostMask: UInt128 { Self.hostMask(of: first.family, length) }

  /// The last address of the block, as a number of its family.
  package var lastBits: UInt128 { first.bits | hostMask }

  /// The last address of the block.
  package var last: IPAddress {
    IPAddress(family: first.family, bits: lastBits)
  }

  package func contains(_ address: IPAddress) -> Bool {
    address.family == first.family && address.bits & ~hostMask == first.bits
  }
}

extension IPPrefix: CustomStringConvertible {
  /// `address/length`.
  package var description: String { "\(first)/\(length)" }
}
