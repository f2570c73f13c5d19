import Evidence
import Testing

@testable import Diagnosis

@Suite("The reading of places")
struct PlaceSignTests {
  private static func finding(
    _ place: Place?, provider: String? = nil, isMine: Bool = false, isCDN: Bool = false
  ) -> PlaceFinding {
    let record = RecordFact(
      id: "records.8", view: .cdn, outcome: .found,
      cdn: RecordsDocument.CDNDomain(
        provider: "alibaba", domain: "www.example.cn", area: .mainland))
    let evidence = Evidence(records: isCDN ? [record] : [])
    let place = place.map { Listed($0) }
    let cdn = CDNSign(place, in: Sight(DNSSignTests.target, evidence))
    return Sign<PlaceFinding>.place(place, provider: provider, isMine: isMine, cdn: cdn).value
  }

  @Test("takes Hong Kong, Macao and Taiwan for outside, and the unknown for neither (D-03)")
  func areas() {
    for area in [Place.Area.hongKong, .macao, .taiwan, .elsewhere] {
      #expect(Self.finding(Seen.place("47.52.0.1", area), isMine: true) == .outside)
      #expect(Self.finding(Seen.place("47.52.0.1", area), isCDN: true) == .outsideCDN)
    }
    #expect(Self.finding(Seen.place("47.52.0.1", .unknown), isMine: true) == .unknown)
    #expect(Self.finding(nil, isMine: true) == .unknown)
    let nowhere = Sign<PlaceFinding>.place(nil, provider: nil, isMine: false, cdn: nil)
    #expect(nowhere.because.isEmpty)
  }

  @Test("cites the place, and besides what shows the CDN")
  func because() {
    func because(_ place: Place, _ evidence: Evidence) -> [String] {
      let place = Listed(place)
      let cdn = CDNSign(place, in: Sight(DNSSignTests.target, evidence))
      return Sign<PlaceFinding>.place(place, provider: nil, isMine: false, cdn: cdn).because
    }
    // Its own network shows this one.
    let cloudflare = Seen.place("104.16.0.1", .elsewhere, "cloudflare")
    #expect(because(cloudflare, Evidence()) == [cloudflare.id])
    let edge = Seen.place("47.95.63.10")
    let alias = Seen.dns(answers: [("CNAME", "www.example.cn.w.kunlunsl.com")])
    #expect(because(edge, Evidence(dns: [alias])) == [edge.id, alias.id])
  }

  @Test("tells whose mainland address it is: the user's own first, then a CDN's, then by provider")
  func owners() {
    let place = Seen.place("47.95.63.10")
    #expect(Self.finding(place, provider: "tencent", isMine: true, isCDN: true) == .mineMainland)
    #expect(Self.finding(place, provider: "tencent", isCDN: true) == .mainlandCDN)
    #expect(Self.finding(place, provider: "tencent") == .mainlandElsewhere)
    #expect(Self.finding(place, provider: "alibaba") == .mainlandOfProvider)
    #expect(Self.finding(place) == .mainlandOfProvider)
    // The lists of addresses have holes (facts R-64).
    let nobody = Seen.place("47.95.63.10", .mainland, nil)
    #expect(Self.finding(nobody, provider: "alibaba") == .mainlandOfUnknown)
  }

  @Test(
    "joins several addresses, whatever their order",
    arguments: [
      ([], .unknown), ([.outside, .outside], .outside), ([.outsideCDN], .outsideCDN),
      ([.outsideCDN, .outsideCDN], .outsideCDN),
      ([.outside, .outsideCDN], .outside), ([.outside, .mainlandOfProvider], .mixed),
      ([.outside, .unknown], .unknown),
      ([.mainlandOfUnknown, .unknown], .mixed),
      ([.mineMainland, .mainlandElsewhere], .mineMainland),
      ([.mainlandOfProvider, .mainlandCDN], .mainlandOfProvider),
      ([.mainlandCDN, .mainlandElsewhere], .mainlandCDN),
      ([.mainlandElsewhere, .mainlandOfUnknown], .mainlandElsewhere),
      ([.mainlandOfUnknown, .mainlandOfUnknown], .mainlandOfUnknown),
      // One mainland address among several suffices for the duty.
      ([.mixed, .mainlandOfUnknown], .mixed), ([.outsideCDN, .mainlandCDN], .mixed),
    ] as [([PlaceFinding], PlaceFinding)])
  func joins(_ places: [PlaceFinding], _ expected: PlaceFinding) {
    #expect(PlaceFinding.join(places) == expected)
    #expect(PlaceFinding.join(places.reversed()) == expected)
  }

