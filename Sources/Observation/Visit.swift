internal import Engine
internal import Evidence

/// The probes of one target's addresses.
struct Visit: Sendable {
  let target: Target
  /// The start of the diagnosis.
  let origin: MonotonicTime
  let deadline: MonotonicTime
  let settings: Observer.Settings
  let places: Places
  let vantage: Vantage

  /// Asks every address that can be asked, all at once.
  ///
  /// - Returns: What came of it, in no particular order.
  func probe(_ addresses: [IPAddress], on shard: isolated Shard) async -> [WebProber.Answer] {
    let prober = WebProber(
      origin: origin, deadline: deadline, timeout: settings.timeout, portMap: settings.portMap,
      userAgent: settings.userAgent)
    let questions = addresses.filter(isWorthAsking).flatMap(questions)
    return await withTaskGroup(of: WebProber.Answer.self) { group in
      for question in questions {
        group.addTask { await prober.probe(question, on: shard) }
      }
      var answers: [WebProber.Answer] = []
      for await answer in group {
        answers.append(answer)
      }
      return answers
    }
  }

  /// Addresses that are on no network, or that this machine has no route to, are not asked: their
  /// silence would say nothing about the site.
  private func isWorthAsking(_ address: IPAddress) -> Bool {
    guard !places.place(of: address).isUserDefined else { return true }
    guard ReservedRange(of: address) == nil else { return target.kind == .address }
    return address.family == .v4 || vantage.hasIPv6Route != false
  }

  private func questions(_ address: IPAddress) -> [WebProber.Question] {
    let host = target.kind == .address ? address.hostText : target.ascii ?? ""
    let name = target.kind == .address ? nil : target.ascii
    func question(_ scheme: HTTPExchange.Scheme, _ port: Int, host: String) -> WebProber.Question {
      WebProber.Question(
        purpose: .target, scheme: scheme, address: address, port: port, host: host, sni: name)
    }
    var questions = [question(.http, 80, host: host), question(.https, 443, host: host)]
    let further = settings.furtherPorts.map(Int.init) + (target.port.map { [$0] } ?? [])
    for port in Set(further).subtracting([80, 443]).sorted() {
      questions.append(question(.http, port, host: "\(host):\(port)"))
    }
    return questions
  }
}
