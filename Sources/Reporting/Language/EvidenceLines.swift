package import Diagnosis
internal import Evidence

/// One line of the evidence as people read it; several items that say the same are one line.
package struct EvidenceLine: Hashable, Sendable {
  package enum Kind: Int, CaseIterable, Sendable {
    case dns, place, address, http, https, tls, records, registry, provider, instances, cdn, vantage
  }

  package var kind: Kind
  /// The ids of the items it stands for.
  package var ids: [String]
  package var text: SafeText
  /// Whether the verdict rests on it.
  package var isCited: Bool
  /// Whether it is worth reading when nobody asked for details.
  package var isNotable: Bool
}

/// The evidence about one target as lines, in the order of the report.
package struct EvidenceLines {
  private let say: Words
  private let observation: Observation
  private let cited: Set<String>
  private let isDetailed: Bool
  private var lines: [EvidenceLine] = []

  /// - Parameters:
  ///   - judgement: What was seen, and which of it the verdict cites.
  ///   - language: The language of the words.
  ///   - isDetailed: Whether to give times and ids.
  /// - Returns: Every item of the evidence, in one line or another.
  package static func of(
    _ judgement: Judgement, in language: Language, isDetailed: Bool = false
  ) -> [EvidenceLine] {
    var lines = EvidenceLines(judgement, in: language, isDetailed: isDetailed)
    lines.addDNS()
    lines.addPlaces()
    lines.addAddresses(judgement.addresses)
    lines.addExchanges(.http, as: .http)
    lines.addExchanges(.https, as: .https)
    lines.addHandshakes()
    lines.addRecords()
    lines.addVantage()
    return lines.lines
  }

  private init(_ judgement: Judgement, in language: Language, isDetailed: Bool) {
    say = Words(language)
    observation = judgement.observation
    cited = Set(judgement.verdict.because)
    self.isDetailed = isDetailed
  }

  private var evidence: Evidence { observation.evidence }

  private mutating func add(
    _ kind: EvidenceLine.Kind, _ ids: [String], isNotable: Bool = true, _ text: SafeText,
    slowest milliseconds: Double? = nil
  ) {
    let isCited = ids.contains(where: cited.contains)
    let isSlow = milliseconds.map { $0 >= 1_000 } ?? false
    let note = say.clauses([
      isDetailed && !ids.isEmpty ? say.few(ids.map { SafeText(outside: $0) }, most: 3) : nil,
      isSlow || isDetailed ? milliseconds.map(say.duration) : nil,
    ])
    lines.append(
      EvidenceLine(
        kind: kind, ids: ids, text: note.isEmpty ? text : text + " [\(note.unbroken)]",
        isCited: isCited,
        isNotable: isNotable || isCited))
  }

  // MARK: Names and places

  private mutating func addDNS() {
    let resolvers = Set(evidence.dns.lazy.filter { $0.role == .resolver }.map(\.server))
    for group in evidence.dns.grouped(by: { DNSKey($0, say.answer(of: $0)) }) {
      add(
        .dns, group.map(\.id), isNotable: isNotable(group[0]),
        say.line(group, namingServers: group[0].role != .resolver || resolvers.count > 1),
        slowest: group.map(\.durationMs).max())
    }
  }

  /// A name without IPv6 addresses is the rule; that the DNS works, and who serves the zone, is
  /// needed only by a verdict that cites it.
  private func isNotable(_ exchange: DNSExchange) -> Bool {
    if exchange.isContested { return true }
    return switch exchange.role {
    case .resolver: !(exchange.type == "AAAA" && exchange.failure == .dnsNoData)
    case .control, .delegation, .parent, .authoritative, .redirect: exchange.failure != nil
    }
  }

  private mutating func addPlaces() {
    for group in evidence.places.grouped(by: PlaceKey.init) {
      add(.place, group.map(\.id), line(group))
    }
  }

  private func line(_ group: [Place]) -> SafeText {
    let place = group[0]
    let country = place.area == .elsewhere ? place.country : nil
    let network = place.provider.map(say.provider)
    return say.few(group.map { "\($0.address)" }, most: 3) + " · "
      + say.clauses([
        say.area(place.area) + say.details([country.map { SafeText(outside: $0, limit: 16) }]),
        network.map { $0 + say.details([place.region.map { SafeText(outside: $0, limit: 40) }]) },
        place.isUserDefined ? say("by your own table", "依据您的地址表") : nil,
      ])
      + (isDetailed ? say.details(place.sources.map { SafeText(outside: $0, limit: 40) }) : "")
  }

  /// What each of several addresses comes to, where they differ.
  private mutating func addAddresses(_ addresses: [AddressFinding]) {
    let groups = addresses.grouped(by: \.wire)
    guard groups.count > 1 || (isDetailed && addresses.count > 1) else { return }
    for group in groups {
      add(
        .address, [],
        say.few(group.map { "\($0.address)" }, most: 8) + " · " + say.wire(group[0].wire))
    }
  }

  // MARK: The web

  private mutating func addExchanges(
    _ scheme: HTTPExchange.Scheme, as kind: EvidenceLine.Kind
  ) {
    let exchanges = evidence.http.filter { $0.scheme == scheme }
    for group in exchanges.grouped(by: { exchange in
      WebKey(
        prefix: say.asked(exchange, target: observation.target.ascii),
        line: say.line(exchange, endpoints: ":\(exchange.port)"),
        server: exchange.header("Server"))
    }) {
      let first = group[0]
      add(
        kind, group.map(\.id),
        say.asked(first, target: observation.target.ascii)
          + say.line(
            first,
            endpoints: endpoints(
              group.map(\.address), port: first.port, implied: scheme == .http ? 80 : 443))
          + say.details([
            first.header("Server").map { "Server:\u{A0}\(outside: $0, limit: 40)" },
            times(group.map(\.address)),
          ]),
        slowest: group.map(\.durationMs).max())
    }
  }

  private mutating func addHandshakes() {
    for group in evidence.tls.grouped(by: { handshake in
      WebKey(
        prefix: say.asked(handshake, target: observation.target.ascii),
        line: say.line(handshake, endpoints: ":\(handshake.port)"))
    }) {
      let first = group[0]
      add(
        .tls, group.map(\.id),
        say.asked(first, target: observation.target.ascii)
          + say.line(
            first, endpoints: endpoints(group.map(\.address), port: first.port, implied: 443))
          + say.details([times(group.map(\.address))]),
        slowest: group.map(\.durationMs).max())
    }
  }

  /// The addresses, the first few of many, with a port that the protocol does not imply.
  private func endpoints(_ addresses: [IPAddress], port: Int, implied: Int) -> SafeText {
    say.few(
      addresses.unique().map { port == implied ? "\($0)" : "\(outside: $0.hostText):\(port)" },
      most: 3)
  }

  private func times(_ addresses: [IPAddress]) -> SafeText? {
    addresses.count > addresses.unique().count
      ? say("\(addresses.count)\u{A0}times", "共 \(addresses.count)\u{A0}次") : nil
  }

  // MARK: Records and vantage

  private mutating func addRecords() {
    let facts = evidence.records
    if !facts.isEmpty, facts.allSatisfy({ $0.outcome == .notCovered }), !isDetailed {
      add(.records, facts.map(\.id), say("none about this domain", "没有关于该域名的记录"))
      return
    }
    let hosts = Set(evidence.places.compactMap(\.provider))
    for group in facts.grouped(by: { RecordKey(view: $0.view, line: say.line($0)) }) {
      let fact = group[0]
      add(
        kind(of: fact.view), group.map(\.id), isNotable: isNotable(fact, hosts: hosts),
        say.line(fact))
    }
  }

  /// What is missing speaks only where the site is hosted; an instance only when something is
  /// amiss with it.
  private func isNotable(_ fact: RecordFact, hosts: Set<String>) -> Bool {
    switch (fact.outcome, fact.view) {
    case (.notCovered, _): false
    case (.failed, _), (_, .registry): true
    case (.absent, .provider): fact.provider.map(hosts.contains) ?? true
    case (.absent, _): false
    case (.found, .instances):
      fact.instance.map { $0.state == .stopped || $0.locked != nil } ?? true
    case (.found, _): true
    }
  }

  private func kind(of view: RecordFact.View) -> EvidenceLine.Kind {
    switch view {
    case .registry: .registry
    case .provider: .provider
    case .instances: .instances
    case .cdn: .cdn
    }
  }

  private mutating func addVantage() {
    let vantage = evidence.vantage
    let resolvers = say.few(vantage.resolvers.map { SafeText(outside: $0) }, most: 4)
    let proxies = say.list(vantage.proxyVariables.map { SafeText(outside: $0) })
    let text = say.clauses([
      resolvers.isEmpty ? nil : say("asks \(resolvers)", "使用 \(resolvers)"),
      vantage.hasIPv4Route == false ? say("no route to IPv4", "无 IPv4 路由") : nil,
      vantage.hasIPv6Route == false ? say("no route to IPv6", "无 IPv6 路由") : nil,
      proxies.isEmpty
        ? nil : say("\(proxies) set but not used", "设有 \(proxies)，但未使用"),
    ])
    guard !text.isEmpty else { return }
    add(.vantage, [], isNotable: vantage.hasIPv4Route == false, text)
  }
}

