internal import Evidence

extension Sign<HTTPSFinding> {
  /// What one address does with a ClientHello that names the target.
  ///
  /// A reset alone convicts nobody: only a handshake under another name on the same address tells
  /// whether the name is the reason (facts 2.5).
  ///
  /// - Parameters:
  ///   - handshakes: The handshakes with the address.
  ///   - port: The port that the target's URL names.
  /// - Returns: The finding, citing the handshakes compared.
  static func https(_ handshakes: [TLSHandshake], port: Int?) -> Self {
    let target = handshakes.filter { $0.purpose == .target }
    let samples = target.filter { $0.port == port ?? 443 }
    // A name that gets through once is not refused for good.
    guard let asked = samples.first(where: { $0.failure == nil }) ?? samples.first else {
      return Sign(.notProbed)
    }
    let controls = handshakes.filter { $0.purpose != .target }
    let because = [asked.id] + controls.map(\.id)
    switch asked.failure {
    case nil:
      let certificate = asked.certificate
      let fits = certificate.map { $0.coversName && $0.isTrusted != false } ?? true
      return Sign(fits ? .ok : .certificate, because: [asked.id])
    case .reset, .eof:
      if controls.contains(where: { $0.failure == nil }) {
        return Sign(.nameKeyedReset, because: because)
      }
      let failAlike = controls.allSatisfy { $0.failure == .reset || $0.failure == .eof }
      return Sign(
        controls.isEmpty || !failAlike ? .resetUnexplained : .resetForAll, because: because)
    case .tlsNotTLS: return Sign(.plaintextPage, because: [asked.id])
    case .tlsAlert: return Sign(.alert, because: [asked.id])
    case .certificate: return Sign(.certificate, because: [asked.id])
    case .connectRefused: return Sign(.refused, because: [asked.id])
    case .connectTimeout, .connectUnreachable: return Sign(.silent, because: [asked.id])
    case .timeout: return Sign(.unanswered, because: [asked.id])
    default: return Sign(.notProbed, because: [asked.id])
    }
  }
}