  @Test("takes an instance for the user's own only when it was found at that address")
  func mine() {
    func place(_ outcome: RecordFact.Outcome, _ address: String) -> PlaceFinding {
      Seen.open().with {
        $0.records = [
          RecordFact(
            id: "records.9", view: .instances, outcome: outcome,
            instance: RecordsDocument.Instance(
              provider: "alibaba", id: "i-1", addresses: [Seen.place(address).address]))
        ]
      }.judgement.findings.place
    }
    #expect(place(.found, "47.95.63.10") == .mineMainland)
    #expect(place(.found, "47.95.63.11") == .mainlandOfProvider)
    #expect(place(.failed, "47.95.63.10") == .mainlandOfProvider)
  }

  @Test("takes an address for a CDN's when the records say so of this very name, at home (D-45)")
  func cdn() {
    func place(_ area: RecordsDocument.CDNDomain.Area, _ domain: String) -> PlaceFinding {
      Seen.open().with {
        $0.records = [
          RecordFact(
            id: "records.8", view: .cdn, provider: "alibaba", outcome: .found,
            cdn: RecordsDocument.CDNDomain(provider: "alibaba", domain: domain, area: area))
        ]
      }.judgement.findings.place
    }
    #expect(place(.mainland, "www.example.cn") == .mainlandCDN)
    #expect(place(.global, "www.example.cn") == .mainlandCDN)
    #expect(place(.overseas, "www.example.cn") == .mainlandOfProvider)
    #expect(place(.mainland, "img.example.cn") == .mainlandOfProvider)
  }

  @Test(
    "of a bare address is the target's own",
    arguments: [
      (.mainland, .mainlandAddress), (.unknown, .addressOfUnknownPlace),
      (.hongKong, .overseasAddress), (.elsewhere, .overseasAddress),
    ] as [(Place.Area, TargetFinding)])
  func bareAddress(_ area: Place.Area, _ expected: TargetFinding) {
    let target = Target(kind: .address, ascii: "47.95.63.10")
    let evidence = Evidence(places: [Seen.place("47.95.63.10", area)])
    let sign = Sign<TargetFinding>.target(Sight(target, evidence))
    #expect(sign.value == expected && sign.because == ["place.47.95.63.10"])
    let nowhere = Sign<TargetFinding>.target(Sight(target, Evidence()))
    #expect(nowhere.value == .addressOfUnknownPlace && nowhere.because.isEmpty)
  }
}

@Suite("The reading of the vantage")
struct VantageSignTests {
  private static func finding(_ seen: Seen) -> VantageFinding {
    Sign<VantageFinding>.vantage(Sight(seen.target, seen.evidence)).value
  }

  private static func bare(_ address: String, _ change: (inout Seen) -> Void) -> Seen {
    Seen(
      target: Target(kind: .address, ascii: address), places: [Seen.place(address)], plain: [],
      hello: []
    ).with(change)
  }

  @Test("needs a route of the address's own family, or an answer")
  func routes() {
    let four = "47.95.63.10"
    let six = "2409:8c00::1"
    #expect(Self.finding(Self.bare(four) { $0.vantage.hasIPv4Route = false }) == .noNetwork)
    #expect(Self.finding(Self.bare(four) { $0.vantage.hasIPv6Route = false }) == .sound)
    #expect(Self.finding(Self.bare(six) { $0.vantage.hasIPv6Route = false }) == .noNetwork)
    #expect(Self.finding(Self.bare(six) { $0.vantage.hasIPv4Route = false }) == .sound)
    #expect(Self.finding(Self.bare(four) { $0.vantage.hasIPv4Route = nil }) == .sound)
    // Loopback needs no route.
    for (answer, expected) in [
      (Seen.Answer.site, VantageFinding.sound), (.fails(.connectRefused), .sound),
      (.fails(.connectUnreachable), .noNetwork),
    ] {
      let seen = Self.bare(four) {
        $0.plain = [answer]
        $0.vantage.hasIPv4Route = false
      }
      #expect(Self.finding(seen) == expected)
    }
  }

