package import Evidence

/// Reads what a user calls a site: a domain, a URL or an address.
///
/// Total: every text gives a target, and nothing but the text and the compiled-in lists decides
/// which. Reading the result again gives the same result.
package struct TargetReader: Sendable {
  /// Whether names such as `x.test` are taken for domains, as a laboratory needs it.
  package var permitsSpecialUse: Bool

  package init(permitsSpecialUse: Bool = false) {
    self.permitsSpecialUse = permitsSpecialUse
  }

  /// The date of the public suffix list in use.
  package static var publicSuffixListDate: Timestamp? { PublicSuffixList.date }

  package func read(_ text: String) -> Target {
    do throws(Target.Problem) {
      return try target(in: text)
    } catch {
      return Target(kind: .invalid, problem: error)
    }
  }

  private func target(in text: String) throws(Target.Problem) -> Target {
    guard text.utf8.count <= Limits.lineOctets else { throw .tooLong }
    let trimmed = Self.trimmed(text)
    guard !trimmed.isEmpty else { throw .empty }
    let parts = try HostAndPort(trimmed)
    if parts.isBracketed {
      guard let address = IPAddress(String(parts.host)), parts.host.contains(":") else {
        throw .malformedURL
      }
      return Target(kind: .address, ascii: address.description, port: parts.port)
    }
    guard !parts.host.isEmpty else { throw .malformedURL }
    let name = try Self.aLabels(of: parts.host)
    if let address = IPAddress(name) {
      return Target(kind: .address, ascii: address.description, port: parts.port)
    }
    let registrable = try registrableDomain(of: name)
    return Target(
      kind: .domain, ascii: name, unicode: InternationalName.unicode(of: name) ?? name,
      registrable: registrable, port: parts.port)
  }

  /// Drops white space and byte order marks at both ends.
  private static func trimmed(_ text: String) -> Substring {
    func isMargin(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isWhitespace || scalar == "\u{FEFF}"
    }
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isMargin($0) }),
      let last = scalars.lastIndex(where: { !isMargin($0) })
    else { return "" }
    return Substring(scalars[first...last])
  }

  // MARK: Names

  /// The name in A-labels, lower case, without a trailing dot.
  private static func aLabels(of host: Substring) throws(Target.Problem) -> String {
    // A name that fits has at most 253 characters, but for those that UTS #46 maps to nothing.
    guard host.unicodeScalars.count <= 4 * nameLimit else { throw .tooLong }
    var labels = host.unicodeScalars.split(omittingEmptySubsequences: false) {
      dots.contains($0)
    }
    if labels.count > 1, labels.last?.isEmpty == true {
      labels.removeLast()
    }
    var converted: [String] = []
    for label in labels {
      converted.append(try aLabel(of: String(label)))
    }
    let name = converted.joined(separator: ".")
    guard name.utf8.count <= nameLimit else { throw .tooLong }
    return name
  }

  private static func aLabel(of label: String) throws(Target.Problem) -> String {
    guard label.unicodeScalars.allSatisfy({ !$0.isASCII || isHostCharacter($0) }) else {
      throw .forbiddenCharacter
    }
    var lower = label.lowercased()
    if !label.unicodeScalars.allSatisfy(\.isASCII) || lower.hasPrefix("xn--") {
      // Labels in plain ASCII are left alone: `r3---sn` is no IDN, though it looks like one.
      guard let converted = InternationalName.aLabel(of: label) else { throw .notIDNA }
      lower = converted
    }
    guard !lower.isEmpty else { throw .emptyLabel }
    guard lower.unicodeScalars.allSatisfy(isHostCharacter) else { throw .forbiddenCharacter }
    guard lower.utf8.count <= labelLimit else { throw .tooLong }
    return lower
  }

  /// The host of a URL met on the way; `nil` for what no name server can be asked for.
  static func aLabels(ofHost host: Substring) -> String? {
    try? aLabels(of: host)
  }

  private func registrableDomain(of name: String) throws(Target.Problem) -> String {
    let top = name.split(separator: ".").last ?? ""
    // No top-level domain is a number; a name that ends in one is a mistyped address (RFC 3696
    // section 2; the URL standard's "ends in a number checker").
    guard !Self.isNumber(top) else { throw .noRegistrableDomain }
    if !permitsSpecialUse {
      let isSpecial = Self.specialUse.contains { name.isWithin(domain: $0) }
      guard !isSpecial else { throw .specialUse }
    }
    guard let registrable = PublicSuffixList.registrableDomain(of: name) else {
      throw .noRegistrableDomain
    }
    // Registries take letters, digits and inner hyphens only (RFC 1123 section 2.1); names below
    // may have others (`_acme-challenge`).
    for label in registrable.split(separator: ".") {
      guard !label.contains("_"), label.first != "-", label.last != "-" else {
        throw .forbiddenCharacter
      }
    }
    return registrable
  }

  /// The full stop and the three others that IDNA 2003 took for one and that input methods still
  /// write (RFC 3490 section 3.1).
  private static let dots: Set<Unicode.Scalar> = [".", "\u{3002}", "\u{FF0E}", "\u{FF61}"]

  /// RFC 1035 section 2.3.4: 255 octets on the wire are 253 characters.
  private static let nameLimit = 253
  private static let labelLimit = 63

  /// Names that the public DNS does not hold: RFC 6761 (`example` among them, though not
  /// `example.com`, which exists), 6762, 7686, 8375, 9476, and ICANN's reservation of `internal`.
  private static let specialUse = [
    "alt", "example", "home.arpa", "internal", "invalid", "local", "localhost", "onion", "test",
  ]

  private static func isHostCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "-", "_": true
    default: false
    }
  }

  /// Whether a label reads as a number, in decimal or behind `0x`.
  private static func isNumber(_ label: Substring) -> Bool {
    if label.hasPrefix("0x") {
      return label.dropFirst(2).utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
      }
    }
    return label.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
