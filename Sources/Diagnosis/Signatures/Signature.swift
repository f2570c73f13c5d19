internal import Evidence

/// How a known page or redirect is recognised, and what it proves.
///
/// A filing number or a 备案 link never counts: sites show them in their footers (facts R-14).
package final class Signature: Sendable {
  package enum Proof: String, CaseIterable, Hashable, Sendable {
    /// A provider's network refuses the name for its filing.
    case filingBlock = "filing-block"
    /// A network device refuses the name and does not say why (facts B-05).
    case unattributedBlock = "unattributed-block"
    /// The name is closed for its content, not for its filing.
    case contentBlock = "content-block"
    case waf
    /// The edge of a CDN refuses by a rule or a setting of its own.
    case cdnRefusal = "cdn-refusal"
    case panelDefault = "panel-default"
    /// A page that offers the name for sale stands in place of a site.
    case parked
    /// The registrar shows a page of its own until the owner has done what is due.
    case registrarHold = "registrar-hold"
    /// A proxy on this machine answers in place of the network.
    case localProxy = "local-proxy"
    /// The site's own software turns the visitor away.
    case siteRefusal = "site-refusal"
  }

  /// Where a piece of text is looked for.
  package indirect enum Clause: Hashable, Sendable {
    case title(is: String)
    case titleContains(String)
    /// No title, or an empty one: what is on the page is all of it.
    case untitled
    /// The text as UTF-8, octet for octet.
    case body(contains: String)
    /// Compared without regard to case, as the value may be a URL's host; given in lower case.
    case location(startsWith: String)
    /// The host of an absolute `Location`; given in lower case.
    case locationHost(contains: String)
    /// The first value of a field; an empty text asks only that the field is there.
    case header(String, startsWith: String)
    case anyOf([Clause])
  }

  /// A stable public name, such as `alibaba.beian-block`.
  package let id: String
  package let provider: String?
  package let proves: Proof
  package let certainty: Certainty
  /// The facts id that describes the page; of a user's signature, what the user cites.
  package let source: String
  /// The first and the last year that the sources saw the page in; `nil` when they name none.
  package let seen: ClosedRange<Int>?
  let statuses: [Int]
  /// Octets of body above which the page is somebody's article about block pages (facts N-24).
  let longestBody: Int
  let allOf: [Clause]
  let anyOf: [Clause]

  package init(
    _ id: String, provider: String? = nil, proves: Proof, certainty: Certainty = .confirmed,
    source: String, seen: ClosedRange<Int>?, statuses: [Int], longestBody: Int? = nil,
    allOf: [Clause] = [], anyOf: [Clause] = []
  ) {
    self.id = id
    self.provider = provider
    self.proves = proves
    self.certainty = certainty
    self.source = source
    self.seen = seen
    self.statuses = statuses
    self.longestBody = longestBody ?? Self.usualLongestBody(statuses)
    self.allOf = allOf
    self.anyOf = anyOf
  }

  /// Unless an entry says otherwise; known block pages are under 1 KiB, and a proxy may wrap them.
  private static func usualLongestBody(_ statuses: [Int]) -> Int {
    statuses.contains { (200..<300).contains($0) } ? Limits.shortPageOctets : 16 * 1024
  }

  /// Whether a page with this status and so many octets may be it.
  func admits(status: Int, bodyBytes: Int) -> Bool {
    statuses.contains(status) && bodyBytes <= longestBody
  }

  /// Whether every clause holds.
  ///
  /// - Parameter page: What the server answered.
  /// - Returns: Whether it is the page; ``admits(status:bodyBytes:)`` is asked apart.
  func matches(_ page: Page) -> Bool {
    allOf.allSatisfy { $0.holds(for: page) }
      && (anyOf.isEmpty || anyOf.contains { $0.holds(for: page) })
  }

  /// What the clauses of all signatures look at.
  struct Page {
    let title: String?
    let headers: [HTTPExchange.Header]
    /// Those of the ``Signature/bodyTexts`` of all signatures that occur in the body.
    let literals: [String]
    /// In lower case.
    let location: String?
    /// The authority of the location without what may precede its host, of an absolute URL.
    var host: Substring? {
      let authority =
        location?.authority(after: "http://") ?? location?.authority(after: "https://")
      return authority?.utf8.split(separator: UInt8(ascii: "@")).last.map { Substring($0) }
    }

    init(_ exchange: Listed<HTTPExchange>, literals: [String]) {
      title = exchange.title
      headers = exchange.headers
      self.literals = literals
      location = exchange.header("Location")?.lowercased()
    }
  }

  /// What the clauses look for in the body.
  var bodyTexts: [String] { (allOf + anyOf).flatMap(\.bodyTexts) }

  /// Texts of which one must be on the page, or no clause can hold; `nil` where none need be.
  ///
  /// On the page is what stands in its body, its title or the address it leads to.
  var neededTexts: [String]? {
    let needed = allOf.compactMap(\.neededTexts)
    // The fewer texts, the fewer pages are looked at for nothing.
    return needed.min { $0.count < $1.count }
      ?? (anyOf.isEmpty ? nil : Clause.anyOf(anyOf).neededTexts)
  }
}

extension Signature.Clause {
  fileprivate func holds(for page: Signature.Page) -> Bool {
    switch self {
    case .title(is: let text): page.title?.utf8.span.isSame(as: text.utf8.span) ?? false
    case .titleContains(let text): page.title?.utf8.span.contains(text.utf8.span) ?? false
    case .untitled: page.title?.isEmpty ?? true
    case .body(contains: let text): page.literals.contains(text)
    case .location(startsWith: let start):
      page.location?.utf8.span.begins(with: start.utf8.span) ?? false
    case .locationHost(contains: let text): page.host?.utf8.span.contains(text.utf8.span) ?? false
    case .header(let name, startsWith: let start):
      page.headers.first(named: name)?.utf8.span.begins(with: start.utf8.span) ?? false
    case .anyOf(let clauses): clauses.contains { $0.holds(for: page) }
    }
  }

  /// Texts of which one must be on the page for the clause to hold; `nil` where none need be.
  fileprivate var neededTexts: [String]? {
    switch self {
    case .body(contains: let text), .title(is: let text), .titleContains(let text),
      .location(startsWith: let text), .locationHost(contains: let text):
      // What is empty is on every page, and never found.
      return text.isEmpty ? nil : [text]
    case .anyOf(let clauses):
      let needed = clauses.compactMap(\.neededTexts)
      return needed.count == clauses.count ? needed.flatMap { $0 } : nil
    case .untitled, .header: return nil
    }
  }

  fileprivate var bodyTexts: [String] {
    switch self {
    case .body(contains: let text): [text]
    case .anyOf(let clauses): clauses.flatMap(\.bodyTexts)
    case .title, .titleContains, .untitled, .location, .locationHost, .header: []
    }
  }
}

extension String {
  /// The authority of a URL that begins so (RFC 3986 section 3.2); `nil` of another.
  func authority(after start: String) -> Substring? {
    guard utf8.span.begins(with: start.utf8.span) else { return nil }
    return Substring(
      utf8.dropFirst(start.utf8.count).prefix { octet in
        octet != UInt8(ascii: "/") && octet != UInt8(ascii: "?") && octet != UInt8(ascii: "#")
      })
  }
}
