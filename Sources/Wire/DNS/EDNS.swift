/// The extension record of a message (RFC 6891): the OPT record, without the response code's upper
/// bits, which ``DNSMessage/rcode`` holds.
package struct EDNS: Hashable, Sendable {
  /// Octets of UDP payload that the sender can take.
  package var udpPayload: UInt16
  package var version: UInt8
  /// The DO bit and fifteen bits without a meaning yet.
  package var flags: UInt16
  package var options: [Option]

  package init(
    udpPayload: UInt16 = 1232, version: UInt8 = 0, flags: UInt16 = 0, options: [Option] = []
  ) {
    self.udpPayload = udpPayload
    self.version = version
    self.flags = flags
    self.options = options
  }

  package struct Option: Hashable, Sendable {
    package var code: UInt16
    package var octets: [UInt8]

    package init(code: UInt16, octets: [UInt8]) {
      self.code = code
      self.octets = octets
    }

    package static let clientSubnetCode: UInt16 = 8
    package static let extendedErrorCode: UInt16 = 15
  }

  /// Why a server answers as it does, in its own words (RFC 8914); options too short for a code
  /// are passed over.
  package var extendedErrors: [ExtendedError] {
    options.compactMap { ExtendedError(option: $0) }
  }

  /// The subnet the question was asked for (RFC 7871); `nil` when absent or malformed.
  package var clientSubnet: ClientSubnet? {
    options.lazy.compactMap { ClientSubnet(option: $0) }.first
  }
}

/// A server's explanation of its answer (RFC 8914).
package struct ExtendedError: Hashable, Sendable {
  package var code: UInt16
  /// UTF-8 with repair: control characters read as U+FFFD too, so that it can be shown.
  package var text: String

  package init(code: UInt16, text: String = "") {
    self.code = code
    self.text = text
  }

  init?(option: EDNS.Option) {
    guard option.code == EDNS.Option.extendedErrorCode, option.octets.count >= 2 else {
      return nil
    }
    code = UInt16(option.octets[0]) << 8 | UInt16(option.octets[1])
    text = String(repairing: option.octets[2...])
  }

  package var option: EDNS.Option {
    EDNS.Option(
      code: EDNS.Option.extendedErrorCode,
      octets: [UInt8(code >> 8), UInt8(code & 0xFF)] + text.utf8)
  }
}

/// The network a question is asked on behalf of (RFC 7871 section 6).
package struct ClientSubnet: Hashable, Sendable {
  /// 4 or 16 octets; the bits behind the prefix are zero.
  package let address: [UInt8]
  /// Bits of the address that the question carries.
  package let sourcePrefix: UInt8
  /// Bits of the address that the answer holds for; 0 in a question.
  package let scopePrefix: UInt8

  /// Takes the 4 or 16 octets of an address and clears the bits behind the prefix.
  ///
  /// - Returns: `nil` for another number of octets, or a prefix longer than the address.
  package init?(address: [UInt8], sourcePrefix: Int, scopePrefix: Int = 0) {
    guard address.count == 4 || address.count == 16,
      (0...address.count * 8).contains(sourcePrefix),
      (0...address.count * 8).contains(scopePrefix)
    else { return nil }
    self.address = address.enumerated().map { index, octet in
      let bits = min(max(sourcePrefix - index * 8, 0), 8)
      return octet & ~UInt8(truncatingIfNeeded: 0xFF >> bits)
    }
    self.sourcePrefix = UInt8(sourcePrefix)
    self.scopePrefix = UInt8(scopePrefix)
  }

  /// Reads the option; only as many octets as the prefix needs may be there.
  init?(option: EDNS.Option) {
    let octets = option.octets
    guard option.code == EDNS.Option.clientSubnetCode, octets.count >= 4, octets[0] == 0 else {
      return nil
    }
    let width: Int
    switch octets[1] {
    case 1: width = 4
    case 2: width = 16
    default: return nil
    }
    let present = octets.count - 4
    guard present == (Int(octets[2]) + 7) / 8, present <= width else { return nil }
    let address = Array(octets[4...]) + Array(repeating: 0, count: width - present)
    self.init(address: address, sourcePrefix: Int(octets[2]), scopePrefix: Int(octets[3]))
    guard self.address == address else { return nil }
  }

  package var option: EDNS.Option {
    EDNS.Option(
      code: EDNS.Option.clientSubnetCode,
      octets: [0, address.count == 4 ? 1 : 2, sourcePrefix, scopePrefix]
        + address.prefix((Int(sourcePrefix) + 7) / 8))
  }
}

extension ClientSubnet: CustomStringConvertible {
  /// Address and prefix, such as `114.114.114.0/24`.
  package var description: String {
    "\(addressText(address))/\(sourcePrefix)"
  }
}
