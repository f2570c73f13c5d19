internal import Evidence

/// A URL that can be asked: where a redirect leads.
struct WebURL: Hashable, Sendable {
  var scheme: HTTPExchange.Scheme
  /// In A-labels and lower case, or an address as it stands in a URL.
  var host: String
  var port: UInt16
  /// The path and the query, from the first slash; no fragment.
  var path: String

  init(scheme: HTTPExchange.Scheme, host: String, port: UInt16, path: String) {
    self.scheme = scheme
    self.host = host
    self.port = port
    self.path = path
  }

  /// What an exchange asked for.
  init(_ exchange: HTTPExchange) {
    scheme = exchange.scheme
    let isBracketed = exchange.host.hasPrefix("[")
    host =
      isBracketed
      ? exchange.host.prefix { $0 != "]" } + "]"
      : String(exchange.host.prefix { $0 != ":" })
    port = UInt16(clamping: exchange.port)
    path = exchange.path
  }

  /// The address, where the host is one.
  var address: IPAddress? { IPAddress(host) }

  /// Reads a `Location` (RFC 9110 section 10.2.2, RFC 3986 section 5.2) met at `base`.
  ///
  /// - Returns: Why it cannot be followed, where it cannot.
  static func following(
    _ location: String, from base: WebURL
  ) -> Result<WebURL, HTTPExchange.NotFollowed> {
    var text = escaped(location)
    if let fragment = text.firstIndex(of: "#") {
      text = text[..<fragment]
    }
    guard !text.isEmpty else { return .failure(.malformed) }
    var scheme = base.scheme
    if let given = schemePrefix(of: text) {
      guard let known = HTTPExchange.Scheme(rawValue: given.lowercased()) else {
        return .failure(.otherScheme)
      }
      scheme = known
      text = text.dropFirst(given.count + 1)
      guard text.hasPrefix("//") else { return .failure(.malformed) }
    }
    guard text.hasPrefix("//") else {
      var url = base
      url.path = normalized(path(text, relativeTo: base.path))
      return .success(url)
    }
    let rest = text.dropFirst(2)
    let authority = rest.prefix { !"/?".contains($0) }
    let end = rest[authority.endIndex...]
    return url(
      scheme, authority: authority, path: end.hasPrefix("/") ? String(end) : "/" + end)
  }

  private static func url(
    _ scheme: HTTPExchange.Scheme, authority: Substring, path: String
  ) -> Result<WebURL, HTTPExchange.NotFollowed> {
    let unescaped = decoded(authority)
    guard let parts = try? HostAndPort(scheme.rawValue + "://" + unescaped),
      let host = host(parts)
    else { return .failure(.malformed) }
    return .success(
      WebURL(
        scheme: scheme, host: host,
        port: parts.port.map { UInt16(clamping: $0) }
          ?? scheme.standardPort, path: normalized(path)))
  }

  private static func host(_ parts: HostAndPort) -> String? {
    if parts.isBracketed {
      return IPAddress(String(parts.host))?.hostText
    }
    guard let name = TargetReader.aLabels(ofHost: parts.host) else { return nil }
    return IPAddress(name)?.hostText ?? name
  }

  // MARK: Text

  /// `http` of `http:…`; `nil` where the text begins with something else.
  private static func schemePrefix(of text: Substring) -> Substring? {
    let prefix = text.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
    let isScheme = prefix.first?.isLetter == true && text[prefix.endIndex...].hasPrefix(":")
    return isScheme ? prefix : nil
  }

  private static func path(_ text: Substring, relativeTo base: String) -> String {
    if text.hasPrefix("/") { return String(text) }
    let basePath = base.prefix { $0 != "?" }
    if text.hasPrefix("?") { return String(basePath + text) }
    let folder = basePath.lastIndex(of: "/").map { basePath[...$0] } ?? "/"
    return String(folder + text)
  }

  /// Takes `.` and `..` out of a path (RFC 3986 section 5.2.4).
  private static func normalized(_ text: String) -> String {
    let path = text.prefix { $0 != "?" }
    let query = text[path.endIndex...]
    guard path.contains("/.") else { return text }
    let segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    var kept: [Substring] = []
    for (index, segment) in segments.enumerated() {
      if segment == ".." { _ = kept.popLast() }
      let isDot = segment == "." || segment == ".."
      if !isDot {
        kept.append(segment)
      } else if index == segments.count - 1 {
        kept.append("")
      }
    }
    return "/" + kept.joined(separator: "/") + query
  }

  /// The text without margins, in ASCII: servers send blanks and raw UTF-8, clients escape them.
  private static func escaped(_ text: String) -> Substring {
    let trimmed = text.utf8.drop { $0 <= 0x20 }
    let digits = Array("0123456789ABCDEF".utf8)
    var octets: [UInt8] = []
    for octet in trimmed {
      if (0x21...0x7E).contains(octet) {
        octets.append(octet)
      } else {
        octets += [UInt8(ascii: "%"), digits[Int(octet >> 4)], digits[Int(octet & 0xF)]]
      }
    }
    while octets.suffix(3) == Array("%20".utf8)[...] {
      octets.removeLast(3)
    }
    return Substring(decoding: octets, as: UTF8.self)
  }

  /// The reverse, for a host in U-labels.
  private static func decoded(_ text: Substring) -> Substring {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
    var octets: [UInt8] = []
    var rest = text.utf8[...]
    while let octet = rest.popFirst() {
      if octet == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(Substring(rest.prefix(2)), radix: 16)
      {
        octets.append(value)
        rest = rest.dropFirst(2)
      } else {
        octets.append(octet)
      }
    }
    return Substring(decoding: octets, as: UTF8.self)
  }
}

extension HTTPExchange.NotFollowed: Error {}
