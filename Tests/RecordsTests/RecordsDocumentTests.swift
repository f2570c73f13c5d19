import Evidence
import Testing

@testable import Records

@Suite("A records document")
struct RecordsDocumentTests {
  private static let contract = """
    {"schema":"icpdiag.records/1",
     "views":[
      {"view":"registry","source":"MIIT query","as_of":"2026-07-09T08:00:00Z",
       "filings":[{"domain":"example.cn","site_number":"粤ICP备2026000001号-1","service":"website","entity_name":"示例","entity_nature":"企业","approved_at":"2026-07-01T00:00:00Z","restricted":false,"cancelled_at":null}],
       "absent":["other.cn"],
       "failed":[{"domain":"third.cn","reason":"rate limited"}]},
      {"view":"provider","provider":"alibaba","source":"console export","as_of":"2026-07-09T08:00:00Z","complete":false,
       "access":[{"domain":"example.cn","state":"active","site_number":"粤ICP备2026000001号-1","since":"2026-07-02T00:00:00Z"}],
       "absent":["other.cn"],
       "failed":[],
       "orders":[{"domain":"new.cn","kind":"first","state":"authority-review","submitted_at":"2026-07-05T00:00:00Z","approved_at":null,"replaced_by":null}]}],
     "instances":[{"provider":"alibaba","id":"i-1","region":"cn-hangzhou","addresses":["203.0.113.9"],"state":"running","expires_at":null,"locked":null,"charge":"prepaid"}],
     "cdn":[{"provider":"alibaba","domain":"www.example.cn","area":"mainland"}]}
    """

  @Test("is read from YAML too, where the text begins as YAML does")
  func yaml() throws {
    let text = """
      # by hand
      schema: icpdiag.records/1
      views:
        - view: registry
          as_of: 2026-11-22
          absent: [shop.example]
      """
    let document = try RecordsDocument.decode(Array(text.utf8), named: "filings.yaml")
    #expect(document.views?.first?.absent == ["shop.example"])
  }

  @Test("is read as the contract writes it, with and without a byte order mark")
  func readsTheContract() throws {
    let document = try RecordsDocument.decode(Array(Self.contract.utf8), named: "r.json")
    let views = try #require(document.views)
    #expect(views.count == 2)
    #expect(views[0].filings?.first?.siteNumber == "粤ICP备2026000001号-1")
    #expect(views[1].orders?.first?.state == .authorityReview)
    #expect(document.instances?.first?.addresses.map(\.description) == ["203.0.113.9"])
    let marked = [0xEF, 0xBB, 0xBF] + Array(Self.contract.utf8)
    #expect(try RecordsDocument.decode(marked, named: "r.json") == document)
  }

