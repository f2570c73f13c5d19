internal import Evidence

/// The known pages, the more certain before the less.
package enum SignaturePack {
  /// The pack's version: the day of the last change.
  package static let version = "2026-11-22"

  package static let all: [Signature] =
    filingBlocks + hosterBlocks + contentBlocks + firewalls + cdnRefusals + placeholders

  static let redirects: Set<Int> = [301, 302, 303, 307, 308]

  private static let bodySearch = LiteralSearch(Array(Set(all.flatMap(\.bodyTexts))))

  /// The first signature that `exchange` matches.
  static func match(_ exchange: HTTPExchange) -> Signature? {
    let possible = all.filter { $0.admits(exchange) }
    guard !possible.isEmpty else { return nil }
    let literals = bodySearch.texts(in: exchange.body)
    return possible.first { $0.matches(exchange, literals: literals) }
  }
}
