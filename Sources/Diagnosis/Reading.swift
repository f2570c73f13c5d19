internal import Evidence

/// An observation read whole: every sign, joined over the addresses, and the case they make.
struct Reading {
  let findings: Findings
  let situation: Situation
  private let sight: Sight
  private let now: Timestamp
  private let addresses: [AddressSigns]
  private let primary: AddressSigns?
  private let target: Sign<TargetFinding>
  private let vantage: Sign<VantageFinding>
  private let dns: Sign<DNSFinding>
  private let records: RecordSigns
  /// The provider whose records are meant.
  private let provider: String?
  private let agedSince: Timestamp?

  init(_ observation: Observation, at now: Timestamp, _ signatures: SignatureSet) {
    let sight = Sight(observation, signatures)
    let home = sight.home
    let addresses = sight.judgedAddresses.map { AddressSigns($0, in: sight, provider: home) }
    let primary = Self.primary(addresses)
    let place = PlaceFinding.join(addresses.map(\.placeSign.value))

    // Who blocks is whose records count; who the site belongs to matters where nobody blocks.
    // Behind a CDN that is the origin's provider, which only its page can name.
    let isOrigins = primary?.http.sign.value.isOfOrigin == true
    let seen =
      (primary?.http.exchange?.address).flatMap { sight.place(of: $0)?.provider }
      ?? primary?.place?.provider
    let host = primary?.http.signature?.provider ?? (isOrigins ? home : seen)
    let provider =
      primary?.wire.isFilingBlock == true
      ? host ?? sight.request.provider : sight.request.provider ?? home ?? host
    let records = RecordSigns(sight, provider: provider, now: now)
    let target = Sign<TargetFinding>.target(sight)
    let vantage = Sign<VantageFinding>.localProxy(addresses) ?? .vantage(sight)
    let dns = Sign<DNSFinding>.dns(sight)

    findings = Findings(
      target: target.value, vantage: vantage.value, dns: dns.value, place: place,
      http: primary?.http.sign.value ?? .notProbed,
      differential: primary?.differential.value ?? .undecided,
      https: primary?.https.value ?? .notProbed, registry: records.registry.value,
      access: records.access.value, order: records.order.value, instance: records.instance.value)

    let (registry, access, order) = (findings.registry, findings.access, findings.order)
    let filing =
      place == .mainlandCDN && !isOrigins
      ? Filing(atCDN: registry, access: access, order: order)
      : Filing(registry: registry, access: access, order: order)
    let agedSince = records.agedSince(filing)
    situation = Situation(
      reach: Reach(target: findings.target, vantage: findings.vantage, dns: findings.dns),
      // Where the origin stands is not seen from outside.
      place: isOrigins ? .unknown : place, wire: primary?.wire ?? .notProbed,
      filing: filing, instance: findings.instance, recordsAreAged: agedSince != nil)

    self.sight = sight
    self.now = now
    self.addresses = addresses
    self.primary = primary
    self.target = target
    self.vantage = vantage
    self.dns = dns
    self.records = records
    self.provider = provider
    self.agedSince = agedSince
  }

  var observation: Observation { sight.observation }
  var signatures: SignatureSet { sight.signatures }
  var addressFindings: [AddressFinding] { addresses.map(AddressFinding.init) }

  /// What the causes tell of.
  var subject: Case {
    let evidence = observation.evidence
    return Case(
      situation: situation, findings: findings, target: observation.target, provider: provider,
      entity: evidence.request.entity, filing: records.filing, access: records.accessRecord,
      order: records.orderRecord,
      primary: primary.map { signs in
        Case.PrimaryAddress(
          address: signs.http.exchange?.address ?? signs.address,
          status: signs.http.exchange?.status, signature: signs.http.signature,
          cdn: signs.http.cdn)
      },
      instances: evidence.records.compactMap(\.instance), now: now,
      citations: Case.Citations(
        vantage: vantage.because, dns: dns.because,
        wire: primary?.wireCitations ?? [],
        place: target.because + addresses.flatMap(\.placeSign.because),
        registry: records.registry.because, access: records.access.because,
        order: records.order.because, instance: records.instance.because),
      leadsTo: primary?.http.domainLedTo, dns: evidence.dns)
  }

