internal import Engine
internal import Evidence

/// The probes of one target's addresses.
struct Visit: Sendable {
  let target: Target
  /// The start of the diagnosis.
  let origin: MonotonicTime
  let settings: Observer.Settings
  let places: Places
  let vantage: Vantage
  let leave: Leave

  /// When the diagnosis has to end; time spent waiting for leave is given back.
  var deadline: MonotonicTime { origin.adding(seconds: settings.deadline + leave.seconds) }

  var prober: WebProber {
    WebProber(
      portMap: settings.portMap, connectTimeout: settings.timeout,
      totalTimeout: settings.timeout, userAgent: settings.userAgent, start: origin)
  }

  /// Asks every address that can be asked, all at once.
  ///
  /// - Returns: What came of it, in no particular order.
  func probe(_ addresses: [IPAddress], on shard: isolated Shard) async -> [WebProber.Finding] {
    guard settings.depth > .dns else { return [] }
    let controlName = Self.unownedName()
    let granted = await leave.granted(
      addresses.filter { isWorthAsking($0) || settings.at.contains($0) }, on: shard)
    return await withTaskGroup(of: [WebProber.Finding].self) { group in
      for address in granted {
        var plan = ProbePlan(
          address: address, name: target.kind == .domain ? target.ascii : nil,
          controlName: controlName, samples: settings.samples,
          ownPort: target.port.map { UInt16(clamping: $0) }, furtherPorts: settings.furtherPorts)
        plan.isFirstLook = settings.depth == .http
        group.addTask { [plan] in await follow(plan, on: shard) }
      }
      var findings: [WebProber.Finding] = []
      for await more in group {
        findings += more
      }
      return findings
    }
  }

  /// Asks as the plan says, until it wants nothing more or the time is over.
  private func follow(
    _ plan: ProbePlan, on shard: isolated Shard
  ) async -> [WebProber.Finding] {
    let prober = prober
    let (events, feed) = AsyncStream<ProbeEvent>.makeStream()
    return await withTaskGroup(of: Void.self) { group in
      var steps: [ProbePlan.Step] = []
      var findings: [WebProber.Finding] = []
      func begin() {
        guard MonotonicTime.now < deadline else { return }
        for question in plan.next(after: steps) {
          let index = steps.count
          steps.append(ProbePlan.Step(question))
          group.addTask {
            let finding = await prober.probe(
              question, as: WebProber.IDs(number: index + 1), until: deadline, on: shard
            ) {
              feed.yield(.connected(index))
            }
            feed.yield(.ended(index, finding))
          }
        }
      }
      begin()
      guard !steps.isEmpty else { return [] }
      for await event in events {
        switch event {
        case .connected(let index): steps[index].stage = .connected
        case .ended(let index, let finding):
          steps[index].stage = .ended(ProbePlan.Outcome(finding, site: target.registrable))
          findings.append(finding)
        }
        begin()
        if findings.count == steps.count { break }
      }
      return findings
    }
  }

  /// A name under `.invalid`, which nobody can register (RFC 6761 section 6.4).
  private static func unownedName() -> String {
    // One random number has letters enough, and the kernel is asked once.
    var rest = UInt64.random(in: .min ... .max)
    let label = (0..<12).map { _ in
      defer { rest /= 26 }
      return UInt8(ascii: "a") + UInt8(rest % 26)
    }
    return String(decoding: label, as: UTF8.self) + ".invalid"
  }

  /// Addresses that are on no network, or that this machine has no route to, are not asked: their
  /// silence would say nothing about the site.
  func isWorthAsking(_ address: IPAddress) -> Bool {
    guard !places.place(of: address).isUserDefined else { return true }
    guard ReservedRange(of: address) == nil else { return false }
    return address.family == .v4 || vantage.hasIPv6Route != false
  }
}

private enum ProbeEvent: Sendable {
  case connected(Int)
  /// Indirect, for every task that waits keeps room for what it waits for.
  indirect case ended(Int, WebProber.Finding)
}
