extension RecordData {
  /// Octets of opaque data, and about as many of text, that are shown; an ellipsis stands for the
  /// rest.
  package static let presentationLimit = 1024

  /// The presentation form (RFC 1035 section 5.1, RFC 3597 section 5), names without a trailing
  /// dot; never a control character, whatever the record holds.
  package var presentation: String {
    switch self {
    case .a(let octets): addressText(octets)
    case .aaaa(let octets): addressText(octets)
    case .name(let name): name.description
    case .soa(let soa):
      "\(soa.mname) \(soa.rname) \(soa.serial) \(soa.refresh) \(soa.retry) \(soa.expire)"
        + " \(soa.minimum)"
    case .mx(let preference, let exchange): "\(preference) \(exchange)"
    case .txt(let strings): Self.quoted(strings)
    case .opaque(let octets): Self.generic(octets)
    }
  }

  private static func quoted(_ strings: [[UInt8]]) -> String {
    let special = Array("\"\\".utf8)
    var text: [UInt8] = []
    // An empty string costs room too, or thousands of them would be shown.
    var room = presentationLimit
    for string in strings {
      guard room > 0 else { return String(decoding: text, as: UTF8.self) + " …" }
      if !text.isEmpty {
        text.append(UInt8(ascii: " "))
      }
      text.append(UInt8(ascii: "\""))
      for octet in string {
        if octet == UInt8(ascii: " ") {
          text.append(octet)
        } else {
          text.appendEscaped(octet, special: special)
        }
      }
      text.append(UInt8(ascii: "\""))
      room -= string.count + 1
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func generic(_ octets: [UInt8]) -> String {
    if octets.isEmpty {
      return "\\# 0"
    }
    let shown = octets.prefix(presentationLimit)
    let hex = shown.flatMap { [hexDigits[Int($0 >> 4)], hexDigits[Int($0 & 15)]] }
    return "\\# \(octets.count) " + String(decoding: hex, as: UTF8.self)
      + (shown.count < octets.count ? "…" : "")
  }

  private static let hexDigits = Array("0123456789abcdef".utf8)
}

extension Record: CustomStringConvertible {
  /// A zone-file line: owner, TTL, class, type, data.
  package var description: String {
    let classText = `class` == 1 ? "IN" : "CLASS\(`class`)"
    return "\(name) \(ttl) \(classText) \(type.mnemonic) \(data.presentation)"
  }
}

/// Dotted decimal for 4 octets, RFC 5952 text for 16, and RFC 3597 text for what is no address.
func addressText(_ octets: [UInt8]) -> String {
  switch octets.count {
  case 4: octets.map { String($0) }.joined(separator: ".")
  case 16: ipv6Text(octets)
  default: RecordData.opaque(octets).presentation
  }
}

/// The one recommended way to write an IPv6 address (RFC 5952 section 4): lower case, no leading
/// zeros, the first longest run of two or more zero groups shortened to `::`, and IPv4 in dotted
/// decimal behind the prefix of mapped addresses (section 5).
private func ipv6Text(_ octets: [UInt8]) -> String {
  let groups = stride(from: 0, to: 16, by: 2).map {
    UInt16(octets[$0]) << 8 | UInt16(octets[$0 + 1])
  }
  if groups[..<5].allSatisfy({ $0 == 0 }), groups[5] == 0xFFFF {
    return "::ffff:" + addressText(Array(octets[12...]))
  }
  func text(_ part: ArraySlice<UInt16>) -> String {
    part.map { String($0, radix: 16) }.joined(separator: ":")
  }
  guard let gap = longestRunOfZeros(in: groups) else { return text(ArraySlice(groups)) }
  return text(groups[..<gap.lowerBound]) + "::" + text(groups[gap.upperBound...])
}

/// The first longest run of at least two zeros.
private func longestRunOfZeros(in groups: [UInt16]) -> Range<Int>? {
  var longest: Range<Int>?
  var start = 0
  for (index, group) in groups.enumerated() {
    guard group == 0 else {
      start = index + 1
      continue
    }
    let run = start..<(index + 1)
    if run.count >= 2, run.count > longest?.count ?? 0 {
      longest = run
    }
  }
  return longest
}