  /// Sentences about the reading itself: several addresses, contradicting records, proxies.
  func remarks(on subject: Case) -> [Text] {
    let evidence = observation.evidence
    return Self.remarks(onHypothesis: evidence.request, subject)
      + Self.remarks(on: addresses, situation)
      + Self.remarks(onPage: subject)
      + Self.remarks(onIPv6: addresses, evidence.vantage, situation)
      + records.disputes.map(\.remark)
      + Self.remarks(onAge: agedSince, at: now, situation)
      + Self.remarks(onFuture: evidence.records, at: now)
      + Self.remarks(on: evidence.vantage, situation)
      + ShownNumbers(sight, records, domain: subject.registrable, at: now).remarks
  }

  /// The address that speaks for the target: one blocked address makes the target blocked.
  private static func primary(_ addresses: [AddressSigns]) -> AddressSigns? {
    let wires = addresses.map(\.wire)
    let first = Wire.joinOrder.lazy.compactMap { wire in wires.firstIndex { $0 == wire } }.first
    return first.map { addresses[$0] }
  }

  /// Which of several addresses fail, where not all do.
  private static func remarks(on addresses: [AddressSigns], _ situation: Situation) -> [Text] {
    guard situation.reach == .resolved else { return [] }
    let blocked = addresses.filter(\.wire.isFilingBlock)
    if !blocked.isEmpty {
      guard blocked.count < addresses.count else { return [] }
      let list = Text.list(blocked.map(\.address.description))
      return [
        Text(
          en:
            "\(blocked.count) of \(addresses.count) addresses \(blocked.count == 1 ? "is" : "are") "
            + "blocked: \(list.en).",
          zh: "\(addresses.count) 个地址中有 \(blocked.count) 个被阻断：\(list.zh)。")
      ]
    }
    let failing = addresses.filter { ![.open, .notProbed, .pathUnproven].contains($0.wire) }
    guard situation.wire == .open, !failing.isEmpty else { return [] }
    let list = Text.list(failing.map(\.address.description))
    return [
      Text(
        en:
          "\(failing.count) of \(addresses.count) addresses \(failing.count == 1 ? "does" : "do") "
          + "not open: \(list.en).",
        zh: "\(addresses.count) 个地址中有 \(failing.count) 个无法访问：\(list.zh)。")
    ]
  }

  /// How far the page can be trusted, and whose it is.
  private static func remarks(onPage subject: Case) -> [Text] {
    var remarks: [Text] = []
    if subject.isBehindCDN, let cdn = subject.primary?.cdn.map(Providers.name) {
      remarks.append(
        Text(
          en: "The page comes through \(cdn.en) in front of the site, which passes on what it is "
            + "told on the way to the origin: the block is before the origin, not at the CDN.",
          zh: "该页面经由前置的\(cdn.zh)返回，它只是转发回源途中收到的应答：阻断发生在源站一侧，而非 CDN。"))
    }
    if subject.situation.wire == .filingBlockPossible, subject.situation.reach == .resolved {
      remarks.append(
        Text(
          en: "The page says so with the status of a success: it may be the site's own.",
          zh: "该页面的状态码为成功，也可能是网站自己的页面。"))
    }
    return remarks
  }

  private static func remarks(
    onHypothesis request: Evidence.Request, _ subject: Case
  ) -> [Text] {
    guard subject.target.kind == .domain, let addresses = request.at else { return [] }
    let list = Text.list(addresses.map(\.description))
    return [
      Text(
        en: "Hypothetical: \(list.en) was asked as if \(subject.name) resolved to it; what it does "
          + "resolve to was not looked up.",
        zh: "假设性结论：按 \(subject.name) 解析到 \(list.zh) 的假设进行探测，未查询其实际解析结果。")
    ]
  }

  /// What IPv6 shows of this machine rather than of the site.
  private static func remarks(
    onIPv6 addresses: [AddressSigns], _ vantage: Vantage, _ situation: Situation
  ) -> [Text] {
    guard situation.reach == .resolved, addresses.contains(where: { $0.address.family == .v4 })
    else { return [] }
    let six = addresses.filter { $0.address.family == .v6 }
    if !six.isEmpty, six.allSatisfy({ $0.wire == .notProbed }), vantage.hasIPv6Route == false {
      return [
        Text(
          en: "Its IPv6 addresses were not asked: this machine has no IPv6.",
          zh: "未探测其 IPv6 地址：本机没有 IPv6。")
      ]
    }
    let silent = six.filter { $0.wire == .pathUnproven }
    guard !silent.isEmpty else { return [] }
    let list = Text.list(silent.map(\.address.description))
    return [
      Text(
        en: "Over IPv6 nothing answers (\(list.en)); that may be this machine's own IPv6, not the "
          + "site's.",
        zh: "IPv6 没有应答（\(list.zh)）；可能是本机的 IPv6 不通，而非网站的问题。")
    ]
  }

