internal import Evidence

extension ProbePlan.Outcome {
  /// Reads a finding: the handshake counts where there is one, else the exchange.
  ///
  /// - Parameters:
  ///   - finding: What was seen.
  ///   - site: The registrable domain of the target; a redirect within it is plainly fine.
  init(_ finding: WebProber.Finding, site: String?) {
    if let handshake = finding.tls {
      self.init(handshake, hasPage: finding.http?.status != nil)
    } else if let exchange = finding.http {
      self.init(exchange, site: site)
    } else {
      self = .notConnected
    }
  }

  private init(_ handshake: TLSHandshake, hasPage: Bool) {
    switch handshake.failure {
    // Alerts and certificates are the server's own affair.
    case nil, .tlsAlert, .certificate, .httpMalformed, .tooLarge: self = .fine
    case .tlsNotTLS: self = hasPage ? .odd : .foreign
    case .reset, .eof: self = .cutOff
    case .timeout: self = .unanswered
    default: self = .notConnected
    }
  }

  private init(_ exchange: HTTPExchange, site: String?) {
    if exchange.status != nil {
      self = exchange.isPlainlyFine(of: site) ? .fine : .odd
      return
    }
    switch exchange.failure {
    case .reset, .eof: self = .cutOff
    case .timeout: self = .unanswered
    case .httpMalformed, .tooLarge: self = .foreign
    default: self = .notConnected
    }
  }
}

extension HTTPExchange {
  /// Whether nothing about the answer asks for a second look.
  ///
  /// Boxes on the path answer with errors, reset what follows, end lines with bare line feeds, or
  /// redirect elsewhere without a length (facts 2.1, K-02, Q-21); what they mean is not decided here.
  fileprivate func isPlainlyFine(of site: String?) -> Bool {
    guard failure == nil, !isResetAfterAnswer, !hasBareLineFeeds, let status else { return false }
    switch status {
    case 200..<300, 401: return true
    case 300..<400:
      let hasLength = header("Content-Length") != nil || header("Transfer-Encoding") != nil
      guard !hasLength, let location = header("Location"), let site else { return true }
      guard case .success(let url) = WebURL.following(location, from: WebURL(self)) else {
        return false
      }
      return url.host.isWithin(domain: site)
    default: return false
    }
  }
}
