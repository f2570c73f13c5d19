package import Engine
package import Evidence
package import Wire

/// Gathers the evidence about one target: DNS, places, probes, records.
///
/// It judges nothing.
/// The order is in the calls: addresses are probed as soon as an answer names them, while further
/// DNS questions are still under way, and the records are looked up with the addresses at hand.
package struct Observer: Sendable {
  package struct Settings: Sendable {
    package var resolvers: [NameServer]
    /// Whether every resolver is asked, or each only when the one before gave nothing.
    package var comparesResolvers: Bool
    package var clientSubnets: [ClientSubnet]
    /// `A`, `AAAA` or both.
    package var addressTypes: [RecordType]
    /// Ports to connect to in place of the standard ones.
    package var portMap: [UInt16: UInt16]
    /// Ports to probe beside 80 and 443.
    package var furtherPorts: [UInt16]
    /// How often an undecided question is put under the target's own name.
    package var samples: Int
    /// Seconds for each step on the network.
    package var timeout: Double
    /// Seconds for each target.
    package var deadline: Double
    package var userAgent: String
    /// The provider the site is meant to be hosted at.
    package var provider: String?
    /// The clock the rules are told to use; nothing here reads it.
    package var now: Timestamp?
    /// Addresses to probe as if every name resolved to them; none: the DNS is asked.
    package var at: [IPAddress]
    /// Who the site's operator is, by the user.
    package var entity: String?
    /// How far to go; `nil` is all the way, and was not asked for.
    package var stage: Stage?

    package init(
      resolvers: [NameServer], comparesResolvers: Bool = false,
      clientSubnets: [ClientSubnet] = [], addressTypes: [RecordType] = [.a, .aaaa],
      portMap: [UInt16: UInt16] = [:], furtherPorts: [UInt16] = [], samples: Int = 3,
      timeout: Double = 4,
      deadline: Double = 15, userAgent: String, provider: String? = nil,
      now: Timestamp? = nil, at: [IPAddress] = []
    ) {
      self.resolvers = resolvers
      self.comparesResolvers = comparesResolvers
      self.clientSubnets = clientSubnets
      self.addressTypes = addressTypes
      self.portMap = portMap
      self.furtherPorts = furtherPorts
      self.samples = samples
      self.timeout = timeout
      self.deadline = deadline
      self.userAgent = userAgent
      self.provider = provider
      self.now = now
      self.at = at
    }
  }

  /// What the user asked, before and after it was read.
  package struct Question: Sendable {
    package var input: String
    package var index: Int
    package var meta: String?
    package var target: Target

    package init(input: String, index: Int, meta: String? = nil, target: Target) {
      self.input = input
      self.index = index
      self.meta = meta
      self.target = target
    }
  }

  private let settings: Settings
  private let vantage: Vantage
  private let places: Places
  private let records: @Sendable (Target, [IPAddress]) -> [RecordFact]

  /// - Parameters:
  ///   - settings: How to ask.
  ///   - places: Where addresses are.
  ///   - records: What the records say of a target that resolves to some addresses.
  package init(
    settings: Settings, places: Places,
    records: @escaping @Sendable (Target, [IPAddress]) -> [RecordFact]
  ) {
    self.settings = settings
    self.places = places
    self.records = records
    vantage = VantageObserver.observe(resolvers: settings.resolvers, portMap: settings.portMap)
  }

  /// Observes one target; always ends, by the deadline, with whatever was seen by then.
  ///
  /// - Parameters:
  ///   - question: What to observe.
  ///   - shard: The loop to wait on.
  ///   - admission: Asked before any address is; `nil`: all may be asked at once.
  /// - Returns: What was seen, failures too.
  package func observe(
    _ question: Question, on shard: isolated Shard, admission: Admission? = nil
  ) async -> Observation {
    let startedAt = WallClock.now
    let origin = MonotonicTime.now
    var evidence = Evidence(
      request: Evidence.Request(
        provider: settings.provider, now: settings.now, entity: settings.entity,
        stage: settings.stage),
      vantage: vantage)
    let visit = Visit(
      target: question.target, origin: origin,
      settings: settings, places: places, vantage: vantage, leave: Leave(admission))
    var addresses: [IPAddress] = []
    switch question.target.kind {
    case .invalid: break
    case .address:
      addresses = question.target.ascii.flatMap { IPAddress($0) }.map { [$0] } ?? []
      evidence.add(await visit.probe(addresses, on: shard))
    case .domain where !settings.at.isEmpty:
      addresses = settings.at
      evidence.request.at = settings.at
      evidence.add(await visit.probe(addresses, on: shard))
    case .domain:
      async let preparation: Void = shard.prepareTransfers()
      let names = await resolve(question.target, visit, on: shard)
      await preparation
      addresses = names.addresses
      evidence.dns = names.exchanges
      evidence.add(names.found.flatMap { $0 })
    }
    evidence.places = addresses.enumerated().map { index, address in
      var place = places.place(of: address)
      place.id = "place.\(index + 1)"
      return place
    }
    if question.target.kind == .domain, settings.depth == .full {
      await visit.followRedirects(from: addresses, in: &evidence, on: shard)
    }
    if question.target.kind != .invalid {
      evidence.records = records(question.target, addresses)
    }
    let seconds = MonotonicTime.now.milliseconds(since: origin) / 1_000
    return Observation(
      input: question.input, index: question.index, meta: question.meta, target: question.target,
      startedAt: startedAt, durationS: seconds, evidence: evidence, placesVersion: places.version)
  }

  /// What there is to say of a target that nobody is to be asked about.
  ///
  /// - Parameters:
  ///   - question: The target.
  ///   - entries: What the stop list says of it.
  /// - Returns: An observation without a question.
  package func withhold(_ question: Question, by entries: [String]) -> Observation {
    var evidence = Evidence(
      request: Evidence.Request(
        provider: settings.provider, now: settings.now, entity: settings.entity,
        stage: settings.stage),
      vantage: vantage)
    evidence.request.stopList = entries
    evidence.records = records(question.target, [])
    return Observation(
      input: question.input, index: question.index, meta: question.meta, target: question.target,
      startedAt: WallClock.now, durationS: 0, evidence: evidence, placesVersion: places.version)
  }

  private func resolve(
    _ target: Target, _ visit: Visit, on shard: isolated Shard
  ) async -> NameObservation<[WebProber.Finding]> {
    let client = DNSClient(
      origin: visit.origin, timeout: settings.timeout, portMap: settings.portMap)
    let observer = NameObserver(
      client: client, resolvers: settings.resolvers,
      comparesResolvers: settings.comparesResolvers, clientSubnets: settings.clientSubnets,
      types: settings.addressTypes)
    return await observer.observe(
      target.ascii ?? "", registrable: target.registrable ?? target.ascii ?? "",
      until: visit.deadline, on: shard
    ) { shard, addresses in
      await visit.probe(addresses, on: shard)
    }
  }
}

extension Observer.Settings {
  var depth: Stage { stage ?? .full }
}

extension Evidence {
  /// Adds what the probes saw, numbered in the order in which they began.
  fileprivate mutating func add(_ findings: [WebProber.Finding]) {
    for finding in findings.sorted(by: { $0.startedMs < $1.startedMs }) {
      add(finding)
    }
  }

  /// Adds what one probe saw, under the next numbers.
  mutating func add(_ finding: WebProber.Finding) {
    var handshakeID: String?
    if var handshake = finding.tls {
      handshake.id = "tls.\(tls.count + 1)"
      handshakeID = handshake.id
      tls.append(handshake)
    }
    if var exchange = finding.http {
      exchange.id = "http.\(http.count + 1)"
      exchange.tls = handshakeID
      http.append(exchange)
    }
  }
}

extension WebProber.Finding {
  fileprivate var startedMs: Double { http?.startedMs ?? tls?.startedMs ?? 0 }
}
