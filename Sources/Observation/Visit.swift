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
  func probe(_ addresses: [IPAddress], on shard: isolated Shard) async -> [WebProber.Finding] {
    let prober = WebProber(
      portMap: settings.portMap, connectTimeout: settings.timeout,
      totalTimeout: settings.timeout, userAgent: settings.userAgent, start: origin)
    let controlName = Self.unownedName()
    let plans = addresses.filter(isWorthAsking).flatMap(questions).map { question in
      ProbePlan(question: question, controlName: controlName, samples: settings.samples)
    }
    return await withTaskGroup(of: [WebProber.Finding].self) { group in
      for plan in plans {
        group.addTask { await follow(plan, with: prober, on: shard) }
      }
      var findings: [WebProber.Finding] = []
      for await more in group {
        findings += more
      }
      return findings
    }
  }

  /// Asks as the plan says, one question after the other.
  private func follow(
    _ plan: ProbePlan, with prober: WebProber, on shard: isolated Shard
  ) async -> [WebProber.Finding] {
    var findings: [WebProber.Finding] = []
    var seen: [(purpose: ProbePurpose, outcome: ProbePlan.Outcome)] = []
    while MonotonicTime.now < deadline, let question = plan.next(after: seen) {
      let finding = await prober.probe(
        question, as: WebProber.IDs(number: findings.count + 1), until: deadline, on: shard)
      seen.append((question.purpose, ProbePlan.Outcome(finding)))
      findings.append(finding)
    }
    return findings
  }

  /// A name under `.invalid`, which nobody can register (RFC 6761 section 6.4).
  private static func unownedName() -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz")
    return String((0..<12).map { _ in letters[Int.random(in: letters.indices)] }) + ".invalid"
  }

  /// Addresses that are on no network, or that this machine has no route to, are not asked: their
  /// silence would say nothing about the site.
  private func isWorthAsking(_ address: IPAddress) -> Bool {
    guard !places.place(of: address).isUserDefined else { return true }
    guard ReservedRange(of: address) == nil else { return false }
    return address.family == .v4 || vantage.hasIPv6Route != false
  }

  private func questions(_ address: IPAddress) -> [ProbeQuestion] {
    let isName = target.kind == .domain
    // Which of the two a port of the user's own speaks, nobody said.
    let own = (target.port.map { [UInt16($0)] } ?? []).filter { $0 != 80 && $0 != 443 }
    let further = Set(settings.furtherPorts).subtracting([80, 443] + own).sorted()
    let ports: [(HTTPExchange.Scheme, UInt16)] =
      [(.http, 80), (.https, 443)] + own.flatMap { [(.http, $0), (.https, $0)] }
      + further.map { (.http, $0) }
    return ports.map { scheme, port in
      ProbeQuestion(
        purpose: .target, scheme: scheme, address: address, port: port,
        host: isName ? target.ascii ?? "" : address.hostText,
        serverName: isName ? target.ascii : nil)
    }
  }
}
