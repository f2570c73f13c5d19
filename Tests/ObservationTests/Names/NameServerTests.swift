import Engine
import Evidence
import Foundation
import Observation
import Testing

@Suite("A name server")
struct NameServerTests {
  @Test(
    "is read as people write it",
    arguments: [
      ("223.5.5.5", "223.5.5.5:53"), ("223.5.5.5:5353", "223.5.5.5:5353"),
      ("2400:3200::1", "[2400:3200::1]:53"), ("[2400:3200::1]", "[2400:3200::1]:53"),
      ("[2400:3200::1]:5353", "[2400:3200::1]:5353"), ("fe80::1%eth0", "[fe80::1%eth0]:53"),
      ("[fe80::1%2]:54", "[fe80::1%2]:54"),
    ])
  func reads(_ text: String, _ description: String) {
    #expect(NameServer(text)?.description(by: [:]) == description)
  }

  @Test(
    "is nothing else",
    arguments: [
      "", ":", "223.5.5.5:", "223.5.5.5:0", "223.5.5.5:65536", "223.5.5.5:+53", "223.5.5.5:a",
      "[223.5.5.5]", "[::1", "[::1]53", "[::1]:", "[[::1]]", "::1%", "223.5.5.5%eth0",
      "dns.alidns.com", "1.2.3",
    ])
  func refuses(_ text: String) {
    #expect(NameServer(text) == nil)
  }

  @Test("has its port mapped where none is written")
  func mapsPorts() {
    #expect(NameServer("127.0.0.1")?.description(by: [53: 5353]) == "127.0.0.1:5353")
    #expect(NameServer("127.0.0.1:53")?.description(by: [53: 5353]) == "127.0.0.1:53")
    #expect(NameServer("127.0.0.1")?.description(by: [80: 8080]) == "127.0.0.1:53")
  }
}

@Suite("The system's resolvers")
struct SystemResolversTests {
  @Test(
    "are read from the configuration as the C library reads it",
    arguments: [
      ("", ["127.0.0.1:53", "[::1]:53"]),
      ("options use-vc\nsearch example.cn\n", ["127.0.0.1:53", "[::1]:53"]),
      ("nameserver 192.0.2.1", ["192.0.2.1:53"]),
      (
        "# a comment\n;nameserver 192.0.2.9\nnameserver\t192.0.2.1 # why\r\n nameserver 2001:db8::1\n",
        ["192.0.2.1:53", "[2001:db8::1]:53"]
      ),
      ("nameserver fe80::1%lo\n", ["[fe80::1%lo]:53"]),
      (
        "nameserver\nnameserver x\nnameserver 192.0.2.1:54\nnameservers 192.0.2.1\n",
        ["127.0.0.1:53", "[::1]:53"]
      ),
      (
        (1...9).map { "nameserver 192.0.2.\($0)\n" }.joined(),
        ["192.0.2.1:53", "192.0.2.2:53", "192.0.2.3:53"]
      ),
      (
        "nameserver 192.0.2.1\n" + String(repeating: "\u{0}junk\u{FFFD}", count: 100_000),
        ["192.0.2.1:53"]
      ),
    ])
  func reads(_ text: String, _ expected: [String]) throws {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "icpdiag-resolv-\(UUID().uuidString)")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    #expect(SystemResolvers.read(path: file.path).map { $0.description(by: [:]) } == expected)
  }

  @Test("are this machine when there is no configuration")
  func hasNone() {
    #expect(
      SystemResolvers.read(path: "/nonexistent/resolv.conf").map { $0.description(by: [:]) }
        == ["127.0.0.1:53", "[::1]:53"])
  }
}

@Suite("The vantage")
struct VantageObserverTests {
  @Test("names the resolvers and the proxy variables, without their values")
  func names() throws {
    let vantage = try VantageObserver.observe(
      resolvers: [#require(NameServer("192.0.2.1"))], portMap: [53: 5353],
      isSet: ["https_proxy", "ALL_PROXY", "PATH"].contains)
    #expect(vantage.resolvers == ["192.0.2.1:5353"])
    #expect(vantage.proxyVariables == ["https_proxy", "ALL_PROXY"])
  }

  @Test("agrees with the kernel's routing table")
  func routes() throws {
    let vantage = VantageObserver.observe(resolvers: [])
    // A default route has destination and mask 0.
    let table = try String(contentsOfFile: "/proc/net/route", encoding: .utf8)
    let hasDefault = table.split(separator: "\n").dropFirst().contains { line in
      let fields = line.split(whereSeparator: \.isWhitespace)
      return fields.count > 7 && fields[1] == "00000000" && fields[7] == "00000000"
    }
    #expect(vantage.hasIPv4Route != nil)
    if hasDefault {
      #expect(vantage.hasIPv4Route == true)
    }
  }

  @Test("reads the environment")
  func readsEnvironment() {
    #expect(!VantageObserver.isSet("ICPDIAG_TEST_UNSET"))
    #expect(VantageObserver.isSet("PATH"))
  }
}
