package import Evidence

/// What to ask one address next, from what it has answered so far.
///
/// A pure value. The cheap questions come first and at once: one GET over plain HTTP, one TLS
/// handshake with a GET inside, and the plain GET once more, since injected answers race the real
/// ones (facts K-03). Only where the answers are not plainly fine do controls follow, target and
/// controls in turn, so that an address that fails for every name is not taken for a block.
package struct ProbePlan: Hashable, Sendable {
  package struct Service: Hashable, Sendable {
    package var scheme: HTTPExchange.Scheme
    package var port: UInt16

    package init(_ scheme: HTTPExchange.Scheme, _ port: UInt16) {
      self.scheme = scheme
      self.port = port
    }
  }

  package var address: IPAddress
  /// The name asked for; `nil` for a bare address, which has no other name to be compared with.
  package var name: String?
  /// A name that nobody can own, for the control.
  package var controlName: String
  /// How often an undecided question is put under the target's own name.
  package var samples: Int
  /// The port that the target's URL names, where it is not a standard one: which scheme it speaks,
  /// nobody said.
  package var ownPort: UInt16?
  /// Ports to ask beside those, in order; over HTTP, and over TLS where that is not answered.
  package var furtherPorts: [UInt16]
  /// Whether one plain request is all that is to be put: a first look at very many sites.
  package var isFirstLook = false

  package init(
    address: IPAddress, name: String?, controlName: String, samples: Int = 3,
    ownPort: UInt16? = nil, furtherPorts: [UInt16] = []
  ) {
    self.address = address
    self.name = name
    self.controlName = controlName
    self.samples = samples
    self.ownPort = ownPort.flatMap { [80, 443].contains($0) ? nil : $0 }
    var seen: Set<UInt16> = [80, 443, ownPort ?? 80]
    self.furtherPorts = furtherPorts.filter { seen.insert($0).inserted }
  }

  /// What one probe came to, as far as the plan minds.
  package enum Outcome: CaseIterable, Hashable, Sendable {
    /// Answered as the site of the name, or a plain server, would.
    case fine
    /// Answered with an error, or with a page that its sender may not be the owner of.
    case odd
    /// Answered in another protocol, and without a page.
    case foreign
    /// The connection was there and was reset or closed.
    case cutOff
    /// The connection was there and nothing came within the time.
    case unanswered
    /// No connection, so that no name was ever sent; or this machine's own failure.
    case notConnected
  }

  /// A question that was put, and how far it has come.
  package struct Step: Hashable, Sendable {
    package enum Stage: Hashable, Sendable {
      case begun
      /// The connection stands.
      case connected
      case ended(Outcome)
    }

    package var question: ProbeQuestion
    package var stage: Stage

    package init(_ question: ProbeQuestion, _ stage: Stage = .begun) {
      self.question = question
      self.stage = stage
    }

    package var outcome: Outcome? {
      if case .ended(let outcome) = stage { outcome } else { nil }
    }
  }

  /// The next questions, to be put at once.
  ///
  /// - Parameter steps: Those put so far, in order.
  /// - Returns: None while an answer has to be waited for, and when nothing more is worth asking.
  package func next(after steps: [Step]) -> [ProbeQuestion] {
    if isFirstLook {
      return steps.isEmpty ? [question(.target, Service(.http, ownPort ?? 80))] : []
    }
    var wishes: [ProbeQuestion] = []
    for service in services {
      let lane = lane(service, steps)
      let room = allotment(of: service) - lane.steps.count
      wishes += lane.wishes.prefix(max(0, room))
    }
    let reserved = services.reduce(0) { $0 + allotment(of: $1) }
    for port in furtherPorts.prefix(max(0, Limits.requestsPerAddress - reserved))
    where !steps.contains(where: { $0.question.port == port }) {
      wishes.append(question(.target, Service(.http, port)))
    }
    if wishes.isEmpty, steps.allSatisfy({ $0.outcome != nil }) {
      wishes = later(after: steps)
    }
    return Array(wishes.prefix(max(0, Limits.requestsPerAddress - steps.count)))
  }

  // MARK: The services

  private var services: [Service] {
    let own = ownPort.map { [Service(.http, $0), Service(.https, $0)] } ?? []
    return [Service(.http, 80), Service(.https, 443)] + own
  }

  /// Requests that one service may take up before the others are done: all together no more than
  /// one address is sent.
  private func allotment(of service: Service) -> Int {
    if ownPort != nil { return service.port == ownPort ? 5 : 3 }
    return service.scheme == .http ? 5 : 6
  }

  private func lane(_ service: Service, _ steps: [Step]) -> ProbeLane {
    ProbeLane(
      plan: self, service: service,
      steps: steps.filter { belongs($0.question, to: service) },
      isTrouble: isTrouble(steps), isAnsweredOtherwise: isAnsweredOtherwise(service, steps))
  }

  private func belongs(_ question: ProbeQuestion, to service: Service) -> Bool {
    guard question.port == service.port else { return false }
    // A plain GET to the TLS port is a question of the TLS service.
    return question.scheme == service.scheme
      || service.scheme == .https && service.port != ownPort
  }

  /// Whether plain HTTP is not plainly fine; `nil` while that is open.
  private func isTrouble(_ steps: [Step]) -> Bool? {
    let asked = steps.filter { belongs($0.question, to: Service(.http, 80)) }
    if asked.contains(where: { $0.outcome.map { $0 != .fine } ?? false }) { return true }
    return asked.contains { $0.outcome == nil } || asked.isEmpty ? nil : false
  }

  /// Whether the port of the URL is answered in the other scheme; `nil` while that is open.
  private func isAnsweredOtherwise(_ service: Service, _ steps: [Step]) -> Bool? {
    guard service.port == ownPort else { return false }
    let other = steps.first {
      $0.question.port == service.port && $0.question.scheme != service.scheme
    }
    return other?.outcome.map { $0 == .fine }
  }

  // MARK: What is worth asking when the services are done

  /// Follow-ups on the further ports and further samples, one at a time.
  private func later(after steps: [Step]) -> [ProbeQuestion] {
    for port in furtherPorts {
      let asked = steps.filter { $0.question.port == port }
      if let question = onFurtherPort(port, after: asked) { return [question] }
    }
    guard name != nil else { return [] }
    for service in services where service.scheme == .http {
      let outcomes = lane(service, steps).targetOutcomes
      let isOpen = outcomes.contains(.cutOff) && !outcomes.contains(.odd)
      if isOpen, outcomes.count < samples, isAnsweredOtherwise(service, steps) != true {
        return [question(.target, service)]
      }
    }
    return []
  }

  private func onFurtherPort(_ port: UInt16, after asked: [Step]) -> ProbeQuestion? {
    let (plain, secure) = (Service(.http, port), Service(.https, port))
    guard let first = asked.first else { return question(.target, plain) }
    guard let outcome = first.outcome, [.odd, .foreign, .cutOff].contains(outcome) else {
      return nil
    }
    let overTLS = asked.filter { $0.question.scheme == .https }
    guard let handshake = overTLS.first?.outcome else { return question(.target, secure) }
    guard name != nil else { return nil }
    switch handshake {
    case .fine: return nil
    case .cutOff where overTLS.count == 1: return question(.controlAddress, secure)
    default:
      let isCompared = asked.contains {
        $0.question.scheme == .http && $0.question.purpose != .target
      }
      return isCompared ? nil : question(.controlAddress, plain)
    }
  }

  // MARK: The questions

  func question(
    _ purpose: ProbePurpose, _ service: Service, offering offered: OfferedTLS? = nil
  ) -> ProbeQuestion {
    let name = purpose == .controlName ? controlName : purpose == .target ? name : nil
    return ProbeQuestion(
      purpose: purpose, scheme: service.scheme, address: address, port: service.port,
      host: name ?? address.hostText, serverName: name, offered: offered)
  }
}
