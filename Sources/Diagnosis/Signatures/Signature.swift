internal import Evidence

/// How a known page or redirect is recognised, and what it proves.
///
/// A filing number or a 备案 link never counts: sites show them in their footers (facts R-14).
package struct Signature: Hashable, Sendable {
  package enum Proof: String, Hashable, Sendable {
    /// A provider's network refuses the name for its filing.
    case filingBlock = "filing-block"
    /// A network device refuses the name and does not say why (facts B-05).
    case unattributedBlock = "unattributed-block"
    /// The name is closed for its content, not for its filing.
    case contentBlock = "content-block"
    case waf
    case panelDefault = "panel-default"
  }

  /// Where a piece of text is looked for.
  enum Clause: Hashable, Sendable {
    case title(is: String)
    case titleContains(String)
    case body(contains: String)
    /// Compared without regard to case, as the value may be a URL's host.
    case location(startsWith: String)
    case server(startsWith: String)
  }

  /// A stable public name, such as `alibaba.beian-block`.
  package let id: String
  package let provider: String?
  package let proves: Proof
  package let certainty: Certainty
  /// The facts id that describes the page.
  package let source: String
  let statuses: Set<Int>
  /// Octets of body above which the page is somebody's article about block pages (facts N-24).
  let longestBody: Int
  let allOf: [Clause]
  let anyOf: [Clause]

  init(
    _ id: String, provider: String?, proves: Proof, certainty: Certainty = .confirmed,
    source: String, statuses: Set<Int>, longestBody: Int = 4_096, allOf: [Clause] = [],
    anyOf: [Clause] = []
  ) {
    self.id = id
    self.provider = provider
    self.proves = proves
    self.certainty = certainty
    self.source = source
    self.statuses = statuses
    self.longestBody = longestBody
    self.allOf = allOf
    self.anyOf = anyOf
  }

  func matches(_ exchange: HTTPExchange) -> Bool {
    guard let status = exchange.status, statuses.contains(status),
      exchange.bodyBytes <= longestBody
    else { return false }
    return allOf.allSatisfy { Self.holds($0, for: exchange) }
      && (anyOf.isEmpty || anyOf.contains { Self.holds($0, for: exchange) })
  }

  private static func holds(_ clause: Clause, for exchange: HTTPExchange) -> Bool {
    switch clause {
    case .title(let text): exchange.title == text
    case .titleContains(let text): exchange.title?.contains(text) ?? false
    case .body(let text): exchange.body.contains(text)
    case .location(let start): exchange.header("Location")?.lowercased().hasPrefix(start) ?? false
    case .server(let start): exchange.header("Server")?.hasPrefix(start) ?? false
    }
  }
}
