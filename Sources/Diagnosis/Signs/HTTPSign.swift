internal import Evidence

/// What one address answers over HTTP under the target's name.
struct HTTPReading: Sendable {
  var sign: Sign<HTTPFinding>
  /// The page that was recognised.
  var signature: Signature?
  /// The exchange that decided.
  var exchange: Listed<HTTPExchange>?
  /// The provider of the CDN that the answer came through.
  var cdn: String?

  /// Reads the exchanges of one address; a known page on any of them outranks everything else.
  ///
  /// HTTPS speaks for the site where plain HTTP only redirects or fails, and what a redirect within
  /// the site's domain leads to speaks for the answer that leads there.
  ///
  /// - Parameters:
  ///   - exchanges: The exchanges.
  ///   - sight: All that was seen, the hops behind redirects among it.
  ///   - cdn: The CDN that the address is known to be an edge of.
  init(_ exchanges: Selection<HTTPExchange>, in sight: Sight, cdn: String?) {
    let signatures = sight.signatures
    let asked = exchanges.filter { $0.purpose == .target }
    let onward = Onward(from: asked, in: sight.http, site: sight.target.registrable)
    func recognised(_ exchange: Listed<HTTPExchange>) -> (Listed<HTTPExchange>, Signature)? {
      signatures.match(exchange).map { (exchange, $0) }
    }
    let matches = asked.compactMap(recognised) + onward.ownHops.compactMap(recognised)
    if let (exchange, signature) = matches.min(by: { $0.1.rank < $1.1.rank }) {
      // A gateway lets the bare address pass (facts K-10): what shows the page there too may be the
      // server itself, or a proxy that asks for another name.
      let isForAll = sight.http.contains { control in
        control.purpose == .controlAddress && control.address == exchange.address
          && control.port == exchange.port && signatures.match(control)?.id == signature.id
      }
      let carrier = exchange.carrier(at: cdn)
      self.init(
        exchange, HTTPFinding(signature, isPassedOn: carrier != nil, isForAll: isForAll), signature,
        cdn: carrier)
      return
    }
    if let block = onward.foreignBlock(signatures) {
      self.init(block, .leadsToBlock, nil, cdn: nil)
      return
    }
    // Of several samples one that was answered tells more than one that was cut off.
    func first(_ scheme: HTTPExchange.Scheme, _ standard: Int) -> Listed<HTTPExchange>? {
      let ofScheme = asked.filter { $0.scheme == scheme }
      let samples = ofScheme.filter { $0.port == sight.target.port ?? standard }
      return samples.first { $0.status != nil } ?? samples.first
    }
    let secure = first(.https, 443)
    guard let plain = first(.http, 80) ?? secure else {
      self.init(nil, .notProbed, nil, cdn: nil)
      return
    }
    let (finding, answer) = Self.read(plain, onward, cdn: cdn)
    // A name that is cut off on port 80 is cut off, whatever HTTPS does (facts H-03); and one that
    // the CDN is cut off under, on its way to port 443, does not open over HTTPS.
    let isHandshake = secure.map { HTTPFinding($0, at: cdn) == .originHandshake } ?? false
    if let secure, finding != .reset,
      finding == .redirectOnly || (finding != .ok && HTTPFinding(secure, at: cdn).isAnswered)
        || (finding == .ok && isHandshake)
    {
      let (beyond, answer) = Self.read(secure, onward, cdn: cdn)
      self.init(
        answer, beyond.isAnswered ? .httpsOnly : beyond, nil, cdn: answer.carrier(at: cdn))
    } else {
      self.init(answer, finding, nil, cdn: answer.carrier(at: cdn))
    }
  }

  /// What an answer comes to for a visitor who follows it, and the exchange that says so.
  private static func read(
    _ exchange: Listed<HTTPExchange>, _ onward: Onward, cdn: String?
  ) -> (HTTPFinding, Listed<HTTPExchange>) {
    if exchange.redirectsToItsOwnHTTPS { return (.redirectOnly, exchange) }
    if onward.isEndless(from: exchange) { return (.redirectLoop, exchange) }
    let end = onward.end(of: exchange)
    let finding = HTTPFinding(end, at: cdn)
    let isSecureHop = end.purpose == .redirect && end.scheme == .https
    return (isSecureHop && finding.isAnswered ? .httpsOnly : finding, end)
  }

