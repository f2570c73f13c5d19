import Evidence
import Records
import Testing

@testable import Store

@Suite("The store's look-up")
struct LookUpTests {
  let folder = TemporaryFolder()

  @Test("keeps found, absent, failed and not covered apart")
  func outcomes() throws {
    let store = folder.store()
    try store.take(
      .registry(source: "MIIT"),
      [
        .filing(.init(domain: "www.filed.cn", siteNumber: "粤ICP备1号")), .absent("absent.cn"),
        .failed(.init(domain: "failed.cn", reason: "captcha")),
      ])
    let filed = try store.facts("filed.cn")
    #expect(filed.map(\.outcome) == [.found])
    #expect(filed.first?.id == "records.1")
    #expect(filed.first?.view == .registry)
    #expect(filed.first?.source == "MIIT")
    #expect(filed.first?.asOf == .test(days: 0))
    #expect(filed.first?.filing == .init(domain: "www.filed.cn", siteNumber: "粤ICP备1号"))
    #expect(try store.facts("absent.cn").map(\.outcome) == [.absent])
    #expect(try store.facts("failed.cn").map(\.outcome) == [.failed])
    #expect(try store.facts("failed.cn").map(\.reason) == ["captcha"])
    #expect(try store.facts("silent.cn").isEmpty)
  }

  @Test("keeps the deadline of an access, and its reason")
  func deadline() throws {
    let store = folder.store()
    let access = RecordsDocument.Access(
      domain: "risky.cn", state: .active, deadline: .test(days: 9), reason: "空壳网站")
    try store.take(.provider(complete: false), [.access(access)])
    #expect(try store.facts("risky.cn").map(\.access) == [access])
    #expect(try store.facts("risky.cn").map(\.reason) == [nil])
  }

  @Test("gives nothing without a store, and makes none")
  func noStore() throws {
    let store = folder.store()
    #expect(try store.facts("a.cn", [try #require(IPAddress("192.0.2.1"))]).isEmpty)
    #expect(try store.imports().isEmpty)
    #expect(try store.remove(domain: "a.cn") == 0)
    #expect(!store.exists)
  }

  @Test("reads silence of a complete view as absence, of an order alone too")
  func completeViews() throws {
    let store = folder.store()
    try store.take(
      .provider(complete: true),
      [
        .access(.init(domain: "in.cn", state: .active)), .failed(.init(domain: "failed.cn")),
        .order(.init(domain: "ordered.cn", kind: .first, state: .draft)),
      ])
    #expect(try store.facts("in.cn").map(\.outcome) == [.found])
    #expect(try store.facts("out.cn").map(\.outcome) == [.absent])
    #expect(try store.facts("out.cn").first?.provider == "alibaba")
    #expect(try store.facts("failed.cn").map(\.outcome) == [.failed])
    #expect(try store.facts("ordered.cn").map(\.outcome) == [.found, .absent])
  }

  @Test("sees the complete views of other connections as they come and go")
  func completeViewsOfOthers() throws {
    let store = folder.store()
    try store.take(.provider(), [.absent("a.cn")])
    #expect(try store.facts("b.cn").isEmpty)
    let other = folder.store()
    let summary = try other.take(.provider("tencent", complete: true), [.absent("c.cn")])
    #expect(try store.facts("b.cn").map(\.outcome) == [.absent])
    guard case .kept(let id) = summary.outcome else { throw Unexpected() }
    try store.remove(importID: id)
    #expect(try store.facts("b.cn").isEmpty)
    #expect(try other.facts("b.cn").isEmpty)
  }

  @Test("tells the newest of what one source says again and again, and its latest contradiction")
  func repeated() throws {
    let store = folder.store()
    let access = Records.Statement.access(.init(domain: "a.cn", state: .active))
    for day in 0..<40 {
      try store.take(.provider("alibaba", Int64(day), complete: true), day < 20 ? [] : [access])
    }
    try store.take(.provider("alibaba", 5, source: "another"), [access])
    let facts = try store.facts("a.cn")
    #expect(facts.map(\.outcome) == [.found, .absent, .found])
    #expect(facts.map(\.asOf) == [39, 19, 5].map { Timestamp.test(days: $0) })
    #expect(facts.map(\.id) == ["records.1", "records.2", "records.3"])
  }

  @Test("bounds the facts of one domain and drops no source's newest answer for it")
  func bounded() throws {
    let store = folder.store()
    try store.take(
      .provider("tencent", 0), [.access(.init(domain: "a.cn", state: .active))])
    try store.take(
      .registry(9),
      (0..<200).map { .filing(.init(domain: "a.cn", siteNumber: "\($0)", service: .app)) })
    let facts = try store.facts("a.cn")
    #expect(facts.count == Limits.recordFacts)
    #expect(facts.last?.provider == "tencent")
  }

  @Test("finds instances by address as they were imported last, or names a few others")
  func instances() throws {
    let store = folder.store()
    let address = try #require(IPAddress("203.0.113.9"))
    let other = try #require(IPAddress("2001:db8::1"))
    func instance(_ id: String, _ state: RecordsDocument.Instance.State) -> RecordsDocument.Instance
    {
      .init(provider: "Alibaba", id: id, addresses: [address, other], state: state)
    }
    try store.take { try $0.add(instance("i-1", .running), line: 1) }
    try store.take { try $0.add(instance("i-1", .stopped), line: 1) }
    let held = try store.facts(nil, [other, address])
    #expect(held.map(\.outcome) == [.found])
    #expect(held.first?.instance?.state == .stopped)
    #expect(held.first?.instance?.provider == "alibaba")
    #expect(held.first?.instance?.addresses == [address, other])
    let elsewhere = try store.facts(nil, [try #require(IPAddress("192.0.2.1"))])
    #expect(elsewhere.map(\.outcome) == [.absent])
    #expect(try store.facts(nil).isEmpty)
  }

  @Test("finds a CDN's wildcard by its registrable domain, as it was imported last")
  func cdn() throws {
    let store = folder.store()
    for area in [RecordsDocument.CDNDomain.Area.overseas, .mainland] {
      try store.take {
        try $0.add(.init(provider: "alibaba", domain: "*.a.cn", area: area), line: 1)
      }
    }
    #expect(try store.facts("a.cn").map(\.cdn?.area) == [.mainland])
  }

  @Test("joins documents and the store: the newest first, one fact for one statement")
  func joined() throws {
    let store = folder.store()
    let filing = RecordsDocument.Filing(domain: "a.cn")
    try store.take(.registry(3), [.filing(filing)])
    let library = try RecordsLibrary([
      (
        "r.json",
        RecordsDocument(
          views: [
            .init(view: .registry, asOf: .test(days: 3), filings: [filing]),
            .init(view: .registry, source: "new", asOf: .test(days: 4), absent: ["a.cn"]),
          ])
      )
    ])
    let sources: [any RecordsSource] = [library, store]
    let facts = try sources.facts(for: "a.cn", addresses: [])
    #expect(facts.map(\.outcome) == [.absent, .found])
  }
}

struct Unexpected: Error {}
