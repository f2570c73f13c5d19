/// A domain name as it travels: labels of octets (RFC 1035 section 3.1).
///
/// At most 255 octets, at most 63 in a label. The case of the letters is kept and does not matter
/// for equality (RFC 4343).
package struct DNSName: Sendable {
  /// The uncompressed wire form: each label behind its length, and the empty label of the root.
  let wire: [UInt8]

  /// The longest wire form and the longest label (RFC 1035 section 2.3.4).
  package static let octetLimit = 255
  package static let labelLimit = 63

  package static let root = DNSName(wire: [0])

  /// Takes octets that are known to be a well-formed wire form.
  init(wire: [UInt8]) {
    self.wire = wire
  }

  /// Joins labels into a name.
  ///
  /// - Returns: `nil` when a label is empty or over 63 octets, or the name is over 255.
  package init?(labels: some Sequence<[UInt8]>) {
    var wire: [UInt8] = []
    for label in labels {
      guard (1...Self.labelLimit).contains(label.count),
        wire.count + label.count + 2 <= Self.octetLimit
      else { return nil }
      wire.append(UInt8(label.count))
      wire += label
    }
    wire.append(0)
    self.wire = wire
  }

  /// The labels from left to right, without the empty one of the root.
  package var labels: [[UInt8]] {
    labelStarts.map { start in
      Array(wire[(start + 1)...(start + Int(wire[start]))])
    }
  }

  package var isRoot: Bool { wire.count == 1 }

  /// The name without its first label; `nil` for the root.
  package var parent: DNSName? {
    isRoot ? nil : DNSName(wire: Array(wire.dropFirst(Int(wire[0]) + 1)))
  }

  /// Whether this name is `ancestor` or lies below it.
  package func isWithin(_ ancestor: DNSName) -> Bool {
    let offset = wire.count - ancestor.wire.count
    guard offset >= 0, offset == wire.count - 1 || labelStarts.contains(offset) else {
      return false
    }
    return wire[offset...].matches(ancestor.wire)
  }

  /// The offsets of the length octets, without the root's.
  var labelStarts: [Int] {
    var starts: [Int] = []
    var position = 0
    while wire[position] != 0 {
      starts.append(position)
      position += Int(wire[position]) + 1
    }
    return starts
  }
}

extension DNSName: Hashable {
  // A length octet is at most 63, below every letter, so that folding the wire form is enough.

  package static func == (left: DNSName, right: DNSName) -> Bool {
    left.wire.matches(right.wire)
  }

  package func hash(into hasher: inout Hasher) {
    for octet in wire {
      hasher.combine(octet.lowercased)
    }
  }
}
