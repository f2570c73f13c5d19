internal import Engine
internal import Evidence
internal import Wire

/// One transfer written down as evidence.
struct Transcript {
  let question: ProbeQuestion
  let ids: WebProber.IDs
  let start: MonotonicTime
  let result: TransferResult

  var finding: WebProber.Finding {
    switch question.scheme {
    case .http:
      WebProber.Finding(http: exchange(failure: failure), tls: nil)
    case .https:
      WebProber.Finding(http: exchangeOverTLS, tls: handshake)
    }
  }

  private var failure: Failure? { result.failure.map(Failure.init) }
  private var startedMs: Double { result.startedAt.milliseconds(since: start) }
  private var durationMs: Double { result.endedAt.milliseconds(since: result.startedAt) }

  // MARK: TLS

  private var handshake: TLSHandshake {
    let facts = result.tls
    return TLSHandshake(
      id: ids.tls, purpose: question.purpose, address: question.address, port: Int(question.port),
      sni: question.serverName, offered: question.offered?.rawValue, startedMs: startedMs,
      durationMs: facts?.milliseconds ?? durationMs, connectMs: result.connectMilliseconds,
      failure: facts?.isComplete == true ? nil : failure, version: facts?.version,
      cipher: facts?.cipher, alert: facts?.alert,
      certificate: facts?.certificate.map(TLSHandshake.Certificate.init))
  }

  /// The exchange inside the handshake, or the page that came in its place (facts Q-22).
  private var exchangeOverTLS: HTTPExchange? {
    guard let facts = result.tls else { return nil }
    if facts.isComplete {
      return exchange(failure: failure)
    }
    guard let head = Self.head(in: facts.plaintext) else { return nil }
    let body = Array(facts.plaintext.dropFirst(head.length ?? facts.plaintext.count))
    var exchange = unanswered(failure: failure)
    exchange.add(head)
    exchange.add(body: body, of: body.count)
    return exchange
  }

  // MARK: HTTP

  private func exchange(failure: Failure?) -> HTTPExchange {
    var exchange = unanswered(failure: failure)
    exchange.tls = question.scheme == .https ? ids.tls : nil
    if let head = Self.head(in: result.head) {
      exchange.add(head)
    } else {
      exchange.failure = failure ?? .httpMalformed
    }
    exchange.add(body: result.body, of: result.bodyOctets)
    exchange.isResetAfterAnswer = result.isResetAfterAnswer
    return exchange
  }

  private func unanswered(failure: Failure?) -> HTTPExchange {
    HTTPExchange(
      id: ids.http, purpose: question.purpose, scheme: question.scheme,
      address: question.address, port: Int(question.port), host: question.hostField,
      path: question.path, startedMs: startedMs, durationMs: durationMs,
      connectMs: result.connectMilliseconds, failure: failure)
  }

  private static func head(in octets: [UInt8]) -> HTTPResponseHead? {
    HTTPResponseHead(
      decoding: octets,
      bounds: HTTPResponseHead.Bounds(
        octets: Limits.headerOctets, fields: Limits.headerFields,
        valueOctets: Limits.headerValueOctets))
  }
}

extension HTTPExchange {
  fileprivate mutating func add(_ head: HTTPResponseHead) {
    status = head.status
    reason = head.reason
    version = head.version
    headers = head.fields.map { Header(name: $0.name, value: $0.value) }
    hasBareLineFeeds = head.hasBareLineFeeds
  }

  /// Keeps a body, but only the beginning of it where the status says success and the page is too
  /// long for a refusal.
  fileprivate mutating func add(body received: [UInt8], of count: Int) {
    let page = PageText(decoding: received, contentType: header("Content-Type"))
    let octets = page.octets
    charset = page.charset
    let isSuccess = status.map { (200..<300).contains($0) } ?? false
    let limit =
      isSuccess && octets.count > Limits.shortPageOctets
      ? Limits.successExcerptOctets : Limits.bodyOctets
    title = HTMLTitle.find(in: octets, limit: Limits.titleCharacters)
    // A control's page is somebody else's.
    if purpose == .target || purpose == .redirect {
      filingNumbers = FilingNumber.claims(in: octets, limit: Limits.filingNumbers)
    }
    body = String(decoding: octets.prefix(wholeCharactersOf: limit), as: UTF8.self)
    bodyBytes = count
  }
}

extension [UInt8] {
  /// At most `limit` octets from the start, without a character of UTF-8 cut in two at the end.
  fileprivate func prefix(wholeCharactersOf limit: Int) -> ArraySlice<UInt8> {
    guard count > limit else { return self[...] }
    // A character has at most three octets after its first.
    let end = (Swift.max(0, limit - 3)...limit).last { self[$0] & 0xC0 != 0x80 }
    return self[..<(end ?? limit)]
  }
}

extension TLSHandshake.Certificate {
  fileprivate init(_ facts: CertificateFacts) {
    self.init(
      subject: facts.subject, issuer: facts.issuer, names: facts.names,
      notBefore: facts.notBefore.map { Timestamp(secondsSinceEpoch: $0) },
      notAfter: facts.notAfter.map { Timestamp(secondsSinceEpoch: $0) },
      coversName: facts.coversName,
      isTrusted: facts.isTrusted, problem: facts.problem)
  }
}

extension Failure {
  fileprivate init(_ failure: TransferFailure) {
    self =
      switch failure {
      case .connectRefused: .connectRefused
      case .connectTimeout: .connectTimeout
      case .connectUnreachable: .connectUnreachable
      case .reset: .reset
      case .eof: .eof
      case .timeout: .timeout
      case .tlsAlert: .tlsAlert
      case .tlsNotTLS: .tlsNotTLS
      case .httpMalformed: .httpMalformed
      case .tooLarge: .tooLarge
      case .shortage, .local: .local
      }
  }
}