private struct DNSKey: Hashable {
  var name: String
  var role: DNSExchange.Role
  var failure: Failure?
  var rcode: String?
  var clientSubnet: String?
  var isContested: Bool
  /// Questions of different types are one line only when they fail alike.
  var type: String?
  var answer: SafeText?
  /// Servers of a zone fail each for themselves.
  var server: String?

  init(_ exchange: DNSExchange, _ answer: @autoclosure () -> SafeText) {
    name = exchange.name
    role = exchange.role
    failure = exchange.failure
    rcode = exchange.rcode
    clientSubnet = exchange.clientSubnet
    isContested = exchange.isContested
    if exchange.failure == nil {
      type = exchange.type
      self.answer = answer()
    }
    server = exchange.role == .authoritative ? exchange.server : nil
  }
}

private struct PlaceKey: Hashable {
  var area: Place.Area
  var country: String?
  var provider: String?
  var region: String?
  var isUserDefined: Bool

  init(_ place: Place) {
    area = place.area
    country = place.country
    provider = place.provider
    region = place.region
    isUserDefined = place.isUserDefined
  }
}

private struct RecordKey: Hashable {
  var view: RecordFact.View
  var line: SafeText
}

private struct WebKey: Hashable {
  var prefix: SafeText
  var line: SafeText
  var server: String?
}

extension Array {
  /// The elements in groups of the same key, in the order of each group's first.
  fileprivate func grouped<Key: Hashable>(by key: (Element) -> Key) -> [[Element]] {
    var groups: [[Element]] = []
    var positions: [Key: Int] = [:]
    for element in self {
      let key = key(element)
      if let position = positions[key] {
        groups[position].append(element)
      } else {
        positions[key] = groups.count
        groups.append([element])
      }
    }
    return groups
  }
}

extension Sequence where Element: Hashable {
  /// The elements without repetitions, in their order.
  func unique() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}

extension Words {
  package func label(_ kind: EvidenceLine.Kind) -> SafeText {
    switch kind {
    case .dns: "DNS"
    case .place: self("Place", "位置")
    case .address: self("Each", "逐个")
    case .http: "HTTP"
    case .https: "HTTPS"
    case .tls: "TLS"
    case .records: self("Records", "记录")
    case .registry: self("Registry", "备案")
    case .provider: self("Provider", "接入")
    case .instances: self("Instance", "实例")
    case .cdn: "CDN"
    case .vantage: self("Machine", "本机")
    }
  }
}
