import Evidence
import Testing

@testable import Monitor

/// The moment the records of these tests are looked at.
private let now = Timestamp(secondsSinceEpoch: 1_795_317_000)

private func days(_ count: Int64) -> Timestamp { now.adding(seconds: count * 86_400) }

extension Observation {
  /// A name of `shop.cn` that leads to addresses, each in an area and at a provider.
  fileprivate static func of(
    _ name: String = "shop.cn", places: [(String, Place.Area, String?)] = [],
    records: [RecordFact] = [], answers: [(String, Failure?)] = []
  ) -> Observation {
    let addresses = places.compactMap { IPAddress($0.0) }
    var evidence = Evidence(
      places: zip(places, addresses).map { place, address in
        Place(address: address, area: place.1, provider: place.2)
      }, records: records)
    evidence.dns = [.answer(addresses)]
    evidence.http = answers.compactMap { text, failure in
      IPAddress(text).map { address in
        HTTPExchange(
          id: "http.1", purpose: .target, scheme: .http, address: address, port: 80, host: name,
          startedMs: 0, durationMs: 1, failure: failure, status: failure == nil ? 200 : nil)
      }
    }
    return Observation(
      input: name, index: 0,
      target: Target(kind: .domain, ascii: name, unicode: name, registrable: "shop.cn"),
      startedAt: now, durationS: 0, evidence: evidence)
  }
}

extension DNSExchange {
  fileprivate static func answer(_ addresses: [IPAddress]) -> DNSExchange {
    DNSExchange(
      id: "dns.1", role: .resolver, server: "192.0.2.53", transport: .udp, name: "shop.cn",
      type: "A", startedMs: 0, durationMs: 1,
      answers: addresses.map {
        Record(name: "shop.cn", type: "A", ttlS: 60, data: $0.description)
      })
  }
}

private func access(
  _ state: RecordsDocument.Access.State = .active, at provider: String = "alibaba",
  asOf: Timestamp = days(-30), deadline: Timestamp? = nil, reason: String? = nil
) -> RecordFact {
  RecordFact(
    id: "records.1", view: .provider, provider: provider, asOf: asOf, outcome: .found,
    access: RecordsDocument.Access(
      domain: "shop.cn", state: state, deadline: deadline, reason: reason))
}

private func order(
  _ kind: RecordsDocument.Order.Kind, _ state: RecordsDocument.Order.State,
  submitted: Timestamp? = nil, approved: Timestamp? = nil, asOf: Timestamp = days(-1)
) -> RecordFact {
  RecordFact(
    id: "records.2", view: .provider, provider: "alibaba", asOf: asOf, outcome: .found,
    order: RecordsDocument.Order(
      domain: "shop.cn", kind: kind, state: state, submittedAt: submitted, approvedAt: approved))
}

@Suite("The drift of an access")
struct DriftTests {
  private typealias Places = [(String, Place.Area, String?)]

  private func presence(
    _ places: Places, _ sight: Sight = .addresses, answers: [(String, Failure?)] = [],
    records: [RecordFact] = []
  ) -> AccessPresence {
    AccessPresence(
      at: "alibaba", .of(places: places, records: records, answers: answers), sight)
  }