  private init(
    _ exchange: Listed<HTTPExchange>?, _ finding: HTTPFinding, _ signature: Signature?, cdn: String?
  ) {
    sign = Sign(finding, because: exchange.map { [$0.id] } ?? [])
    self.signature = signature
    self.exchange = exchange
    self.cdn = cdn
  }
}

extension Listed<HTTPExchange> {
  /// The first value of a field (``HTTPExchange/header(_:)``).
  func header(_ name: String) -> String? { self.headers.first(named: name) }

  /// The provider of the CDN whose edge gave this answer or passed it on.
  ///
  /// A gateway that answers in place of the edge sends its own header, and none of the edge's.
  ///
  /// - Parameter cdn: The CDN that the address is known to be an edge of.
  /// - Returns: `nil` where no edge had a hand in it.
  fileprivate func carrier(at cdn: String?) -> String? {
    if let shown = CDNHeaders.provider(of: self) { return shown }
    // What a redirect leads to is at an address of its own.
    guard self.via == nil, let server = header("Server"), self.status != nil else { return nil }
    return ["Beaver", "ADM/"].contains(where: server.hasPrefix) ? nil : cdn
  }

  /// Whether the answer sends the visitor to the same name over HTTPS, and not elsewhere.
  fileprivate var redirectsToItsOwnHTTPS: Bool {
    guard self.scheme == .http,
      let authority = header("Location")?.lowercased().authority(after: "https://")
    else { return false }
    let colon = UInt8(ascii: ":")
    return authority.utf8.prefix { $0 != colon }
      .elementsEqual(self.host.lowercased().utf8.prefix { $0 != colon })
  }
}

extension HTTPFinding {
  /// What an exchange that matches no signature comes to.
  ///
  /// - Parameters:
  ///   - exchange: The exchange.
  ///   - cdn: The CDN that the address is known to be an edge of.
  fileprivate init(_ exchange: Listed<HTTPExchange>, at cdn: String?) {
    lazy var isPassedOn = exchange.carrier(at: cdn) != nil
    if let status = exchange.status {
      switch status {
      // A success that never gets to its page is none: the server drips, or hangs.
      case 200..<300 where exchange.failure == .timeout && exchange.bodyBytes == 0:
        self = .unanswered
      case 200..<300, 401: self = .ok
      case 300..<400: self = exchange.redirectsToItsOwnHTTPS ? .redirectOnly : .ok
      case 403: self = isPassedOn ? .cdnForbidden : .forbidden
      // Cloudflare's own codes (facts N-19), which nobody else gives.
      case 521...524 where isPassedOn: self = .originUnreachable
      case 525 where isPassedOn: self = .originHandshake
      case 502 where isPassedOn, 504 where isPassedOn, 520 where isPassedOn,
        526...530 where isPassedOn:
        self = .originError
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

  fileprivate init(_ signature: Signature, isPassedOn: Bool, isForAll: Bool) {
    switch signature.proves {
    case .filingBlock where signature.certainty == .possible: self = .filingPagePossible
    case .filingBlock where isPassedOn:
      self =
        signature.certainty == .confirmed && !isForAll
        ? .originFilingPage : .originFilingPageLikely
    case .filingBlock where signature.certainty == .likely || isForAll: self = .filingPageLikely
    case .filingBlock:
      self = signature.provider == nil ? .filingPageOfUnknownProvider : .filingPage
    case .unattributedBlock: self = .unattributedBlockPage
    case .contentBlock: self = .contentPage
    case .waf: self = .wafPage
    case .cdnRefusal: self = .cdnRefusal
    case .panelDefault: self = .panelDefault
    case .parked: self = .parked
    case .registrarHold: self = .registrarHold
    case .localProxy: self = .localProxyPage
    case .siteRefusal: self = .serverError
    }
  }

  fileprivate var isAnswered: Bool { self == .ok || self == .redirectOnly }

  /// Whether the page is the origin's, with a CDN in between.
  var isOfOrigin: Bool { self == .originFilingPage || self == .originFilingPageLikely }
}

extension Signature {
  /// Place in the order of weight: a filing page outranks every other page.
  fileprivate var rank: Int {
    switch proves {
    // Nothing that came through a proxy of this machine's counts.
    case .localProxy: 0
    case .filingBlock where certainty == .confirmed: 1
    case .filingBlock where certainty == .likely: 2
    case .contentBlock: 3
    case .filingBlock: 4
    case .unattributedBlock: 5
    case .waf: 6
    case .cdnRefusal: 7
    case .panelDefault, .parked, .registrarHold: 8
    case .siteRefusal: 9
    }
  }
}
