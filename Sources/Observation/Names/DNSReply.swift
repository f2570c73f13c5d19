package import Engine
package import Evidence
package import Wire

/// What came of one question: the evidence, and what the next step needs beside it.
package struct DNSReply: Sendable {
  /// Without an id; ``NameObserver`` numbers the exchanges when all are done.
  package internal(set) var exchange: DNSExchange
  /// When the question was sent first.
  package let startedAt: MonotonicTime
  /// The answer as it came; `nil` when none did.
  package let message: DNSMessage?
  /// What the answer is to, where others may share it.
  var key: DNSTraffic.Key?
  /// Where a second answer to the same question would be.
  var late: LateAnswers?

  init(exchange: DNSExchange, startedAt: MonotonicTime) {
    self.exchange = exchange
    self.startedAt = startedAt
    message = nil
  }

  /// Completes an exchange by the answer to `query`.
  init(
    _ message: DNSMessage, to query: DNSQuery, exchange: DNSExchange, startedAt: MonotonicTime,
    late: LateAnswers?
  ) {
    self.exchange = exchange
    self.exchange.note(message, to: query)
    self.startedAt = startedAt
    self.message = message
    self.late = late
  }

  /// The answer that another target's question brought.
  init(sharing answer: DNSTraffic.Answer, as exchange: DNSExchange, at now: MonotonicTime) {
    self.exchange = answer.exchange
    self.exchange.role = exchange.role
    self.exchange.serverName = exchange.serverName
    self.exchange.startedMs = exchange.startedMs
    self.exchange.durationMs = 0
    self.exchange.ageS = (now.seconds(since: answer.receivedAt) * 1_000).rounded() / 1_000
    startedAt = now
    message = answer.message
  }

  /// Looks, without waiting, whether other answers have come meanwhile, and closes the socket.
  mutating func collectLateAnswers() {
    guard let late else { return }
    exchange.isContested = late.areContradictory()
    self.late = nil
  }
}

extension DNSMessage {
  /// The answers that count: a server cannot make us look at more.
  var boundedAnswers: ArraySlice<Record> { answers.prefix(Limits.dnsRecords) }
  var boundedAuthority: ArraySlice<Record> { authority.prefix(Limits.dnsRecords) }
}

extension DNSExchange {
  /// Fills in what the answer says.
  fileprivate mutating func note(_ message: DNSMessage, to query: DNSQuery) {
    rcode = message.responseCode.mnemonic
    isAuthoritative = message.isAuthoritative
    answers = message.boundedAnswers.map { Record($0) }
    authority = message.boundedAuthority.map { Record($0) }
    extendedErrors = message.extendedErrors.prefix(Limits.extendedErrors).map {
      ExtendedError(
        code: $0.code, text: String($0.text.prefix(Limits.extendedErrorCharacters)))
    }
    failure = Self.failure(of: message, to: query)
  }

  private static func failure(of message: DNSMessage, to query: DNSQuery) -> Failure? {
    switch message.responseCode {
    case .noError: break
    case .nameError: return .dnsNXDomain
    case .refused: return .dnsRefused
    default: return .dnsServFail
    }
    let chain = AliasChain(from: query.name, query.type, in: message.boundedAnswers)
    guard chain.records.isEmpty else { return nil }
    let types = message.boundedAuthority.map(\.type)
    // The SOA record proves that there is nothing (RFC 2308 section 2.2). Without it, a chain may
    // go on elsewhere, and name servers are a referral.
    let isUnfinished = chain.length > 0 && !chain.isEndless && !types.contains(.soa)
    let isReferral = !query.recursionDesired && types.contains(.ns) && !types.contains(.soa)
    return isUnfinished || isReferral ? nil : .dnsNoData
  }
}

extension DNSExchange.Record {
  fileprivate init(_ record: Record) {
    self.init(
      name: record.name.description, type: record.type.mnemonic, ttlS: record.ttl,
      data: record.data.presentation)
  }
}
