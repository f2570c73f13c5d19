internal import Evidence

/// The host and the port of a URL, or of what people write instead of one.
struct HostAndPort {
  /// As written; a bracketed address without its brackets.
  var host: Substring
  var isBracketed: Bool
  var port: Int?

  /// Cuts `[scheme://][user@]host[:port][/path][?query][#fragment]` apart.
  ///
  /// - Throws: ``Target/Problem/foreignScheme`` or ``Target/Problem/malformedURL``.
  init(_ text: Substring) throws(Target.Problem) {
    let authority = try Self.authority(of: text)
    var portText: Substring = ""
    if authority.first == "[" {
      guard let end = authority.firstIndex(of: "]") else { throw .malformedURL }
      host = authority[authority.index(after: authority.startIndex)..<end]
      isBracketed = true
      portText = authority[authority.index(after: end)...]
    } else if let colon = authority.firstIndex(of: ":"),
      authority[authority.index(after: colon)...].contains(":")
    {
      // Two colons and no brackets: an IPv6 address, which cannot be followed by a port.
      host = authority
      isBracketed = true
    } else {
      let end = authority.firstIndex(of: ":") ?? authority.endIndex
      host = authority[..<end]
      isBracketed = false
      portText = authority[end...]
    }
    port = try Self.port(portText)
  }

  private static func authority(of text: Substring) throws(Target.Problem) -> Substring {
    var rest = text
    var isURL = false
    let beforePath = text.prefix(while: isInAuthority)
    if let colon = beforePath.firstIndex(of: ":") {
      let scheme = beforePath[..<colon].lowercased()
      let isWeb = scheme == "http" || scheme == "https"
      let afterColon = text[text.index(after: colon)...]
      if afterColon.hasPrefix("//") {
        guard !scheme.isEmpty else { throw .malformedURL }
        guard isWeb else { throw .foreignScheme }
        rest = afterColon.dropFirst(2)
        isURL = true
      } else if isScheme(beforePath[..<colon]), !isPortOrAddress(beforePath[colon...].dropFirst()) {
        // `mailto:someone@example.cn`, or `http:/example.cn`.
        throw isWeb ? .malformedURL : .foreignScheme
      }
    } else if text.hasPrefix("//") {
      rest = text.dropFirst(2)
      isURL = true
    }
    guard isURL else { return beforePath }
    let authority = rest.prefix(while: isInAuthority)
    guard let at = authority.lastIndex(of: "@") else { return authority }
    return authority[authority.index(after: at)...]
  }

  private static func isInAuthority(_ character: Character) -> Bool {
    character != "/" && character != "?" && character != "#"
  }

  /// Whether `text` could be a scheme and is no host name: letters without a dot.
  private static func isScheme(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (0x61...0x7A).contains($0 | 0x20) }
  }

  /// Whether what follows the first colon is a port, or the rest of an IPv6 address.
  private static func isPortOrAddress(_ text: Substring) -> Bool {
    !text.isEmpty && (isPort(text) || text.contains(":"))
  }

  private static func isPort(_ text: Substring) -> Bool {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// Reads `:443`; nothing, and a colon alone, name no port (RFC 3986 section 3.2.3).
  private static func port(_ text: Substring) throws(Target.Problem) -> Int? {
    guard !text.isEmpty else { return nil }
    let digits = text.dropFirst()
    guard text.first == ":", isPort(digits) else { throw .malformedURL }
    if digits.isEmpty { return nil }
    guard let port = Int(digits), (1...65_535).contains(port) else { throw .malformedURL }
    return port
  }
}

extension Target.Problem: Error {}
