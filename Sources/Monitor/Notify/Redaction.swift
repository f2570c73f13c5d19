/// Takes secrets out of what a service has said, for it may repeat what it was sent.
struct Redaction {
  /// Octets of a service's words that are kept.
  private static let limit = 200
  /// A part of an address that is shorter than this is a word and no token.
  private static let shortestToken = 6

  private var secrets: [String]

  init(address: String, url: NoticeURL, secret: Secret?) {
    var found: Set<String> = [address, url.target, url.query]
    for url in [url, NoticeURL(address)].compactMap(\.self) {
      let values = url.query.split(separator: "&").compactMap { $0.split(separator: "=").last }
      let parts = url.path.split(separator: "/") + values
      found.formUnion(parts.map(String.init))
    }
    secrets = found.filter { $0.utf8.count >= Self.shortestToken }
    if let secret = secret?.revealed, !secret.isEmpty {
      secrets.append(secret)
    }
    // A secret that holds another one goes first, or its rest would stay.
    secrets.sort { $0.utf8.count > $1.utf8.count }
  }

  func applied(to text: String) -> String {
    // Cut before only as far as no secret can be cut in two and its half be kept.
    var text = String(text.prefix(4096))
    for secret in secrets {
      text = text.split(separator: secret, omittingEmptySubsequences: false).joined(separator: "…")
    }
    let plain = text.unicodeScalars.map { scalar -> Character in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: " "
      default: Character(scalar)
      }
    }
    return String(plain.prefix(Self.limit))
  }
}
