internal import Evidence

/// An address that a notice is sent to, cut into what a request needs.
///
/// A strict reader of the small part of RFC 3986 that such addresses use: http or https, a host, a
/// port, a path and a query in ASCII.
struct NoticeURL: Sendable, Equatable {
  var isSecure: Bool
  /// Without brackets, in lower case.
  var host: String
  var port: Int
  /// The path, from its slash.
  var path: String
  /// Without the question mark; empty where there is none.
  var query: String

  init?(_ text: String) {
    let lowered = text.prefix(8).lowercased()
    let scheme: String
    if lowered.hasPrefix("https://") {
      (isSecure, scheme) = (true, "https://")
    } else if lowered.hasPrefix("http://") {
      (isSecure, scheme) = (false, "http://")
    } else {
      return nil
    }
    guard text.utf8.count <= 4096,
      text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "#") })
    else { return nil }
    let rest = text.dropFirst(scheme.count)
    let authority = rest.prefix { $0 != "/" && $0 != "?" }
    let target = rest.dropFirst(authority.count)
    // User names and passwords would have to be kept apart from the host, and nobody needs them.
    guard !authority.isEmpty, !authority.contains("@") else { return nil }
    let (host, portText) = Self.split(authority)
    guard !host.isEmpty, host.utf8.allSatisfy(Self.isOfHost) else { return nil }
    self.host = host.lowercased()
    if let portText {
      guard let port = Int(portText), (1...65535).contains(port),
        portText.allSatisfy(\.isNumber)
      else { return nil }
      self.port = port
    } else {
      port = isSecure ? 443 : 80
    }
    let path = target.prefix { $0 != "?" }
    self.path = path.isEmpty ? "/" : String(path)
    query = String(target.dropFirst(path.count).dropFirst())
  }

  /// Whether the host is an address, for which TLS has no server name (RFC 6066 section 3).
  var isNumeric: Bool { IPAddress(host) != nil }

  /// What goes into the request line.
  var target: String { query.isEmpty ? path : "\(path)?\(query)" }

  /// As the `Host` field has it.
  var hostField: String {
    let name = host.contains(":") ? "[\(host)]" : host
    return port == (isSecure ? 443 : 80) ? name : "\(name):\(port)"
  }

  /// What may be shown of it: everything behind the host may be a token.
  var shown: String { "\(isSecure ? "https" : "http")://\(hostField)" }

  /// Sets a parameter in place of one of the same name.
  mutating func set(_ name: String, _ value: String) {
    let others = query.split(separator: "&").filter {
      $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).first ?? "" != name
    }
    query = (others.map(String.init) + ["\(name)=\(Self.escaped(value))"]).joined(separator: "&")
  }

  /// A text as a part of a path or a query (RFC 3986 section 2.1).
  static func escaped(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF")
    return text.utf8.reduce(into: "") { result, octet in
      switch octet {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        result.unicodeScalars.append(Unicode.Scalar(octet))
      default:
        result += "%\(digits[Int(octet >> 4)])\(digits[Int(octet & 15)])"
      }
    }
  }

  private static func split(_ authority: Substring) -> (host: Substring, port: Substring?) {
    if authority.first == "[" {
      guard let end = authority.firstIndex(of: "]") else { return ("", nil) }
      let rest = authority[authority.index(after: end)...]
      guard rest.isEmpty || rest.first == ":" else { return ("", nil) }
      return (authority[..<end].dropFirst(), rest.isEmpty ? nil : rest.dropFirst())
    }
    let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 2 else { return ("", nil) }
    return (parts[0], parts.count == 2 ? parts[1] : nil)
  }

  private static func isOfHost(_ octet: UInt8) -> Bool {
    switch octet {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: ":"):
      true
    default: false
    }
  }
}