  private static func remarks(
    onAge asOf: Timestamp?, at now: Timestamp, _ situation: Situation
  ) -> [Text] {
    let restsOnRecords = situation.isBlockedForFiling || situation.wire == .open
    guard let asOf, situation.reach == .resolved, restsOnRecords else { return [] }
    let days = now.seconds(since: asOf) / RecordClock.day
    return [
      Text(
        en: "The records behind this are \(days) days old (\(asOf.day)) and may no longer hold; "
          + "look the domain up again.",
        zh: "所依据的记录已有 \(days) 天（\(asOf.day)），可能已失效，请重新查询。")
    ]
  }

  private static func remarks(onFuture records: [RecordFact], at now: Timestamp) -> [Text] {
    let clock = RecordClock(now: now, window: .standard)
    return records.compactMap { fact in
      guard let asOf = fact.asOf, clock.isFuture(asOf) else { return nil }
      let source = fact.source ?? fact.view.rawValue
      return Text(
        en: "A record is dated in the future and was left out: \(source), \(asOf.day).",
        zh: "有记录的日期在未来，未予采用：\(source)（\(asOf.day)）。")
    }
  }

  private static func remarks(on vantage: Vantage, _ situation: Situation) -> [Text] {
    guard !vantage.proxyVariables.isEmpty, situation.reach == .resolved,
      situation.wire == .unreachable
    else { return [] }
    let names = Text.list(vantage.proxyVariables)
    return [
      Text(
        en:
          "This machine is set up to use a proxy (\(names.en)); direct connections may be closed.",
        zh: "本机设置了代理（\(names.zh)），直连可能受限。")
    ]
  }
}

extension Sight {
  /// The provider the site belongs to: the one the user names, or the one that gives it access; of
  /// several such, the one it resolves to.
  fileprivate var home: String? {
    if let provider = request.provider { return provider }
    let holders = records.filter { $0.access.map { $0.state != .cancelled } ?? false }
      .compactMap(\.provider)
    guard holders.count > 1 else { return holders.first }
    let here = Set(addresses.compactMap { place(of: $0)?.provider })
    return holders.first(where: here.contains) ?? holders.first
  }

  /// The addresses to judge: those on the public Internet, or the target itself.
  fileprivate var judgedAddresses: [IPAddress] {
    guard target.kind != .address else { return addresses }
    // The first few of very many are looked at; the others have no place. Other places are those
    // of hops behind redirects.
    return places.map(\.address).filter { address in
      addresses.contains(address)
        && (reservedRange(of: address) == nil
          || http.contains { $0.address == address } || tls.contains { $0.address == address })
    }
  }
}

extension HTTPReading {
  /// The other domain whose block the site's visitors are led to.
  fileprivate var domainLedTo: String? {
    guard sign.value == .leadsToBlock, let exchange else { return nil }
    let name = String(exchange.host.lowercased().prefix { $0 != ":" })
    // The command to diagnose it gets pasted, and a stored report may hold anything.
    return name.isShellSafe ? name : nil
  }
}

extension AddressFinding {
  fileprivate init(_ signs: AddressSigns) {
    self.init(
      address: signs.address, place: signs.placeSign.value, http: signs.http.sign.value,
      differential: signs.differential.value, https: signs.https.value, wire: signs.wire,
      signature: signs.http.signature?.id)
  }
}

extension Sign<VantageFinding> {
  /// Whether a proxy on this machine gave one of the answers.
  fileprivate static func localProxy(_ addresses: [AddressSigns]) -> Self? {
    addresses.first { $0.http.sign.value == .localProxyPage }
      .map { Sign(.localProxy, because: $0.http.sign.because) }
  }
}

extension AddressSigns {
  /// What the wire showed at this address: HTTP first, and HTTPS where it was asked.
  fileprivate var wireCitations: [String] {
    http.sign.because + https.because
  }
}
