internal import Evidence

/// What one address answers over HTTP under the target's name.
struct HTTPReading: Hashable, Sendable {
  var sign: Sign<HTTPFinding>
  /// The page that was recognised.
  var signature: Signature?
  /// The exchange that decided.
  var exchange: HTTPExchange?

  /// Reads the exchanges of one address; a known page on any of them outranks everything else.
  ///
  /// HTTPS speaks for the site where plain HTTP only redirects or fails, and what a redirect within
  /// the site's domain leads to speaks for the answer that leads there.
  ///
  /// - Parameters:
  ///   - exchanges: The exchanges.
  ///   - port: The port that the target's URL names.
  ///   - all: The exchanges with every address, the hops behind redirects among them.
  ///   - site: The registrable domain of the target.
  init(
    _ exchanges: [HTTPExchange], port: Int?, among all: [HTTPExchange] = [], site: String? = nil
  ) {
    let asked = exchanges.filter { $0.purpose == .target }
    let onward = Onward(from: asked, in: all, site: site)
    let matches = (asked + onward.ownHops).compactMap { exchange in
      SignaturePack.match(exchange).map { (exchange, $0) }
    }
    if let (exchange, signature) = matches.min(by: { $0.1.rank < $1.1.rank }) {
      self.init(exchange, HTTPFinding(signature), signature)
      return
    }
    if let block = onward.foreignBlock {
      self.init(block, .leadsToBlock, nil)
      return
    }
    // Of several samples one that was answered tells more than one that was cut off.
    func first(_ scheme: HTTPExchange.Scheme, _ standard: Int) -> HTTPExchange? {
      let ofScheme = asked.filter { $0.scheme == scheme }
      let samples = ofScheme.filter { $0.port == port ?? standard }
      return samples.first { $0.status != nil } ?? samples.first
    }
    let secure = first(.https, 443)
    guard let plain = first(.http, 80) ?? secure else {
      self.init(nil, .notProbed, nil)
      return
    }
    let (finding, answer) = Self.read(plain, onward)
    // A name that is cut off on port 80 is cut off, whatever HTTPS does (facts H-03).
    if let secure, finding != .ok, finding != .reset,
      finding == .redirectOnly || HTTPFinding(secure).isAnswered
    {
      let (beyond, answer) = Self.read(secure, onward)
      self.init(answer, beyond.isAnswered ? .httpsOnly : beyond, nil)
    } else {
      self.init(answer, finding, nil)
    }
  }

  /// What an answer comes to for a visitor who follows it, and the exchange that says so.
  private static func read(
    _ exchange: HTTPExchange, _ onward: Onward
  ) -> (HTTPFinding, HTTPExchange) {
    if exchange.redirectsToItsOwnHTTPS { return (.redirectOnly, exchange) }
    if onward.isEndless(from: exchange) { return (.redirectLoop, exchange) }
    let end = onward.end(of: exchange)
    let finding = HTTPFinding(end)
    let isSecureHop = end.purpose == .redirect && end.scheme == .https
    return (isSecureHop && finding.isAnswered ? .httpsOnly : finding, end)
  }

  private init(_ exchange: HTTPExchange?, _ finding: HTTPFinding, _ signature: Signature?) {
    sign = Sign(finding, because: exchange.map { [$0.id] } ?? [])
    self.signature = signature
    self.exchange = exchange
  }
}

extension HTTPExchange {
  /// Whether the answer sends the visitor to the same name over HTTPS, and not elsewhere.
  fileprivate var redirectsToItsOwnHTTPS: Bool {
    guard let location = header("Location")?.lowercased(), location.hasPrefix("https://") else {
      return false
    }
    let authority = location.dropFirst(8).prefix { !"/?#".contains($0) }
    return scheme == .http
      && authority.prefix { $0 != ":" } == host.lowercased().prefix { $0 != ":" }
  }
}

extension HTTPFinding {
  /// What an exchange that matches no signature comes to.
  fileprivate init(_ exchange: HTTPExchange) {
    if let status = exchange.status {
      switch status {
      // A success that never gets to its page is none: the server drips, or hangs.
      case 200..<300 where exchange.failure == .timeout && exchange.bodyBytes == 0:
        self = .unanswered
      case 200..<300, 401: self = .ok
      case 300..<400: self = exchange.redirectsToItsOwnHTTPS ? .redirectOnly : .ok
      case 403: self = .forbidden
      default: self = .serverError
      }
      return
    }
    switch exchange.failure {
    case .connectRefused: self = .refused
    case .connectTimeout, .connectUnreachable: self = .silent
    case .timeout: self = .unanswered
    case .reset, .eof: self = .reset
    case .httpMalformed, .tooLarge: self = .malformed
    default: self = .notProbed
    }
  }

  fileprivate init(_ signature: Signature) {
    switch signature.proves {
    case .filingBlock where signature.certainty < .confirmed: self = .filingPageLikely
    case .filingBlock:
      self = signature.provider == nil ? .filingPageOfUnknownProvider : .filingPage
    case .unattributedBlock: self = .unattributedBlockPage
    case .contentBlock: self = .contentPage
    case .waf: self = .wafPage
    case .cdnRefusal: self = .cdnRefusal
    case .panelDefault: self = .panelDefault
    case .parked: self = .parked
    case .siteRefusal: self = .serverError
    }
  }

  fileprivate var isAnswered: Bool { self == .ok || self == .redirectOnly }
}

extension Signature {
  /// Place in the order of weight: a filing page outranks every other page.
  fileprivate var rank: Int {
    switch proves {
    case .filingBlock: certainty == .confirmed ? 0 : 1
    case .contentBlock: 2
    case .unattributedBlock: 3
    case .waf: 4
    case .cdnRefusal: 5
    case .panelDefault, .parked: 6
    case .siteRefusal: 7
    }
  }
}
