import Foundation
import Observation
import Testing

/// A DNS of its own on 127.0.1.x: a registry, a hoster, a hoster who knows nothing, and a resolver.
struct SmallWorld {
  static let isInstalled = Daemon.areInstalled(Daemon.knot, Daemon.unbound, Daemon.kdig)
  static let requirement: Comment = "needs Debian's knot, knot-dnsutils and unbound"

  /// The port of every server, as a port map for 53.
  let port: UInt16
  let registry: NameServer
  let hoster: NameServer
  let resolver: NameServer

  /// Runs `body` in the world.
  static func run<Value>(_ body: (SmallWorld) async throws -> Value) async throws -> Value {
    let addresses = [1, 2, 3, 4, 5, 9].map { "127.0.1.\($0)" }
    let port = try #require(Loopback.freePort(on: addresses))
    // Bound, and never read.
    let silent = try #require(Loopback.bound(SOCK_DGRAM, to: "127.0.1.4", port: port))
    defer { close(silent) }
    var daemons: [Daemon] = []
    defer { daemons.forEach { $0.stop() } }
    daemons.append(try await .knot("127.0.1.1", port: port, zones: [".": root, "cn": registry]))
    daemons.append(
      try await .knot("127.0.1.2", port: port, zones: ["good.cn": good, "helper.cn": helper]))
    daemons.append(try await .knot("127.0.1.3", port: port, zones: ["other.example": other]))
    daemons.append(
      try await .unbound(
        "127.0.1.9", port: port,
        stubs: [
          ".": "127.0.1.1", "cn": "127.0.1.1", "good.cn": "127.0.1.2", "helper.cn": "127.0.1.2",
          "lame.cn": "127.0.1.3", "outside.cn": "127.0.1.3", "silent.cn": "127.0.1.4",
          "dead.cn": "127.0.1.5",
        ]))
    return try await body(
      SmallWorld(
        port: port, registry: #require(NameServer("127.0.1.1")),
        hoster: #require(NameServer("127.0.1.2")), resolver: #require(NameServer("127.0.1.9"))))
  }

  private static let root = """
    . 3600 IN SOA a.root. admin. 1 7200 900 1209600 300
    . IN NS a.root.
    a.root. IN A 127.0.1.1
    cn. IN NS a.dns.cn.
    a.dns.cn. IN A 127.0.1.1

    """

  private static let registry = """
    $ORIGIN cn.
    $TTL 3600
    @ IN SOA a.dns admin 1 7200 900 1209600 300
    @ IN NS a.dns
    a.dns IN A 127.0.1.1
    com IN TXT "an empty place between"
    good IN NS ns1.good
    ns1.good IN A 127.0.1.2
    helper IN NS ns1.good
    lame IN NS ns1.lame
    lame IN NS ns2.lame
    ns1.lame IN A 127.0.1.3
    ns2.lame IN A 127.0.1.5
    outside IN NS far.helper
    silent IN NS ns1.silent
    ns1.silent IN A 127.0.1.4
    dead IN NS ns1.dead
    ns1.dead IN A 127.0.1.5

    """

  private static let good =
    """
    $ORIGIN good.cn.
    $TTL 300
    @ IN SOA ns1 admin 1 7200 900 1209600 60
    @ IN NS ns1
    @ 77 IN A 192.0.2.10
    ns1 IN A 127.0.1.2
    www 60 IN A 192.0.2.1
    www 60 IN A 192.0.2.2
    www 61 IN AAAA 2001:db8::1
    alias 62 IN CNAME www
    chain 63 IN CNAME alias
    chain6 64 IN CNAME v6
    v6 IN AAAA 2001:db8::6
    loop IN CNAME pool
    pool IN CNAME loop
    text IN TXT "no address"
    dangling IN CNAME nothing
    *.wild IN A 192.0.2.99
    xn--fsqu00a IN A 192.0.2.3

    """ + (1...200).map { "many IN A 192.0.2.\($0)\n" }.joined()

  private static let helper = """
    $ORIGIN helper.cn.
    $TTL 300
    @ IN SOA ns1.good.cn. admin 1 7200 900 1209600 60
    @ IN NS ns1.good.cn.
    far IN A 127.0.1.3

    """

  private static let other = """
    $ORIGIN other.example.
    @ 300 IN SOA ns1 admin 1 7200 900 1209600 60
    @ 300 IN NS ns1
    ns1 300 IN A 127.0.1.3

    """
}
