extension DNSName {
  /// Reads the presentation form (RFC 1035 section 5.1): `\.` and the like for a character that
  /// stands for itself, `\DDD` for an octet in decimal; `.` is the root.
  ///
  /// The trailing dot is optional. The result is `nil` for empty labels, broken escapes, names that
  /// are too long, and unescaped octets that are not printable ASCII: U-labels are to be turned into
  /// A-labels before.
  package init?(_ text: String) {
    if text == "." {
      self = .root
      return
    }
    var labels: [[UInt8]] = []
    var label: [UInt8] = []
    var octets = text.utf8.makeIterator()
    while let octet = octets.next() {
      // No name is longer; stop copying what is refused anyway.
      guard label.count <= Self.labelLimit, labels.count < Self.octetLimit / 2 else { return nil }
      switch octet {
      case UInt8(ascii: "."):
        labels.append(label)
        label = []
      case UInt8(ascii: "\\"):
        guard let escaped = Self.escape(&octets) else { return nil }
        label.append(escaped)
      case 0x21...0x7E:
        label.append(octet)
      default:
        return nil
      }
    }
    // A trailing dot leaves nothing to add; "a.." has added an empty label, which is refused.
    if !label.isEmpty {
      labels.append(label)
    }
    guard !labels.isEmpty else { return nil }
    self.init(labels: labels)
  }

  /// Reads what follows a backslash.
  private static func escape(_ octets: inout String.UTF8View.Iterator) -> UInt8? {
    guard let first = octets.next(), (0x21...0x7E).contains(first) else { return nil }
    guard let hundreds = first.decimalDigit else { return first }
    guard let tens = octets.next()?.decimalDigit, let ones = octets.next()?.decimalDigit else {
      return nil
    }
    return UInt8(exactly: hundreds * 100 + tens * 10 + ones)
  }
}

extension DNSName: CustomStringConvertible {
  /// The presentation form in lower case and without a trailing dot; `.` for the root.
  ///
  /// Printable ASCII only: every other octet is written `\DDD`, so that a hostile name cannot carry
  /// control characters to a terminal.
  package var description: String {
    if isRoot {
      return "."
    }
    var text: [UInt8] = []
    text.reserveCapacity(wire.count)
    for start in labelStarts {
      if start > 0 {
        text.append(UInt8(ascii: "."))
      }
      for octet in wire[(start + 1)...(start + Int(wire[start]))] {
        text.appendEscaped(octet.lowercased, special: Self.special)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The characters with a meaning of their own in a zone file.
  private static let special: [UInt8] = Array(".\\\"();@$".utf8)
}

extension [UInt8] {
  /// Appends an octet as zone files write it: printable ASCII as itself, `special` behind a
  /// backslash, everything else, the space included, as `\DDD`.
  mutating func appendEscaped(_ octet: UInt8, special: [UInt8]) {
    switch octet {
    case 0x21...0x7E where special.contains(octet):
      append(UInt8(ascii: "\\"))
      append(octet)
    case 0x21...0x7E:
      append(octet)
    default:
      append(UInt8(ascii: "\\"))
      append(UInt8(ascii: "0") + octet / 100)
      append(UInt8(ascii: "0") + octet / 10 % 10)
      append(UInt8(ascii: "0") + octet % 10)
    }
  }
}
