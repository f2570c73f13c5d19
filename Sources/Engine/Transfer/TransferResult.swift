/// What came of a ``TransferRequest``; a failure is a value, and what came before it is kept.
package struct TransferResult: Hashable, Sendable {
  package var startedAt: MonotonicTime
  package var endedAt: MonotonicTime
  /// Milliseconds from the start to the established connection; `nil` when there was none.
  package var connectMilliseconds: Double?
  /// Why there is no complete answer; `nil` also when the answer was cut by our own limit.
  package var failure: TransferFailure?
  /// The header section as received, interim responses (RFC 9110 section 15.2) left out.
  package var head: [UInt8]
  package var body: [UInt8]
  /// Octets of the body received, whether kept or not.
  package var bodyOctets: Int
  /// Whether the answer's own end was seen.
  package var isComplete: Bool
  /// Whether the body was longer than the limit.
  package var isCapped: Bool
  /// Whether the peer had reset the connection by the time the complete answer was read.
  package var isResetAfterAnswer: Bool
  /// What was seen of TLS; `nil` for plain HTTP and when no connection was established.
  package var tls: TLSFacts?
}

extension TransferResult {
  /// A transfer that was never begun.
  init(refused failure: TransferFailure) {
    let now = MonotonicTime.now
    self.init(
      startedAt: now, endedAt: now, failure: failure, head: [], body: [], bodyOctets: 0,
      isComplete: false, isCapped: false, isResetAfterAnswer: false)
  }
}

/// Why a transfer has no complete answer.
package enum TransferFailure: Hashable, Sendable {
  case connectRefused
  case connectTimeout
  case connectUnreachable
  /// The established connection was reset.
  case reset
  /// The established connection was closed before the end of the answer.
  case eof
  /// The time was over on an established connection.
  case timeout
  /// The peer's fatal alert (RFC 8446 section 6); `nil` when this side broke the handshake off.
  case tlsAlert(Int?)
  /// The answer to the ClientHello is not TLS; its first octets are in ``TLSFacts``.
  case tlsNotTLS
  case httpMalformed
  case tooLarge
  /// This machine had no descriptor, no port or no memory for a socket: nothing was sent, ask again
  /// later.
  case shortage
  /// This machine's own doing, in words for the log.
  case local(String)
}

/// What was seen of one TLS handshake.
package struct TLSFacts: Hashable, Sendable {
  /// Whether both sides finished.
  package var isComplete = false
  /// Milliseconds from the start of the transfer to the end of the handshake.
  package var milliseconds: Double?
  /// Such as `TLSv1.3`.
  package var version: String?
  package var cipher: String?
  /// The last fatal alert received.
  package var alert: Int?
  /// The first octets received, at most ``firstOctetsLimit``.
  package var firstOctets: [UInt8] = []
  /// The whole answer, as far as it had arrived, when it is not TLS (facts Q-22).
  package var plaintext: [UInt8] = []
  package var certificate: CertificateFacts?

  /// A record's header (RFC 8446 section 5.1).
  static let firstOctetsLimit = 5
  /// Octets kept of an answer that is not TLS.
  static let plaintextLimit = 16 * 1024

  /// Whether the peer answered with something that cannot be a TLS record.
  package var isAnsweredWithoutTLS: Bool {
    guard let type = firstOctets.first else { return false }
    return !(20...24).contains(type) || firstOctets.count > 1 && firstOctets[1] != 3
  }
}

extension TLSFacts {
  /// Why a secret must not be sent over this connection; `nil` when it may be.
  var distrust: String? {
    guard let certificate else { return "the server has shown no certificate" }
    guard let isTrusted = certificate.isTrusted else {
      return "this machine has no trusted authorities to judge the certificate by"
    }
    guard isTrusted else {
      return "the certificate is not trusted: \(certificate.problem ?? "no reason is given")"
    }
    return certificate.coversName ? nil : "the certificate is for another name"
  }
}

/// The leaf certificate of a handshake; verified as evidence, never as a reason to stop.
package struct CertificateFacts: Hashable, Sendable {
  package var subject: String
  package var issuer: String
  /// The DNS names it is for; bounded.
  package var names: [String]
  /// Seconds since 1970-01-01T00:00:00Z.
  package var notBefore: Int64?
  package var notAfter: Int64?
  /// Whether the name asked for, or the address where none was, is among its names (RFC 9525).
  package var coversName: Bool
  /// Whether the chain ends at a trusted authority; `nil` when this machine has no list of them.
  package var isTrusted: Bool?
  /// The verifier's words when it does not.
  package var problem: String?
}
