import Evidence
import Monitor
import Testing

@Suite("What is expected of a target")
struct ExpectationTests {
  private static func observation(
    _ addresses: [String], provider: String? = nil, filings: [RecordsDocument.Filing] = []
  ) -> Observation {
    let found = addresses.compactMap { IPAddress($0) }
    var evidence = Evidence()
    evidence.dns = [
      DNSExchange(
        id: "dns.1", role: .resolver, server: "127.0.0.1:53", transport: .udp, name: "a.cn",
        type: "A", startedMs: 0, durationMs: 1,
        answers: addresses.map { .init(name: "a.cn", type: "A", ttlS: 60, data: $0) })
    ]
    evidence.places = found.map { Place(address: $0, area: .mainland, provider: provider) }
    evidence.records = filings.map {
      RecordFact(id: "records.1", view: .registry, outcome: .found, filing: $0)
    }
    return Observation(
      input: "a.cn", index: 0, target: Target(kind: .domain, ascii: "a.cn", registrable: "a.cn"),
      startedAt: Timestamp(secondsSinceEpoch: 0), durationS: 0, evidence: evidence)
  }

  @Test("is nothing where nothing was said, and nothing is missed where nothing was seen")
  func nothing() {
    #expect(Expectation().warnings(on: Self.observation(["192.0.2.1"])) == [])
    let all = Expectation(
      provider: "alibaba", entity: "甲公司",
      addresses: [IPPrefix("192.0.2.0/24")].compactMap(\.self))
    #expect(all.warnings(on: Self.observation([])) == [])
  }

  @Test("names the addresses and the providers that were not meant")
  func elsewhere() {
    let expectation = Expectation(
      provider: "alibaba", addresses: [IPPrefix("192.0.2.0/24")].compactMap(\.self))
    #expect(
      expectation.warnings(on: Self.observation(["192.0.2.1"], provider: "alibaba")) == [])
    let warnings = expectation.warnings(
      on: Self.observation(["192.0.2.1", "198.51.100.7"], provider: "tencent"))
    #expect(warnings.map(\.kind) == [.addressesUnexpected, .providerUnexpected])
    #expect(warnings.allSatisfy { $0.english != $0.chinese })
    #expect(warnings[0].english.contains("198.51.100.7") && !warnings[0].english.contains(".1,"))
    #expect(warnings[1].chinese.contains("tencent"))
  }

  @Test("compares the holder of a filing as people write it, and passes over what is cancelled")
  func holder() {
    let expectation = Expectation(entity: "甲（北京）有限公司")
    func warnings(_ name: String, cancelled: Timestamp? = nil) -> [Warning.Kind] {
      expectation.warnings(
        on: Self.observation(
          [],
          filings: [
            .init(domain: "a.cn", entityName: name, cancelledAt: cancelled)
          ])
      ).map(\.kind)
    }
    #expect(warnings("甲 (北京) 有限公司") == [])
    #expect(warnings("乙公司") == [.entityUnexpected])
    #expect(warnings("乙公司", cancelled: Timestamp(secondsSinceEpoch: 1)) == [])
  }
}
