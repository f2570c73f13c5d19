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
  static func https(_ handshakes: Selection<TLSHandshake>, port: Int?) -> Self {
    let main = https(handshakes, at: port ?? 443)
    guard !main.value.isNameKeyed else { return main }
    // What refuses the name on one port refuses it (facts H-05).
    let others = Set(handshakes.filter { $0.port != port ?? 443 }.map(\.port)).sorted()
    return others.lazy.map { https(handshakes, at: $0) }.first { $0.value.isNameKeyed } ?? main
  }

  private static func https(_ handshakes: Selection<TLSHandshake>, at port: Int) -> Self {
    let there = handshakes.filter { $0.port == port && $0.purpose != .redirect }
    let target = there.filter { $0.purpose == .target }
    let samples = target.filter { $0.offered == nil }
    // A name that gets through once is not refused for good.
    guard let asked = samples.first(where: { $0.failure == nil }) ?? samples.first else {
      return Sign(.notProbed)
    }
    let controls = there.filter { $0.purpose != .target }
    if let old = resetOnOldTLS(asked, target, controls) { return old }
    switch asked.failure {
    case nil: return certificate(asked)
    case .reset, .eof:
      // Let through in one version of TLS: the one reset was no refusal of the name.
      if let passed = target.first(where: { $0.failure == nil }) {
        return Sign(.resetUnexplained, because: [asked.id, passed.id])
      }
      let because = [asked.id] + controls.map(\.id)
      if controls.contains(where: { $0.failure == nil }) {
        return Sign(.nameKeyedReset, because: because)
      }
      let failAlike = controls.allSatisfy { $0.isCutOff }
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

  /// Whether the name is refused in TLS 1.2 and let through in TLS 1.3, and other names are let
  /// through in both (facts H-02).
  private static func resetOnOldTLS(
    _ asked: Listed<TLSHandshake>, _ target: Selection<TLSHandshake>,
    _ controls: Selection<TLSHandshake>
  ) -> Self? {
    let old = target.filter { $0.offered == "TLSv1.2" }
    guard !old.isEmpty, old.allSatisfy({ $0.isCutOff }) else { return nil }
    let new = asked.failure == nil ? asked : target.first { $0.failure == nil }
    // A control in a newer version would pass where the server itself refuses the old one.
    let control =
      controls.first { $0.failure == nil && $0.version == "TLSv1.2" }
      ?? (asked.failure == nil ? nil : controls.first { $0.failure == nil })
    guard let new, let control else { return nil }
    return Sign(.resetOnOldTLSOnly, because: [new.id] + old.map(\.id) + [control.id])
  }

  /// What a visitor meets whose handshake completes.
  private static func certificate(_ handshake: Listed<TLSHandshake>) -> Self {
    let certificate = handshake.certificate
    let fits = certificate.map { $0.coversName && $0.isTrusted != false } ?? true
    return Sign(fits ? .ok : .certificate, because: [handshake.id])
  }

  /// What the address of a hop does with a ClientHello that names the hop.
  ///
  /// - Parameters:
  ///   - hop: The hop's handshake.
  ///   - handshakes: All handshakes, the controls at the hop's address among them.
  /// - Returns: The finding, citing the handshakes compared.
  static func https(
    behindRedirect hop: Listed<TLSHandshake>, among handshakes: Selection<TLSHandshake>
  ) -> Self {
    let there = handshakes.filter { $0.address == hop.address }
    return https(there.asIfTarget(hop), at: hop.port)
  }
}

extension Listed<TLSHandshake> {
  /// Reset or closed after the ClientHello.
  fileprivate var isCutOff: Bool { self.failure == .reset || self.failure == .eof }
}