  @Test("is seen where no address is the provider's in the mainland; Hong Kong is not (D-61, P-48)")
  func established() throws {
    let elsewhere: [Places] = [
      [("203.0.113.1", .mainland, "tencent")], [("203.0.113.1", .hongKong, "alibaba")],
      [("203.0.113.1", .elsewhere, nil)],
      [("203.0.113.1", .hongKong, "alibaba"), ("203.0.113.2", .mainland, "huawei")],
    ]
    for places in elsewhere {
      #expect(presence(places) == .elsewhere(places.compactMap { IPAddress($0.0) }))
    }
    #expect(presence([], .noAddress) == .nowhere)
    let own = try #require(IPAddress("203.0.113.1"))
    #expect(
      presence(
        [("203.0.113.1", .mainland, "alibaba")],
        answers: [("203.0.113.1", .connectRefused), ("203.0.113.1", .connectTimeout)])
        == .silent([own]))
  }

  @Test("is not seen where one address is the provider's, or what is there is not known")
  func nearMisses() {
    #expect(presence([("203.0.113.1", .mainland, "alibaba")]) == .there)
    #expect(
      presence([("203.0.113.1", .elsewhere, nil), ("203.0.113.2", .mainland, "alibaba")])
        == .there)
    // A block page, an error, even a reset: something answers.
    for failure in [nil, Failure.reset, .timeout] {
      #expect(
        presence([("203.0.113.1", .mainland, "alibaba")], answers: [("203.0.113.1", failure)])
          == .there)
    }
    // One port refuses, the other answers.
    #expect(
      presence(
        [("203.0.113.1", .mainland, "alibaba")],
        answers: [("203.0.113.1", .connectRefused), ("203.0.113.1", nil)]) == .there)
    for places: Places in [
      [("203.0.113.1", .unknown, nil)], [("203.0.113.1", .mainland, nil)],
      [("203.0.113.1", .elsewhere, nil), ("203.0.113.2", .unknown, nil)], [],
    ] {
      #expect(presence(places) == .unclear)
    }
    #expect(presence([("203.0.113.1", .elsewhere, nil)], .veiled) == .unclear)
    #expect(presence([], .unclear) == .unclear)
    // The tables have holes; the user's own list of instances knows better.
    let instance = RecordFact(
      id: "records.9", view: .instances, outcome: .found,
      instance: RecordsDocument.Instance(
        provider: "alibaba", id: "i-1", region: "cn-hangzhou",
        addresses: ["203.0.113.1"].compactMap { IPAddress($0) }))
    #expect(presence([("203.0.113.1", .elsewhere, nil)], records: [instance]) == .there)
    var abroad = instance
    abroad.instance?.region = "cn-hongkong"
    #expect(presence([("203.0.113.1", .elsewhere, nil)], records: [abroad]) != .there)
    var supposed = Observation.of(places: [("203.0.113.1", .elsewhere, nil)])
    supposed.evidence.request.at = ["203.0.113.1"].compactMap { IPAddress($0) }
    #expect(AccessPresence(at: "alibaba", supposed, .addresses) == .unclear)
  }

  @Test("concerns accesses that the newest record calls active, and no others")
  func held() {
    func held(_ records: [RecordFact]) -> [String] {
      HeldAccess.all(in: .of(records: records)).map(\.key.provider)
    }
    #expect(held([access(), access(at: "tencent")]) == ["alibaba", "tencent"])
    #expect(held([access(), access(.cancelled, asOf: days(-1))]) == [])
    #expect(held([access(.cancelled), access(asOf: days(-1))]) == ["alibaba"])
    #expect(held([access(.pending)]) == [])
    #expect(held([access(), access(.cancelled)]) == [])
    #expect(held([order(.first, .approved)]) == [])
    var assumed = access()
    assumed.isAssumed = true
    #expect(held([assumed]) == [])
    let absent = RecordFact(
      id: "records.3", view: .provider, provider: "alibaba", asOf: days(-1), outcome: .absent)
    #expect(held([access(), absent]) == [])
    var failed = absent
    failed.outcome = .failed
    #expect(held([access(), failed]) == ["alibaba"])
  }

  @Test("is warned of unless another name of the run keeps the access")
  func ledger() throws {
    let key = HeldAccess.Key(domain: "shop.cn", provider: "alibaba")
    var drift = AccessDrift()
    drift.saw(.elsewhere([]), of: key)
    drift.saw(.nowhere, of: key)
    #expect(!drift.keeps(key))
    drift.saw(.there, of: HeldAccess.Key(domain: "shop.cn", provider: "tencent"))
    #expect(!drift.keeps(key))
    drift.saw(.there, of: key)
    #expect(drift.keeps(key))
    let held = HeldAccess(key: key, deadline: days(3))
    #expect(held.warning(.there) == nil && held.warning(.unclear) == nil)
    let warning = try #require(
      held.warning(.elsewhere(["203.0.113.1"].compactMap { IPAddress($0) })))
    #expect(warning.kind == .accessDrift && warning.dueAt == days(3))
    #expect(
      warning.english.hasPrefix(
        "It leads to 203.0.113.1, none of them alibaba's in the mainland. shop.cn has access at "))
    #expect(warning.chinese.hasPrefix("解析到的 203.0.113.1 均不是 alibaba 的境内地址。"))
  }
}

