import Testing
import Wire

@Suite("The presentation of a record")
struct RecordTextTests {
  @Test(
    "writes IPv6 addresses as RFC 5952 asks",
    arguments: [
      ("00000000000000000000000000000000", "::"),
      ("00000000000000000000000000000001", "::1"),
      ("20010db8000000000000000000000000", "2001:db8::"),
      ("20010db8000000000001000000000001", "2001:db8::1:0:0:1"),
      ("20010db8000100000000000100000000", "2001:db8:1::1:0:0"),
      ("20010db8000100000001000200030004", "2001:db8:1:0:1:2:3:4"),
      ("20010db800010002000300040005000a", "2001:db8:1:2:3:4:5:a"),
      ("00000000000000000000ffffc0000201", "::ffff:192.0.2.1"),
      ("0000000000000000000000000000ff00", "::ff00"),
      ("00010000000000000000000000000000", "1::"),
    ])
  func ipv6(_ octets: String, _ text: String) {
    #expect(RecordData.aaaa(hex(octets)).presentation == text)
  }

  @Test("writes each kind of data as zone files do, names without a trailing dot")
  func kinds() throws {
    let name = try #require(DNSName("Mail.example.cn"))
    let soa = RecordData.SOA(
      mname: name, rname: .root, serial: 1, refresh: 2, retry: 3, expire: 4, minimum: .max)
    #expect(RecordData.a([192, 0, 2, 255]).presentation == "192.0.2.255")
    #expect(RecordData.name(name).presentation == "mail.example.cn")
    #expect(RecordData.mx(preference: 10, exchange: name).presentation == "10 mail.example.cn")
    #expect(RecordData.soa(soa).presentation == "mail.example.cn . 1 2 3 4 4294967295")
    #expect(RecordData.opaque([0xDE, 0xAD]).presentation == "\\# 2 dead")
    #expect(RecordData.opaque([]).presentation == "\\# 0")
    #expect(RecordData.a([1, 2, 3]).presentation == "\\# 3 010203")
  }

  @Test("escapes whatever could reach a terminal")
  func escapes() {
    let octets = Array("a \"b\" \\ \u{1B}[2J\u{7}\0中".utf8)
    #expect(
      RecordData.txt([octets, []]).presentation
        == #""a \"b\" \\ \027[2J\007\000\228\184\173" """#)
    #expect(RecordData.txt([]).presentation == "")
  }

  @Test("is bounded, whatever the record holds")
  func bounded() {
    let string = [UInt8](repeating: 0x61, count: 255)
    let long = RecordData.txt(Array(repeating: string, count: 250)).presentation
    #expect(long.hasSuffix(#"" …"#))
    #expect(long.utf8.count < 2 * RecordData.presentationLimit)
    let empty = RecordData.txt(Array(repeating: [], count: 60_000)).presentation
    #expect(empty.utf8.count < 4 * RecordData.presentationLimit)
    #expect(empty.hasSuffix(#"" …"#))
    // Four strings of 256 octets with their lengths fill the bound exactly: nothing is left out.
    #expect(!RecordData.txt(Array(repeating: string, count: 4)).presentation.contains("…"))
    let opaque = RecordData.opaque([UInt8](repeating: 0xAB, count: 1025)).presentation
    #expect(opaque.hasPrefix("\\# 1025 abab"))
    #expect(opaque.hasSuffix("ab…"))
    #expect(!RecordData.opaque([UInt8](repeating: 1, count: 1024)).presentation.contains("…"))
  }

  @Test("is a line with owner, TTL, class and type")
  func line() throws {
    let name = try #require(DNSName("Example.CN"))
    var record = Record(name: name, type: .a, ttl: 60, data: .a([192, 0, 2, 1]))
    #expect(record.description == "example.cn 60 IN A 192.0.2.1")
    record.class = 3
    #expect(record.description == "example.cn 60 CLASS3 A 192.0.2.1")
  }
}