  @Test(
    "names file, line, place and remedy of what is wrong",
    arguments: [
      (
        "{\"schema\":\"icpdiag.records/2\"}",
        "r.json:1: schema: unknown schema 'icpdiag.records/2'; this version reads icpdiag.records/1"
      ),
      (
        "{\"schema\":\"icpdiag.records/1\",\n\"views\":[\n{\"view\":\"registry\",\"as_of\":\"2026-07-09\",\n\"acess\":[]}]}",
        "r.json:4: views[0].acess: unknown key 'acess'; known here: absent, access, as_of, complete, failed, filings, orders, provider, source, view"
      ),
      (
        "{\"schema\":\"icpdiag.records/1\",\n\"views\":[\n{\"view\":\"registry\",\"as_of\":\n\"yesterday\"}]}",
        "r.json:3: views[0].as_of: 'yesterday' is no time; write it as 2026-07-09T08:00:00Z (RFC 3339)"
      ),
      (
        "{\"schema\":\"icpdiag.records/1\",\n\"views\":[{\"view\":\"provider\",\"as_of\":\"2026-07-09\"}]}",
        "r.json:2: views[0].view: a provider's view needs \"provider\"; add \"provider\": \"alibaba\" or another provider's id"
      ),
      (
        "{\"schema\":\"icpdiag.records/1\",\"views\":[{\"view\":\"registry\"}]}",
        "r.json:1: views[0]: \"as_of\" is missing"
      ),
      (
        "{\"schema\":\"icpdiag.records/1\",\n\n\"views\":{}}",
        "r.json:3: views: wrong type, expected a list"
      ),
      (
        "{\"schema\":\"icpdiag.records/1\",\n\"views\":[1]}",
        "r.json:2: views[0]: wrong type, expected an object"
      ),
      (
        "{\"schema\":\"icpdiag.records/1\",\n\"instances\":[{\"provider\":\"alibaba\",\"id\":\"i\",\n\"addresses\":[],\"state\":\"Running\"}]}",
        "r.json:3: instances[0].state: unknown value 'Running'; known here: running, stopped"
      ),
      (
        "{\"schema\":\"icpdiag.records/1\",\n\"views\":[{\"view\":\"\",\"as_of\":\"2026-07-09\"}]}",
        "r.json:2: views[0].view: null or empty, expected a text in quotes"
      ),
    ])
  func namesWhatIsWrong(_ text: String, _ expected: String) throws {
    let error = #expect(throws: RecordsError.self) {
      try RecordsDocument.decode(Array(text.utf8), named: "r.json")
    }
    #expect(error?.description == expected)
  }

  @Test("means by an empty text that nothing was given, as exports write it")
  func readsEmptyTexts() throws {
    func read(_ site: String, _ charge: String) throws -> RecordsDocument {
      let text = """
        {"schema":"icpdiag.records/1","views":[
         {"view":"registry","provider":\(site),"source":\(site),"as_of":"2026-07-09","filings":[
          {"domain":"example.cn","site_number":\(site),"service":\(site),"entity_name":\(site),
           "approved_at":\(site)}],
          "failed":[{"domain":"\\u0061.cn","reason":"said \\"\\": nothing"}]}],
         "instances":[{"provider":"alibaba","id":"i","addresses":[],"locked":\(charge),
          "state":\(charge)}]}
        """
      return try RecordsDocument.decode(Array(text.utf8), named: "r.json")
    }
    let document = try read("\"\"", "\"\"")
    #expect(document == (try read("null", "null")))
    #expect(document.views?.first?.filings?.first?.siteNumber == nil)
    #expect(document.views?.first?.failed?.first?.reason == "said \"\": nothing")
    #expect(document.instances?.first?.locked == nil)
  }

  @Test(
    "that is cut off or no JSON is an error with a line",
    arguments: ["{\n\"schema\":", "[", "", "\u{1B}"])
  func refusesJunk(_ text: String) {
    let error = #expect(throws: RecordsError.self) {
      try RecordsDocument.decode(Array(text.utf8), named: "r.json")
    }
    #expect(error?.message.hasPrefix("not valid JSON") == true)
  }

  @Test("cut off at any octet is refused, never half read")
  func refusesEveryPrefix() {
    let octets = Array(Self.contract.utf8)
    for count in 0..<octets.count {
      #expect(throws: RecordsError.self) {
        try RecordsDocument.decode(Array(octets[..<count]), named: "r.json")
      }
    }
  }
}

@Suite("The records library")
struct RecordsLibraryTests {
  private static func holding(
    _ views: [RecordsDocument.View] = [], cdn: [RecordsDocument.CDNDomain] = []
  ) throws -> RecordsLibrary {
    try RecordsLibrary(
      [("r.json", RecordsDocument(views: views, cdn: cdn))],
      registrable: { name in
        let labels = name.split(separator: ".")
        return labels.count < 2 ? nil : labels.suffix(2).joined(separator: ".")
      })
  }

  private static let asOf = Timestamp(secondsSinceEpoch: 1_783_584_000)

  @Test("keeps found, absent, failed and not covered apart")
  func keepsOutcomesApart() throws {
    let library = try Self.holding([
      RecordsDocument.View(
        view: .registry, asOf: Self.asOf, filings: [.init(domain: "filed.cn")],
        absent: ["absent.cn"], failed: [.init(domain: "failed.cn", reason: "captcha")])
    ])
    #expect(library.facts(for: "filed.cn", addresses: []).map(\.outcome) == [.found])
    #expect(library.facts(for: "absent.cn", addresses: []).map(\.outcome) == [.absent])
    #expect(library.facts(for: "failed.cn", addresses: []).map(\.outcome) == [.failed])
    #expect(library.facts(for: "silent.cn", addresses: []).isEmpty)
  }

  @Test("reads silence of a complete view as absence, and of any other as nothing")
  func readsCompleteness() throws {
    for (complete, expected) in [(true, [RecordFact.Outcome.absent]), (false, []), (nil, [])] {
      let library = try Self.holding([
        RecordsDocument.View(
          view: .provider, provider: "alibaba", asOf: Self.asOf, complete: complete,
          access: [.init(domain: "here.cn", state: .active)])
      ])
      #expect(library.facts(for: "other.cn", addresses: []).map(\.outcome) == expected)
      #expect(library.facts(for: "here.cn", addresses: []).map(\.outcome) == [.found])
    }
  }

