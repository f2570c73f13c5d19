import Evidence
import Records
import Testing

@testable import Store

@Suite("An export")
struct ExportTests {
  @Test("gives back what was imported, octet for octet", arguments: 0..<60)
  func identity(seed: UInt64) throws {
    var random = RandomRecords(seed: seed)
    let events = random.events()
    var written = RecordingSink()
    written.events = events
    let folder = TemporaryFolder()
    let copyFolder = TemporaryFolder()
    let store = folder.store()
    let summary = try store.take { try hand(events, to: &$0) }
    #expect(summary.refused == 0)

    var exported = RecordingSink()
    try store.export(to: &exported)
    #expect(exported.octets == written.octets)

    let copy = copyFolder.store()
    try copy.take { try store.export(to: &$0) }
    var again = RecordingSink()
    try copy.export(to: &again)
    #expect(again.octets == written.octets)
  }

  private func hand(_ events: [RecordingSink.Event], to sink: inout ImportSink) throws {
    for (index, event) in events.enumerated() {
      switch event {
      case .view(let heading): try sink.begin(heading)
      case .statement(let statement): try sink.add(statement, line: index)
      case .instance(let instance): try sink.add(instance, line: index)
      case .cdn(let domain): try sink.add(domain, line: index)
      case .refusal(let refusal): try sink.refuse(refusal)
      }
    }
  }

  @Test("of some domains says of a complete view's silence that they are absent")
  func someDomains() throws {
    let folder = TemporaryFolder()
    let store = folder.store()
    let access = Records.Statement.access(.init(domain: "www.a.cn", state: .active))
    try store.take(.provider(complete: true), [access])
    try store.take(.provider("tencent"), [.absent("c.cn")])
    try store.take {
      try $0.add(.init(provider: "alibaba", id: "i", addresses: []), line: 1)
      try $0.add(.init(provider: "alibaba", domain: "x.b.cn", area: .global), line: 2)
      try $0.add(.init(provider: "alibaba", domain: "x.c.cn", area: .global), line: 3)
    }
    #expect(
      try store.recorded(RecordsFilter(domains: ["a.cn", "b.cn"])) == [
        .view(.provider()), .statement(access), .statement(.absent("b.cn")),
        .cdn(.init(provider: "alibaba", domain: "x.b.cn", area: .global)),
      ])
  }

  @Test("is narrowed to a kind of view, a provider or an import")
  func filters() throws {
    let folder = TemporaryFolder()
    let store = folder.store()
    try store.take(.registry(), [.absent("a.cn")])
    try store.take(.provider(), [.absent("b.cn")])
    try store.take(.provider("tencent"), [.absent("c.cn")])
    func domains(_ filter: RecordsFilter) throws -> [String] {
      try store.recorded(filter).compactMap { event in
        guard case .statement(let statement) = event else { return nil }
        return statement.domain
      }
    }
    #expect(try domains(RecordsFilter(view: .registry)) == ["a.cn"])
    #expect(try domains(RecordsFilter(view: .provider)) == ["b.cn", "c.cn"])
    #expect(try domains(RecordsFilter(provider: "tencent")) == ["c.cn"])
    #expect(try domains(RecordsFilter(importID: 2)) == ["b.cn"])
  }

  @Test("names every domain once, in order, with what a look-up gives")
  func domains() throws {
    let folder = TemporaryFolder()
    let store = folder.store()
    try store.take(.registry(), [.absent("www.b.cn"), .filing(.init(domain: "a.cn"))])
    try store.take(.registry(1), [.absent("b.cn")])
    try store.take {
      try $0.add(.init(provider: "alibaba", domain: "c.cn", area: .global), line: 1)
    }
    var seen: [String] = []
    try store.forEachDomain { domain, facts in
      seen.append(domain)
      let found = try store.facts(domain)
      #expect(facts == found)
    }
    #expect(seen == ["a.cn", "b.cn", "c.cn"])
  }
}

@Suite("A removal")
struct RemovalTests {
  let folder = TemporaryFolder()

  @Test("takes all that names a domain, and nothing else")
  func byDomain() throws {
    let store = folder.store()
    try store.take(.registry(), [.absent("www.a.cn"), .absent("b.cn")])
    try store.take(.provider(), [.access(.init(domain: "a.cn", state: .active))])
    try store.take {
      try $0.add(.init(provider: "alibaba", domain: "a.cn", area: .global), line: 1)
    }
    #expect(try store.remove(domain: "a.cn") == 3)
    #expect(try store.facts("a.cn").isEmpty)
    #expect(try store.facts("b.cn").map(\.outcome) == [.absent])
    #expect(try store.remove(domain: "a.cn") == 0)
  }

  @Test("from a complete view leaves a look-up that fails, never an absence")
  func completeView() throws {
    let store = folder.store()
    try store.take(
      .provider(complete: true), [.access(.init(domain: "a.cn", state: .active))])
    for expected in [1, 0] {
      #expect(try store.remove(domain: "a.cn") == expected)
      let facts = try store.facts("a.cn")
      #expect(facts.map(\.outcome) == [.failed])
      #expect(facts.map(\.reason) == [RecordsStore.removed])
    }
  }

  @Test("of an import takes all that it brought, and nothing else")
  func byImport() throws {
    let store = folder.store()
    try store.take(.registry(), [.absent("a.cn")])
    let before = try store.recorded()
    let summary = try store.take { sink in
      try sink.begin(.registry(complete: true))
      try sink.add(.absent("b.cn"), line: 1)
      let address = try #require(IPAddress("192.0.2.1"))
      try sink.add(.init(provider: "alibaba", id: "i", addresses: [address]), line: 2)
      try sink.add(.init(provider: "alibaba", domain: "c.cn", area: .global), line: 3)
      try sink.add(.absent("cn"), line: 4)
    }
    guard case .kept(let id) = summary.outcome else { throw Unexpected() }
    #expect(try store.remove(importID: id))
    #expect(try store.recorded() == before)
    #expect(try store.refusals(of: id).isEmpty)
    #expect(try !store.remove(importID: id))
  }
}
