/// What one address does with the name: place, HTTP, differential and HTTPS together.
package enum Wire: String, CaseIterable, Hashable, Sendable {
  /// A filing page was seen: nothing else explains the wire.
  case filingBlock = "filing-block"
  /// Only this name is refused, on a mainland address of a known provider; or the page's marks
  /// without its text.
  case filingBlockLikely = "filing-block-likely"
  /// A page says so with a status that says success: it may be the site's own.
  case filingBlockPossible = "filing-block-possible"
  case contentBlock = "content-block"
  /// A network device refuses the name and does not say why.
  case unattributedBlock = "unattributed-block"
  case open
  /// It opens, and sends its visitors to another domain, which is blocked.
  case leadsToBlock = "leads-to-block"
  case waf
  case cdnRefusal = "cdn-refusal"
  /// Refused through a CDN, by it or by the origin.
  case cdnRefusesUnexplained = "cdn-refuses-unexplained"
  /// Refused in the mainland with a 403 or with what is no HTTP, by the server or by a gateway
  /// whose page nobody has described yet (facts B-20 to B-22).
  case refusesUnexplained = "refuses-unexplained"
  /// The web server answers, with an error or without a site for the name.
  case serverRefuses = "server-refuses"
  case certificate
  /// Nothing answers, whatever the name.
  case unreachable
  /// Cut off on the way to an address outside the mainland.
  case interference
  /// Cut off, and nothing tells whether for the name or for the address.
  case unclear
  /// Nothing answers over IPv6, and nothing shows that this machine's IPv6 works at all.
  case pathUnproven = "path-unproven"
  case notProbed = "not-probed"

  package init(
    place: PlaceFinding, http: HTTPFinding, differential: DifferentialFinding, https: HTTPSFinding
  ) {
    switch http {
    // No gateway stands there: the place is wrong, a proxy asked for the page, or the server made
    // it up (facts T-14).
    case .filingPage where place == .outside, .filingPageOfUnknownProvider where place == .outside:
      self = .filingBlockLikely
    case .filingPage, .filingPageOfUnknownProvider, .originFilingPage: self = .filingBlock
    case .filingPageLikely, .originFilingPageLikely: self = .filingBlockLikely
    case _ where place.namesProvider && (differential == .nameKeyed || https.isNameKeyed):
      self = .filingBlockLikely
    // Nobody refuses a name for its filing outside the mainland.
    case .filingPagePossible: self = place.isOutside ? .open : .filingBlockPossible
    case .contentPage: self = .contentBlock
    case .unattributedBlockPage: self = .unattributedBlock
    case .wafPage: self = .waf
    case .cdnRefusal: self = .cdnRefusal
    case .cdnForbidden: self = .cdnRefusesUnexplained
    case .originUnreachable: self = .unreachable
    case .originHandshake: self = .unclear
    case .panelDefault, .parked, .registrarHold, .serverError, .originError, .redirectLoop:
      self = .serverRefuses
    case .localProxyPage: self = .notProbed
    case .leadsToBlock: self = .leadsToBlock
    case .unprovenIPv6: self = .pathUnproven
    case .forbidden, .malformed: self = place.isOutside ? .serverRefuses : .refusesUnexplained
    case .ok: self = https.isCutOff ? Self.cutOff(place) : .open
    // Port 80 sends everybody to 443, so what 443 does is what the visitor meets.
    case .redirectOnly, .httpsOnly: self = Self.byHTTPS(https, place)
    case .refused, .silent, .notProbed: self = Self.withoutHTTP(http, https, place)
    // Connected, and then nothing: whether for the name or for everybody, a control tells.
    case .reset, .unanswered:
      let isForAll = differential == .addressWide && !place.isOutside
      self = isForAll ? (https == .ok ? .open : .unreachable) : Self.cutOff(place)
    }
  }

  private static func withoutHTTP(
    _ http: HTTPFinding, _ https: HTTPSFinding, _ place: PlaceFinding
  ) -> Wire {
    switch https {
    // An answer over HTTPS would have been the finding; here there is the handshake alone.
    case .ok: .unreachable
    case .notProbed: http == .notProbed ? .notProbed : .unreachable
    default: byHTTPS(https, place)
    }
  }

  /// What a visitor meets who has nothing but HTTPS.
  private static func byHTTPS(_ https: HTTPSFinding, _ place: PlaceFinding) -> Wire {
    switch https {
    case .ok, .notProbed: .open
    case .certificate: .certificate
    case .alert, .plaintextPage: .serverRefuses
    case .refused, .silent, .resetForAll: .unreachable
    case .nameKeyedReset, .resetOnOldTLSOnly, .resetUnexplained, .unanswered: cutOff(place)
    }
  }

  private static func cutOff(_ place: PlaceFinding) -> Wire {
    place.isOutside ? .interference : .unclear
  }

  package var isFilingBlock: Bool {
    self == .filingBlock || self == .filingBlockLikely || self == .filingBlockPossible
  }

  /// The wire of a target with several addresses: one blocked address makes it blocked, and a
  /// visitor whose first address fails tries the next.
  static let joinOrder: [Wire] = [
    .filingBlock, .filingBlockLikely, .contentBlock, .filingBlockPossible, .unattributedBlock,
    .leadsToBlock, .open, .waf, .cdnRefusal, .cdnRefusesUnexplained, .refusesUnexplained,
    .serverRefuses, .certificate, .unclear, .interference, .unreachable, .pathUnproven, .notProbed,
  ]
}

extension PlaceFinding {
  fileprivate var isOutside: Bool { self == .outside || self == .outsideCDN }

  /// A mainland address of which one knows whose gateway stands before it.
  fileprivate var namesProvider: Bool {
    self == .mineMainland || self == .mainlandOfProvider || self == .mainlandElsewhere
  }
}

extension HTTPSFinding {
  var isNameKeyed: Bool { self == .nameKeyedReset || self == .resetOnOldTLSOnly }

  /// Cut off after the ClientHello, and not for every name alike.
  fileprivate var isCutOff: Bool {
    isNameKeyed || self == .resetUnexplained || self == .unanswered
  }
}
