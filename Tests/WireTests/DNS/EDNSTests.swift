import Testing
import Wire

@Suite("EDNS")
struct EDNSTests {
  @Test("carries a client subnet with only the octets its prefix needs")
  func clientSubnet() throws {
    let subnet = try #require(ClientSubnet(address: [114, 114, 115, 255], sourcePrefix: 23))
    #expect(subnet.address == [114, 114, 114, 0])
    #expect(subnet.description == "114.114.114.0/23")
    #expect(subnet.option.octets == hex("0001 17 00 727272"))
    #expect(EDNS(options: [subnet.option]).clientSubnet == subnet)
    let six = try #require(
      ClientSubnet(address: hex("20010db8ffffffff0000000000000001"), sourcePrefix: 33))
    #expect(six.option.octets == hex("0002 21 00 20010db880"))
    #expect(six.description == "2001:db8:8000::/33")
    let all = try #require(ClientSubnet(address: [1, 2, 3, 4], sourcePrefix: 0, scopePrefix: 32))
    #expect(all.option.octets == hex("0001 00 20"))
    let one = try #require(ClientSubnet(address: [1, 2, 3, 4], sourcePrefix: 32))
    #expect(one.address == [1, 2, 3, 4])
    #expect(EDNS(options: [all.option, one.option]).clientSubnet == all)
  }

  @Test("knows no subnet that no address has")
  func impossibleSubnets() {
    #expect(ClientSubnet(address: [1, 2, 3], sourcePrefix: 8) == nil)
    #expect(ClientSubnet(address: [1, 2, 3, 4], sourcePrefix: 33) == nil)
    #expect(ClientSubnet(address: [1, 2, 3, 4], sourcePrefix: -1) == nil)
    #expect(ClientSubnet(address: [1, 2, 3, 4], sourcePrefix: 8, scopePrefix: 33) == nil)
    #expect(ClientSubnet(address: [1, 2, 3, 4], sourcePrefix: 8, scopePrefix: -1) == nil)
  }

  @Test(
    "passes over malformed client subnets",
    arguments: [
      "", "0001 18", "0001 18 00", "0001 18 00 0102", "0001 18 00 01020304", "0003 08 00 01",
      "0101 08 00 01", "0001 21 00 0102030405", "0001 17 00 010203", "0001 18 21 010203",
      "0002 81 00 0000000000000000000000000000000000",
    ])
  func malformedSubnets(_ octets: String) {
    #expect(EDNS(options: [EDNS.Option(code: 8, octets: hex(octets))]).clientSubnet == nil)
    #expect(EDNS(options: [EDNS.Option(code: 9, octets: hex("0001 08 00 01"))]).clientSubnet == nil)
  }

  @Test("tells what a server says about its answer, repaired")
  func extendedErrors() {
    let edns = EDNS(options: [
      ExtendedError(code: 17, text: "已拦截").option,
      EDNS.Option(code: 15, octets: [0]),
      EDNS.Option(code: 16, octets: [0, 1]),
      EDNS.Option(code: 15, octets: [0x01, 0x02, 0x61, 0xFF, 0x1B, 0x09]),
      ExtendedError(code: 3).option,
    ])
    #expect(
      edns.extendedErrors == [
        ExtendedError(code: 17, text: "已拦截"),
        ExtendedError(code: 0x0102, text: "a\u{FFFD}\u{FFFD}\t"),
        ExtendedError(code: 3),
      ])
  }

  @Test("asks with the payload and the subnet it is given")
  func query() throws {
    let name = try #require(DNSName("www.wire.example"))
    let subnet = try #require(ClientSubnet(address: [192, 0, 2, 7], sourcePrefix: 24))
    let plain = DNSMessage.query(id: 0x1234, name: name, type: .a, recursionDesired: true)
    #expect(plain.encoded() == (try Fixture.load("dns/query.bin")))
    let local = DNSMessage.query(
      id: 0x1234, name: name, type: .a, recursionDesired: true, clientSubnet: subnet)
    #expect(local.encoded() == (try Fixture.load("dns/query-subnet.bin")))
    let small = DNSMessage.query(
      id: 1, name: .root, type: .ns, recursionDesired: false, udpPayload: 512)
    #expect(
      small.encoded()
        == hex("0001 0000 0001 0000 0000 0001 00 0002 0001 00 0029 0200 00000000 0000"))
  }
}