  private static func resolving(to addresses: String..., change: (inout Seen) -> Void = { _ in })
    -> Seen
  {
    Seen.open().with { seen in
      seen.dns = addresses.enumerated().map {
        Seen.dns(type: "A\($0)", answers: [("A", $1)])
      }
      seen.plain = []
      seen.hello = []
      change(&seen)
    }
  }

  @Test("does not believe invented addresses, unless another resolver sees (N-23)")
  func invented() {
    #expect(Self.finding(Self.resolving(to: "198.18.0.7")) == .inventedAddresses)
    #expect(Self.finding(Self.resolving(to: "198.18.0.7", "47.95.63.10")) == .sound)
    #expect(Self.finding(Self.resolving(to: "10.0.0.1")) == .sound)
    // A proxy invents addresses for the parent zone's servers too: they are not the target's.
    let other = Seen.dns(role: .delegation, answers: [("A", "198.18.0.7")])
    let sound = Self.resolving(to: "47.95.63.10") { $0.dns?.append(other) }
    #expect(Self.finding(sound) == .sound)
  }

  @Test("cannot see a name of IPv6 alone without IPv6, unless it did")
  func noIPv6() {
    func seen(_ addresses: [String], route: Bool?, probed: Bool) -> Seen {
      Seen.open().with {
        $0.places = addresses.map { Seen.place($0) }
        $0.vantage.hasIPv6Route = route
        if !probed {
          $0.plain = []
          $0.hello = []
        }
      }
    }
    let six = "2409:8c00::1"
    #expect(Self.finding(seen([six], route: false, probed: false)) == .noIPv6)
    #expect(Self.finding(seen([six], route: nil, probed: false)) == .sound)
    #expect(Self.finding(seen([six], route: true, probed: false)) == .sound)
    #expect(Self.finding(seen([six], route: false, probed: true)) == .sound)
    let both = seen([six, "47.95.63.10"], route: false, probed: false)
    #expect(Self.finding(both) == .sound)
    let byHello = seen([six], route: false, probed: true).with { $0.plain = [] }
    #expect(Self.finding(byHello) == .sound)
    let byPage = seen([six], route: false, probed: true).with { $0.hello = [] }
    #expect(Self.finding(byPage) == .sound)
  }