@Suite("Dates ahead")
struct DueDateTests {
  private func warnings(
    _ records: [RecordFact], warnDays: Int = 14, isInReview: Bool = true, isSyncing: Bool = true
  ) -> [Warning] {
    let observation = Observation.of(records: records)
    return DueDates(at: now, warnDays: warnDays) { provider in
      provider == "tencent"
        ? SyncTime(usual: 6 * 3_600, longest: 48 * 3_600)
        : SyncTime(usual: 24 * 3_600, longest: 48 * 3_600)
    }.warnings(
      on: observation, HeldAccess.all(in: observation),
      DueDates.Matter(isInReview: isInReview, isSyncing: isSyncing))
  }

  @Test("count a deadline down from the day it is known, and past it")
  func deadlines() throws {
    let far = try #require(warnings([access(deadline: days(40), reason: "空壳网站")]).first)
    #expect(far.kind == .deadline && far.dueAt == days(40))
    #expect(
      far.english
        == "alibaba has set a deadline for the access of shop.cn (空壳网站): 40 days left.")
    let near = warnings([access(deadline: now.adding(seconds: 7_200))])
    #expect(near.map(\.chinese) == ["alibaba 对 shop.cn 的接入限期整改：还剩 2 小时。"])
    let past = warnings([access(deadline: days(-3))])
    #expect(past.map { $0.english.hasSuffix(": 3 days ago.") } == [true])
    // Active after its deadline: the provider has let it be.
    #expect(warnings([access(deadline: days(-3)), access(asOf: days(-1))]) == [])
    // A console's export, newer than the risk list, says nothing of deadlines.
    #expect(warnings([access(deadline: days(9)), access(asOf: days(-1))]).count == 1)
    #expect(warnings([access(.cancelled, deadline: days(9))]) == [])
  }

  @Test("tell when a review should be over, once that is near")
  func orders() {
    let submitted = order(.first, .authorityReview, submitted: days(-20))
    #expect(warnings([submitted]).map(\.dueAt) == [days(8)])
    #expect(warnings([submitted]).map(\.kind) == [.orderDue])
    #expect(warnings([submitted], warnDays: 7) == [])
    #expect(warnings([submitted], isInReview: false) == [])
    #expect(warnings([order(.first, .authorityReview)]) == [])
    #expect(warnings([order(.first, .rejected, submitted: days(-20))]) == [])
    let later = order(.first, .approved, submitted: days(-20), approved: days(-9), asOf: now)
    #expect(warnings([submitted, later]) == [])
    #expect(
      warnings([order(.transfer, .providerReview, submitted: days(-1))]).map(\.dueAt) == [days(2)])
  }

  @Test("tell when a sync window runs out, in its two steps")
  func sync() {
    func approved(_ hours: Int64) -> [Warning] {
      warnings([order(.first, .approved, approved: now.adding(seconds: -hours * 3_600))])
    }
    #expect(approved(2).map(\.dueAt) == [now.adding(seconds: 22 * 3_600)])
    #expect(approved(2).map(\.kind) == [.syncWindow])
    #expect(approved(30).map(\.dueAt) == [now.adding(seconds: 18 * 3_600)])
    #expect(approved(48) == [] && approved(-1) == [])
    #expect(
      warnings(
        [order(.first, .approved, approved: now.adding(seconds: -7_200))], isSyncing: false) == [])
  }

  @Test("tell when an instance's paid time ends")
  func instances() {
    func ends(_ moment: Timestamp?) -> [Warning] {
      warnings([
        RecordFact(
          id: "records.9", view: .instances, outcome: .found,
          instance: RecordsDocument.Instance(
            provider: "alibaba", id: "i-1", addresses: [], expiresAt: moment))
      ])
    }
    #expect(ends(days(14)).map(\.kind) == [.deadline])
    #expect(ends(days(15)) == [] && ends(nil) == [])
  }
}
