package import Evidence

/// What to ask one address next over one scheme and port, from what it has answered so far.
///
/// A pure value: the cheap question first, the controls only where the answer is cut off, target
/// and controls in turn, so that an address that fails for every name is not taken for a block.
/// Injected answers race the real ones (facts K-03), so one clean answer over plain HTTP is asked
/// for once more.
package struct ProbePlan: Hashable, Sendable {
  /// The question as a browser would ask it.
  package var question: ProbeQuestion
  /// A name that nobody can own, for the control.
  package var controlName: String
  /// How often an undecided question is put under the target's own name.
  package var samples: Int

  package init(question: ProbeQuestion, controlName: String, samples: Int = 3) {
    self.question = question
    self.controlName = controlName
    self.samples = samples
  }

  /// What one probe came to, as far as the plan minds.
  package enum Outcome: Hashable, Sendable {
    case answered
    /// The connection was there and was reset, closed, or answered by something else.
    case cutOff
    /// The connection was there and nothing came within the time.
    case unanswered
    /// No connection, so that no name was ever sent; or this machine's own failure.
    case notConnected
  }

  /// The next question.
  ///
  /// - Parameter seen: The probes so far, in order.
  /// - Returns: `nil` when nothing more is worth asking.
  package func next(after seen: [(purpose: ProbePurpose, outcome: Outcome)]) -> ProbeQuestion? {
    let target = seen.filter { $0.purpose == .target }.map(\.outcome)
    let controls = seen.filter { $0.purpose != .target }
    guard let first = target.first else { return question }
    // A bare address has no other name to be compared with.
    guard question.serverName != nil else { return nil }
    guard let failure = target.first(where: { $0 == .cutOff || $0 == .unanswered }) else {
      let mayRace = question.scheme == .http && first == .answered
      return mayRace && target.count < min(2, samples) ? question : nil
    }
    guard let byAddress = controls.first(where: { $0.purpose == .controlAddress }) else {
      return control(.controlAddress)
    }
    // Waiting out the time again and again would cost more than it tells.
    guard failure == .cutOff else { return nil }
    if target.count < min(2, samples) { return question }
    let isNamed = controls.contains { $0.purpose == .controlName }
    if !isNamed, byAddress.outcome != .notConnected { return control(.controlName) }
    return nil
  }

  private func control(_ purpose: ProbePurpose) -> ProbeQuestion {
    var question = question
    question.purpose = purpose
    question.host = purpose == .controlName ? controlName : question.address.hostText
    question.serverName = purpose == .controlName ? controlName : nil
    return question
  }
}

extension ProbePlan.Outcome {
  /// Reads a finding: the handshake counts where there is one, else the exchange.
  init(_ finding: WebProber.Finding) {
    let failure = finding.tls.map(\.failure) ?? finding.http?.failure
    switch failure {
    case nil: self = .answered
    case .reset, .eof, .tlsNotTLS: self = .cutOff
    case .timeout: self = .unanswered
    case .tlsAlert, .certificate, .httpMalformed, .tooLarge: self = .answered
    default: self = .notConnected
    }
  }
}