  @Test("has no network when every probe finds no way and the kernel knows none")
  func noWay() {
    func seen(_ plain: Failure, _ hello: Failure, route: Bool?) -> Seen {
      Seen.open().with {
        $0.plain = [.fails(plain)]
        $0.hello = [.fails(hello)]
        $0.vantage.hasIPv4Route = route
      }
    }
    #expect(
      Self.finding(seen(.connectUnreachable, .connectUnreachable, route: false)) == .noNetwork)
    #expect(Self.finding(seen(.connectUnreachable, .connectUnreachable, route: nil)) == .sound)
    #expect(Self.finding(seen(.connectUnreachable, .connectTimeout, route: false)) == .sound)
    #expect(Self.finding(seen(.connectRefused, .connectUnreachable, route: false)) == .sound)
    // Asked over HTTP alone, or in a handshake alone.
    let none = seen(.connectUnreachable, .connectUnreachable, route: false)
    #expect(Self.finding(none.with { $0.hello = [] }) == .noNetwork)
    #expect(Self.finding(none.with { $0.plain = [] }) == .noNetwork)
    let unprobed = Self.resolving(to: "47.95.63.10") { $0.vantage.hasIPv4Route = false }
    #expect(Self.finding(unprobed) == .sound)
  }

  @Test("has no network when the resolver knows not even the root, and no answer came")
  func controls() {
    func seen(_ failures: [Failure?], resolved: Bool = false) -> Seen {
      Seen.open().with { seen in
        seen.places = resolved ? seen.places : []
        seen.dns =
          [resolved ? Seen.dns(answers: [("A", "47.95.63.10")]) : Seen.dns(.dnsServFail)]
          + failures.map { Seen.dns($0, ".", role: .control) }
      }
    }
    #expect(Self.finding(seen([.dnsTimeout])) == .noNetwork)
    #expect(Self.finding(seen([.dnsTimeout, nil])) == .sound)
    #expect(Self.finding(seen([])) == .sound)
    #expect(Self.finding(seen([.dnsTimeout], resolved: true)) == .sound)
    let local = Seen.dns(.local, type: "AAAA")
    #expect(Self.finding(seen([], resolved: true).with { $0.dns?.append(local) }) == .sound)
    #expect(Self.finding(seen([nil]).with { $0.dns?.append(local) }) == .noNetwork)
    let localControl = Seen.dns(.local, ".", role: .delegation)
    #expect(Self.finding(seen([nil]).with { $0.dns?.append(localControl) }) == .sound)
  }
}

@Suite("The reading of the instances")
struct InstanceSignTests {
  private static let now = RecordSignsTests.now

  private static func fact(
    _ state: RecordsDocument.Instance.State = .running, locked: String? = nil,
    expires: Timestamp? = nil, outcome: RecordFact.Outcome = .found
  ) -> RecordFact {
    RecordFact(
      id: "records.9", view: .instances, outcome: outcome,
      instance: outcome == .found
        ? RecordsDocument.Instance(
          provider: "alibaba", id: "i-1", addresses: [], state: state, expiresAt: expires,
          locked: locked) : nil)
  }

  private static func finding(
    _ facts: RecordFact..., alias: String? = nil, registrable: String? = "example.cn"
  ) -> InstanceFinding {
    var evidence = Evidence(records: facts)
    if let alias { evidence.dns = [Seen.dns(answers: [("CNAME", alias)])] }
    let target = Target(kind: .domain, ascii: "www.example.cn", registrable: registrable)
    return Sign<InstanceFinding>.instance(Sight(target, evidence), now).value
  }

  @Test("tells running, stopped, locked and expired apart (T-20)")
  func states() {
    #expect(Self.finding(Self.fact()) == .running)
    #expect(Self.finding(Self.fact(.stopped)) == .stopped)
    #expect(Self.finding(Self.fact(locked: "financial")) == .lockedOrExpired)
    #expect(Self.finding(Self.fact(locked: "")) == .running)
    #expect(Self.finding(Self.fact(expires: Self.now)) == .lockedOrExpired)
    #expect(Self.finding(Self.fact(expires: Self.now.adding(seconds: 1))) == .running)
    #expect(Self.finding(Self.fact(.stopped), Self.fact()) == .running)
    #expect(Self.finding(Self.fact(.stopped), Self.fact(locked: "x")) == .stopped)
    var bare = Self.fact()
    bare.instance = nil
    #expect(Self.finding(bare) == .running)
  }

  @Test("calls an address nobody's only where no alias leads out of the domain")
  func notMine() {
    #expect(Self.finding() == .notCovered)
    let absent = Self.fact(outcome: .absent)
    #expect(Self.finding(absent) == .notMine)
    #expect(Self.finding(absent, alias: "lb.example.cn") == .notMine)
    #expect(Self.finding(absent, alias: "example.cn") == .notMine)
    #expect(Self.finding(absent, alias: "example.cn.w.kunlunsl.com") == .notCovered)
    #expect(Self.finding(absent, alias: "notexample.cn") == .notCovered)
    #expect(Self.finding(absent, alias: "other.cn", registrable: nil) == .notMine)
  }

  @Test("takes other records for no inventory")
  func otherViews() {
    #expect(Self.finding(RecordSignsTests.registry(.absent)) == .notCovered)
  }
}
