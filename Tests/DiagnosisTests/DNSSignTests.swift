import Evidence
import Testing

@testable import Diagnosis

@Suite("The reading of the name servers' answers")
struct DNSSignTests {
  struct Row: CustomTestStringConvertible {
    let testDescription: String
    let exchanges: [DNSExchange]
    let expected: DNSFinding
    /// Ids that the finding must cite.
    let because: Set<String>

    init(
      _ fact: String, _ exchanges: [DNSExchange], _ expected: DNSFinding, because: Set<String> = []
    ) {
      testDescription = fact
      self.exchanges = exchanges
      self.expected = expected
      self.because = because
    }
  }

  static let target = Target(
    kind: .domain, ascii: "www.example.cn", unicode: "www.example.cn", registrable: "example.cn")

  private static let holders = ["expirens3.hichina.com", "EXPIRENS4.HiChina.com"]
  private static let delegation = Seen.dns(role: .parent, authority: [("example.cn", "ns1.a.cn")])
  private static func own(_ failure: Failure?) -> DNSExchange {
    Seen.dns(failure, role: .authoritative)
  }

  static let rows: [Row] = [
    Row("an address", [Seen.dns(answers: [("A", "47.95.63.10")])], .resolved),
    Row(
      "Q-01: two resolvers, one of which denies the name",
      [Seen.dns(answers: [("A", "47.95.63.10")]), Seen.dns(.dnsNXDomain, type: "AAAA")],
      .disagreeing, because: ["dns.resolver.www.example.cn.A", "dns.resolver.www.example.cn.AAAA"]),
    Row(
      "the apex does not exist, the name does",
      [Seen.dns(answers: [("A", "47.95.63.10")]), Seen.dns(.dnsNXDomain, "example.cn")],
      .resolved),
    Row(
      "no IPv6 address beside one of IPv4 is no contradiction",
      [Seen.dns(answers: [("A", "47.95.63.10")]), Seen.dns(.dnsNoData, type: "AAAA")],
      .resolved),
    Row("R-66: a private address", [Seen.dns(answers: [("A", "10.0.0.1")])], .nonPublic),
    Row(
      "one public address is enough",
      [Seen.dns(answers: [("A", "10.0.0.1"), ("A", "47.95.63.10")])], .resolved),
    Row("the name does not exist", [Seen.dns(.dnsNXDomain)], .noSuchName),
    Row(
      "N-12: the registrar's servers for expired names",
      [Seen.dns(.dnsNXDomain), Seen.dns(role: .parent, authority: [("example.cn", holders[0])])],
      .held, because: ["dns.parent.www.example.cn.A", "dns.resolver.www.example.cn.A"]),
    Row(
      "N-14: in capitals, in the answer",
      [
        Seen.dns(.dnsServFail), Seen.dns(role: .delegation, answers: [("NS", holders[1])]),
      ], .held),
    Row(
      "the registrar's usual servers hold nothing",
      [
        Seen.dns(.dnsNXDomain),
        Seen.dns(role: .parent, authority: [("example.cn", "dns3.hichina.com")]),
      ], .noSuchName),
    Row(
      "a text that names them is no delegation",
      [Seen.dns(.dnsNoData), Seen.dns(role: .delegation, answers: [("TXT", holders[0])])],
      .noAddress),
    Row(
      "an alias that leads nowhere",
      [Seen.dns(.dnsNXDomain, answers: [("CNAME", "gone.other.cn")])], .aliasToNowhere),
    Row(
      "an alias of the delegation's servers is not the name's",
      [Seen.dns(.dnsNXDomain), Seen.dns(role: .delegation, answers: [("CNAME", "x.cn")])],
      .noSuchName),
    Row(
      "the resolver knows no such domain",
      [Seen.dns(.dnsNXDomain), Seen.dns(.dnsNXDomain, "example.cn")], .notDelegated,
      because: ["dns.resolver.example.cn.A"]),
    Row(
      "the way to the domain ends in the parent zone",
      [Seen.dns(.dnsNXDomain), Seen.dns(.dnsNXDomain, "example.cn", role: .delegation)],
      .notDelegated, because: ["dns.delegation.example.cn.A"]),
    Row(
      "the domain's own servers deny its apex: a zone, if an odd one",
      [Seen.dns(.dnsNXDomain), Seen.dns(.dnsNXDomain, "example.cn", role: .authoritative)],
      .noSuchName),
    Row(
      "another name's absence says nothing of the domain",
      [Seen.dns(.dnsNXDomain), Seen.dns(.dnsNXDomain, "ns1.example.cn", role: .delegation)],
      .noSuchName),
    Row(
      "the domain is there, without an address",
      [Seen.dns(.dnsNXDomain), Seen.dns(.dnsNoData, "example.cn")], .noSuchName),
    Row(
      "the resolver denies a domain that the parent zone delegates",
      [Seen.dns(.dnsNXDomain, "example.cn"), delegation], .disagreeing,
      because: ["dns.resolver.example.cn.A", "dns.parent.www.example.cn.A"]),
    Row(
      "the domain is delegated, and this name in it does not exist",
      [Seen.dns(.dnsNXDomain), delegation], .noSuchName),
    Row(
      "the parent zone speaks of another domain",
      [
        Seen.dns(.dnsNXDomain, "example.cn"),
        Seen.dns(role: .parent, authority: [("other.cn", "ns1.a.cn")]),
      ], .notDelegated),
    Row(
      "servers named by another than the parent zone prove no delegation",
      [
        Seen.dns(.dnsNXDomain, "example.cn"),
        Seen.dns(role: .authoritative, authority: [("example.cn", "ns1.a.cn")]),
      ], .notDelegated),
    Row(
      "the domain's start of authority is no delegation",
      [
        Seen.dns(.dnsNXDomain, "example.cn"),
        Seen.dns(nil, "example.cn", role: .parent, answers: [("SOA", "ns1.a.cn")]),
      ], .notDelegated),
    Row(
      "no address of either kind",
      [Seen.dns(.dnsNoData), Seen.dns(.dnsNoData, type: "AAAA")], .noAddress),
    Row(
      "no address of one kind, and the question for the other failed",
      [Seen.dns(.dnsNoData), Seen.dns(.dnsServFail, type: "AAAA")], .broken),
    Row(
      "the domain's servers are silent, whatever the resolver makes of it",
      [Seen.dns(.dnsServFail), own(.dnsTimeout), own(.connectTimeout)], .silent,
      because: ["dns.authoritative.www.example.cn.A"]),
    Row(
      "nobody listens there",
      [Seen.dns(.dnsServFail), own(.connectRefused), own(.connectUnreachable), own(.timeout)],
      .silent),
    Row(
      "one of them refuses: lame, not silent",
      [Seen.dns(.dnsServFail), own(.dnsTimeout), own(.dnsRefused)], .broken),
    Row("one of them answers", [Seen.dns(.dnsServFail), own(nil)], .broken),
    Row("the resolver fails", [Seen.dns(.dnsServFail)], .broken),
    Row("the resolver refuses", [Seen.dns(.dnsRefused)], .broken),
    Row("the resolver is silent", [Seen.dns(.dnsTimeout)], .silent),
    Row("nobody was asked", [], .silent),
  ]

  @Test("is what each row says", arguments: rows)
  func reads(_ row: Row) {
    let sign = Sign<DNSFinding>.dns(Self.target, Evidence(dns: row.exchanges))
    #expect(sign.value == row.expected)
    #expect(Set(sign.because).isSuperset(of: row.because))
  }

  @Test("is not asked of an address, and granted where the user names the address")
  func unasked() {
    let address = Target(kind: .address, ascii: "47.95.63.10")
    #expect(Sign<DNSFinding>.dns(address, Evidence()).value == .notAsked)
    let evidence = Evidence(
      request: Evidence.Request(at: [Seen.place("47.95.63.10").address]),
      dns: [Seen.dns(.dnsNXDomain)])
    #expect(Sign<DNSFinding>.dns(Self.target, evidence).value == .resolved)
  }

  @Test("does not count a range as private that the user's own table places")
  func ownPlaces() {
    var evidence = Evidence(dns: [Seen.dns(answers: [("A", "10.0.0.1")])])
    var place = Seen.place("10.0.0.1")
    place.isUserDefined = true
    evidence.places = [place]
    #expect(Sign<DNSFinding>.dns(Self.target, evidence).value == .resolved)
  }
}