  @Test("a complete view with an order but no access for the domain says both")
  func ordersAreNoAccess() throws {
    let library = try Self.holding([
      RecordsDocument.View(
        view: .provider, provider: "alibaba", asOf: Self.asOf, complete: true,
        orders: [.init(domain: "new.cn", kind: .first, state: .authorityReview)])
    ])
    let facts = library.facts(for: "new.cn", addresses: [])
    #expect(facts.map(\.outcome) == [.found, .absent])
    #expect(facts.map { $0.order != nil } == [true, false])
  }

  @Test("compares by registrable domain and puts the newest view first")
  func ordersByAge() throws {
    let library = try Self.holding([
      RecordsDocument.View(view: .registry, asOf: Self.asOf, absent: ["www.example.cn"]),
      RecordsDocument.View(
        view: .registry, asOf: Self.asOf.adding(seconds: 60),
        filings: [.init(domain: "example.cn")]),
    ])
    let facts = library.facts(for: "example.cn", addresses: [])
    #expect(facts.map(\.outcome) == [.found, .absent])
    #expect(facts.map(\.id) == ["records.1", "records.2"])
  }

  @Test("finds the user's instance by address, or shows the ones it is not")
  func findsInstances() throws {
    let address = try #require(IPAddress("47.96.0.1"))
    let other = try #require(IPAddress("47.96.0.2"))
    let library = try RecordsLibrary([
      (
        "r",
        RecordsDocument(instances: [.init(provider: "alibaba", id: "i-1", addresses: [address])])
      )
    ])
    #expect(library.facts(for: "a.cn", addresses: [other, address]).map(\.outcome) == [.found])
    #expect(library.facts(for: "a.cn", addresses: [other]).map(\.outcome) == [.absent])
    #expect(library.facts(for: "a.cn", addresses: []).isEmpty)
  }

  @Test("finds a CDN's domain by its site, and keeps the host without a wildcard")
  func findsCDNDomains() throws {
    for written in ["www.example.cn", "*.www.example.cn", ".www.example.cn"] {
      let library = try Self.holding(cdn: [
        .init(provider: "alibaba", domain: written, area: .mainland)
      ])
      let facts = library.facts(for: "example.cn", addresses: [])
      #expect(facts.map(\.cdn?.domain) == ["www.example.cn"])
    }
  }

  @Test("reads a provider's id in any case of letters")
  func readsProviders() throws {
    let library = try RecordsLibrary(
      [
        (
          "r",
          RecordsDocument(
            views: [.init(view: .provider, provider: "Alibaba", asOf: Self.asOf, absent: ["a.cn"])],
            cdn: [.init(provider: "TENCENT", domain: "a.cn", area: .global)])
        )
      ], providers: ["alibaba", "tencent"])
    #expect(library.facts(for: "a.cn", addresses: []).map(\.provider) == ["alibaba", "tencent"])
  }

  @Test("names file, place and remedy of a word that means nothing")
  func namesWhatIsWrong() throws {
    func error(_ document: RecordsDocument) -> String? {
      #expect(throws: RecordsError.self) {
        try RecordsLibrary([("r.json", document)], providers: ["alibaba", "tencent"]) { name in
          name.contains(".") ? name : nil
        }
      }?.description
    }
    let known = "; known here: alibaba, tencent"
    #expect(
      error(RecordsDocument(views: [.init(view: .provider, provider: "aliyun", asOf: Self.asOf)]))
        == "r.json: views[0].provider: unknown provider 'aliyun'" + known)
    #expect(
      error(RecordsDocument(instances: [.init(provider: "", id: "i", addresses: [])]))
        == "r.json: instances[0].provider: unknown provider ''" + known)
    #expect(
      error(RecordsDocument(cdn: [.init(provider: "cdn", domain: "a.cn", area: .global)]))
        == "r.json: cdn[0].provider: unknown provider 'cdn'" + known)
    let remedy = "'localhost' is no domain one can register; write it like example.cn"
    #expect(
      error(RecordsDocument(cdn: [.init(provider: "alibaba", domain: "localhost", area: .global)]))
        == "r.json: cdn[0].domain: " + remedy)
    let views: [(RecordsDocument.View, String)] = [
      (.init(view: .registry, asOf: Self.asOf, absent: ["a.cn", "localhost"]), "absent[1]"),
      (
        .init(view: .registry, asOf: Self.asOf, filings: [.init(domain: "localhost")]),
        "filings[0].domain"
      ),
    ]
    for (view, place) in views {
      #expect(error(RecordsDocument(views: [view])) == "r.json: views[0].\(place): " + remedy)
    }
  }

  @Test("refuses a domain that nobody can register, naming the file")
  func refusesNoDomain() {
    let error = #expect(throws: RecordsError.self) {
      try Self.holding([
        RecordsDocument.View(view: .registry, asOf: Self.asOf, absent: ["localhost"])
      ])
    }
    #expect(error?.file == "r.json")
  }
}
