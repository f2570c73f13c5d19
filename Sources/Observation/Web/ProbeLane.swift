internal import Evidence

/// The questions of one service of an address: what was asked, and what to ask next.
struct ProbeLane {
  let plan: ProbePlan
  let service: ProbePlan.Service
  let steps: [ProbePlan.Step]
  /// Whether plain HTTP is not plainly fine; `nil` while that is open.
  let isTrouble: Bool?
  /// Whether the same port is answered in the other scheme; `nil` while that is open.
  let isAnsweredOtherwise: Bool?

  var wishes: [ProbeQuestion] {
    guard let first = targets.first else { return [target()] }
    guard plan.name != nil else { return [] }
    if isRepeatDue(after: first) { return [target()] }
    guard steps.allSatisfy({ $0.outcome != nil }), isAnsweredOtherwise == false else { return [] }
    return service.scheme == .http ? overHTTP : overTLS
  }

  /// What came of the questions under the target's name, as a client would usually put them.
  var targetOutcomes: [ProbePlan.Outcome] { targets.compactMap(\.outcome) }

  // MARK: Plain HTTP

  /// Whether the plain question is to be put once more.
  ///
  /// That begins when the first connection stands: it then costs no time of its own, since a
  /// handshake with the TLS port takes longer, and a silent address is not knocked at twice.
  private func isRepeatDue(after first: ProbePlan.Step) -> Bool {
    guard service.scheme == .http, targets.count == 1, plan.samples > 1 else { return false }
    switch first.stage {
    case .begun, .ended(.notConnected), .ended(.unanswered): return false
    case .connected, .ended: return true
    }
  }

  private var overHTTP: [ProbeQuestion] {
    let outcomes = Set(targetOutcomes)
    guard !outcomes.isSubset(of: [.fine, .notConnected]) else { return [] }
    guard let byAddress = control(.controlAddress) else { return [question(.controlAddress)] }
    // Waiting out the time again and again would cost more than it tells.
    guard !outcomes.isSubset(of: [.fine, .unanswered, .notConnected]) else { return [] }
    if !outcomes.contains(.odd), targets.count < min(3, plan.samples) { return [target()] }
    return controlName(after: byAddress)
  }

  // MARK: TLS

  private var overTLS: [ProbeQuestion] {
    switch targets.first?.outcome {
    case .fine: return isTrouble == true ? onOldTLS : []
    case .cutOff: return afterCut
    case .odd: return inTurn
    case .foreign:
      let isAskedPlainly =
        plan.ownPort == service.port || steps.contains { $0.question.scheme == .http }
      if isAskedPlainly { return inTurn }
      return [plan.question(.target, ProbePlan.Service(.http, service.port))]
    case .unanswered:
      return control(.controlAddress) == nil ? [question(.controlAddress)] : []
    case .notConnected, nil: return []
    }
  }

  /// A handshake that passes may do so for its version alone (facts H-02).
  private var onOldTLS: [ProbeQuestion] {
    let old = asked(.v12)
    guard let first = old.first else { return [target(.v12)] }
    guard first.outcome == .cutOff else { return [] }
    let isCompared = steps.contains { $0.question.purpose == .controlAddress }
    if !isCompared { return [question(.controlAddress, offering: .v12)] }
    return old.count < min(2, plan.samples) ? [target(.v12)] : []
  }

  /// Cut off under the target's name: whether for every name, and for every version of TLS.
  private var afterCut: [ProbeQuestion] {
    guard let byAddress = control(.controlAddress) else { return [question(.controlAddress)] }
    guard byAddress.outcome == .fine else { return inTurn }
    let versions = OfferedTLS.allCases.filter { asked($0).isEmpty }
    return versions.isEmpty ? controlName(after: byAddress) : versions.map { target($0) }
  }

  /// Control, target, control.
  private var inTurn: [ProbeQuestion] {
    guard let byAddress = control(.controlAddress) else { return [question(.controlAddress)] }
    if targets.count < min(2, plan.samples) { return [target()] }
    return controlName(after: byAddress)
  }

  // MARK: Parts

  private var targets: [ProbePlan.Step] {
    steps.filter {
      $0.question.purpose == .target && $0.question.scheme == service.scheme
        && $0.question.offered == nil
    }
  }

  private func asked(_ version: OfferedTLS) -> [ProbePlan.Step] {
    steps.filter { $0.question.purpose == .target && $0.question.offered == version }
  }

  private func control(_ purpose: ProbePurpose) -> ProbePlan.Step? {
    steps.first { $0.question.purpose == purpose }
  }

  /// A name that nobody owns tells nothing more where not even a connection is to be had.
  private func controlName(after byAddress: ProbePlan.Step) -> [ProbeQuestion] {
    guard control(.controlName) == nil, byAddress.outcome != .notConnected else { return [] }
    return [question(.controlName)]
  }

  private func target(_ offered: OfferedTLS? = nil) -> ProbeQuestion {
    question(.target, offering: offered)
  }

  private func question(
    _ purpose: ProbePurpose, offering offered: OfferedTLS? = nil
  ) -> ProbeQuestion {
    plan.question(purpose, service, offering: offered)
  }
}
