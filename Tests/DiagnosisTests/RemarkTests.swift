import Evidence
import Testing

@testable import Diagnosis

/// What a report says beside the verdict, and of whom.
@Suite("The remarks")
struct RemarkTests {
  typealias Records = RecordSignsTests

  private static func remarks(_ seen: Seen) -> [String] { remarks(seen.verdict) }

  /// What a verdict says of the reading; that there were no records, the cause says.
  private static func remarks(_ verdict: Verdict) -> [String] {
    verdict.remarks.map(\.en).filter { !$0.hasPrefix("No filing records were at hand") }
  }

  /// The verdict on two addresses that answer differently.
  private static func verdict(
    _ answers: [Seen.Answer], records: [RecordFact] = [],
    change: (inout Observation) -> Void = { _ in }
  ) -> Verdict {
    let places = answers.indices.map { Seen.place("47.95.63.1\($0)") }
    var observation = Seen.open().with {
      $0.places = places
      $0.plain = []
      $0.hello = []
      $0.records = records
    }.observation
    observation.evidence.http = zip(places, answers).map { place, answer in
      answer.exchange("http.\(place.address)", place.address)
    }
    change(&observation)
    return diagnose(observation, at: Records.now).verdict
  }

  @Test("say which of several addresses is blocked, or does not open (Q-32)")
  func severalAddresses() {
    let blocked = Self.verdict([.site, .block, .site])
    #expect(Self.remarks(blocked) == ["1 of 3 addresses is blocked: 47.95.63.11."])
    #expect(blocked.status == .blocked)
    let two = Self.verdict([.block, .site, .block])
    #expect(Self.remarks(two) == ["2 of 3 addresses are blocked: 47.95.63.10, 47.95.63.12."])
    let all = Self.verdict([.block, .block])
    #expect(Self.remarks(all).isEmpty)
    let failing = Self.verdict([.site, .fails(.connectTimeout)])
    #expect(Self.remarks(failing) == ["1 of 2 addresses does not open: 47.95.63.11."])
    #expect(failing.cause == .accessible)
    let more = Self.verdict([.fails(.connectTimeout), .own(500), .site])
    #expect(
      Self.remarks(more) == ["2 of 3 addresses do not open: 47.95.63.10, 47.95.63.11."])
    #expect(Self.remarks(Self.verdict([.site, .site])).isEmpty)
    #expect(Self.remarks(Self.verdict([.fails(.connectTimeout), .fails(.connectTimeout)])).isEmpty)
    // An address that was not asked does not fail.
    let unasked = Self.verdict([.site, .site]) { $0.evidence.http.removeLast() }
    #expect(Self.remarks(unasked).isEmpty)
    // Of one address there is nothing to compare.
    #expect(Self.remarks(Self.verdict([.block])).isEmpty)
  }

  @Test("say that a verdict on addresses the user names is hypothetical")
  func hypothesis() {
    let seen = Seen.open().with { $0.request.at = $0.places.map(\.address) }
    #expect(
      Self.remarks(seen) == [
        "Hypothetical: 47.95.63.10 was asked as if www.example.cn resolved to it; what it does "
          + "resolve to was not looked up."
      ])
    let named = seen.with { $0.target.unicode = nil }
    #expect(Self.remarks(named) == Self.remarks(seen))
    let nameless = seen.with { $0.target = Target(kind: .address, ascii: "47.95.63.10") }
    #expect(!Self.remarks(nameless).contains { $0.hasPrefix("Hypothetical") })
  }

  @Test("show an older record that says otherwise, its source and its day")
  func contradictions() {
    var old = Records.registry(.absent, asOf: Records.ago(days: 9))
    let seen = Seen.blocked(Records.filed(Records.ago(days: 700)), old)
    #expect(
      Self.remarks(seen) == [
        "The records disagree: the registry says “filed” (as of 2026-07-09), an older record says "
          + "“no filing” (as of 2026-06-30); the newer one counts."
      ])
    old.source = "MIIT query"
    old.asOf = nil
    let undated = Seen.blocked(Records.filed(Records.ago(days: 700)), old)
    #expect(
      Self.remarks(undated).contains {
        $0.hasSuffix("an older record says “no filing” (MIIT query); the newer one counts.")
      })
    let filed = Records.filed(Records.ago(days: 700), asOf: Records.ago(days: 9))
    let gone = Seen.blocked(Records.registry(.absent), filed)
    #expect(
      Self.remarks(gone).contains { $0.contains("an older record says “filed” (as of 2026-06-30)") }
    )
  }

  @Test("say how old the records are where the verdict rests on them, and not where it does not")
  func ages() {
    let old = Records.registry(.absent, asOf: Records.ago(days: 40))
    let words = "The records behind this are 40 days old (2026-05-30)"
    #expect(Self.remarks(.blocked(old)).contains { $0.hasPrefix(words) })
    #expect(Self.remarks(.open(old)).contains { $0.hasPrefix(words) })
    let down = Seen.open(old).with {
      $0.plain = [.own(500)]
      $0.hello = []
    }
    #expect(!Self.remarks(down).contains { $0.hasPrefix("The records") })
    let address = Seen.open(old).with {
      $0.target = Target(kind: .address, ascii: "47.95.63.10")
    }
    #expect(!Self.remarks(address).contains { $0.hasPrefix("The records") })
    let fresh = Seen.blocked(Records.registry(.absent))
    #expect(Self.remarks(fresh).isEmpty)
  }

  @Test("say that a record of the future was left out")
  func future() {
    var fact = Records.registry(.absent, asOf: Records.now.adding(seconds: 10 * 86_400))
    #expect(
      Self.remarks(.open(fact))
        == ["A record is dated in the future and was left out: registry, 2026-07-19."])
    fact.source = "export"
    #expect(Self.remarks(.open(fact)).first?.contains("left out: export, ") == true)
    #expect(Self.remarks(.open(Records.access(.active))).isEmpty)
  }

  @Test("say that a proxy is set up only where nothing answers (Q-28)")
  func proxies() {
    let words = "This machine is set up to use a proxy (https_proxy, no_proxy)"
    func remarks(_ answer: Seen.Answer, _ variables: [String]) -> [String] {
      Self.remarks(
        Seen.open().with {
          $0.plain = [answer]
          $0.hello = []
          $0.vantage.proxyVariables = variables
        })
    }
    let variables = ["https_proxy", "no_proxy"]
    #expect(remarks(.fails(.connectTimeout), variables).contains { $0.hasPrefix(words) })
    #expect(remarks(.site, variables).isEmpty)
    #expect(remarks(.fails(.connectTimeout), []).isEmpty)
    let address = Seen.open().with {
      $0.target = Target(kind: .address, ascii: "47.95.63.10")
      $0.plain = [.fails(.connectTimeout)]
      $0.hello = []
      $0.vantage.proxyVariables = variables
    }
    #expect(Self.remarks(address).isEmpty)
  }

  @Test("and the summary name the other domain that a site leads to, without its port")
  func leadsTo() {
    let verdict = Self.verdict([.leads(to: "http://other.cn:8080/")]) { observation in
      let address = observation.evidence.http[0].address
      var hop = Seen.Answer.block.exchange(
        "http.2", address, .redirect, port: 8080, host: "Other.cn:8080")
      hop.via = observation.evidence.http[0].id
      observation.evidence.http.append(hop)
    }
    #expect(verdict.cause == .undetermined)
    #expect(
      verdict.summary.en
        == "www.example.cn itself answers and sends its visitors to other.cn, which is blocked.")
  }

  @Test("of a site whose provider nobody names come from the provider that gives it access")
  func home() {
    // Access at two providers: the one it resolves to is meant.
    let alibaba = Records.access(.active, since: Records.ago(days: 600))
    let tencent = Records.access(.active, since: Records.ago(days: 600), at: "tencent")
    func place(_ records: [RecordFact], _ provider: String? = nil) -> PlaceFinding {
      Seen.open().with {
        $0.records = records
        $0.request.provider = provider
      }.judgement.findings.place
    }
    #expect(place([tencent, alibaba]) == .mainlandOfProvider)
    #expect(place([tencent]) == .mainlandElsewhere)
    #expect(place([Records.access(.cancelled, at: "tencent")]) == .mainlandOfProvider)
    // It resolves to neither: whichever is named first.
    let huawei = Records.access(.active, since: Records.ago(days: 600), at: "huawei")
    #expect(place([tencent, huawei]) == .mainlandElsewhere)
    #expect(place([alibaba], "tencent") == .mainlandElsewhere)
    #expect(place([tencent], "alibaba") == .mainlandOfProvider)
  }

  @Test("are of addresses that are not public only where these were asked")
  func nonPublicAddresses() {
    func addresses(_ plain: [Seen.Answer], _ hello: [Seen.Hello]) -> [IPAddress] {
      Seen.open().with {
        $0.places = [Seen.place("10.0.0.1", .unknown, nil)]
        $0.plain = plain
        $0.hello = hello
      }.judgement.addresses.map(\.address)
    }
    let address = Seen.place("10.0.0.1").address
    #expect(addresses([], []).isEmpty)
    #expect(addresses([.site], []) == [address])
    #expect(addresses([], [.passes]) == [address])
  }

  @Test("count the records of the provider that blocks, else of the one the user names")
  func whoseRecords() {
    let here = Records.access(.cancelled, since: Records.ago(days: 9))
    let there = Records.access(.active, since: Records.ago(days: 600), at: "tencent")
    let filed = Records.filed(Records.ago(days: 700))
    let blocked = Seen.blocked(filed, here, there).with { $0.request.provider = "tencent" }
    #expect(blocked.verdict.cause == .accessRemoved)
    let nobodys = blocked.with {
      $0.places = [Seen.place("47.95.63.10", .mainland, nil)]
      $0.plain = [Seen.Answer(status: 403, headers: ["Server": "ADM/2.1.1"], title: "非法阻断222")]
    }
    #expect(nobodys.verdict.cause == .blockedDespiteFiling)
    // Behind a CDN the page is the origin's, which stands where the access is.
    let behind = Seen.blocked(filed, there).with {
      $0.places = [Seen.place("104.16.0.1", .elsewhere, "cloudflare")]
      $0.plain = [
        Seen.Answer(
          status: 403, headers: ["Server": "ADM/2.1.1", "CF-RAY": "1"], title: "非法阻断222")
      ]
    }
    #expect(behind.judgement.findings.http == .originFilingPage)
    #expect(behind.judgement.findings.access == .active)
    let open = Seen.open(filed, here, there).with { $0.request.provider = "tencent" }
    #expect(open.judgement.findings.access == .active)
    let unnamed = Seen.open(filed, here)
    #expect(unnamed.judgement.findings.access == .cancelled)
  }
}
