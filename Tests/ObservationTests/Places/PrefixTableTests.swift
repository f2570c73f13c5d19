import Evidence
import Observation
import TestSupport
import Testing

@Suite("A prefix table")
struct PrefixTableTests {
  private func table(_ text: String) throws -> PrefixTable {
    try PrefixTable(reading: Array(text.utf8), name: "mine.csv")
  }

  private func fault(_ text: String) throws -> String {
    let error = #expect(throws: PlacesError.self) { try table(text) }
    #expect(error?.code == .badData)
    return try #require(error?.message)
  }

  @Test("passes over byte order mark, header, comments, blank lines and line ends of any kind")
  func layout() throws {
    let text =
      "\u{FEFF}# mine\r\ncidr,provider,region,area\r\n\r\n"
      + " 10.0.0.0/8 , alibaba ,\"cn-hangzhou\",  # office\r\n\n10.1.0.0/16,tencent"
    let rows = try table(text).rows
    #expect(rows.map(\.provider) == ["alibaba", "tencent"])
    #expect(rows.map(\.region) == ["cn-hangzhou", nil])
    #expect(rows.map(\.area) == [.mainland, nil])
  }

  @Test("takes the order of the columns from the header and leaves others alone")
  func columns() throws {
    let row = try #require(
      try table("area,note,cidr\nhong-kong,ours,203.0.113.0/24\n").rows.first)
    #expect(row.area == .hongKong)
    #expect(row.prefix == IPPrefix("203.0.113.0/24"))
    #expect(row.provider == nil)
  }

  @Test(
    "derives the area from the region where the region tells",
    arguments: [
      ("alibaba", "cn-hangzhou", Place.Area.mainland), ("alibaba", "cn-hongkong", .hongKong),
      ("alibaba", "cn-wuhan-lr", .mainland), ("alibaba", "ap-southeast-1", .elsewhere),
      ("huawei", "ap-southeast-1", nil), ("tencent", "ap-beijing", .mainland),
      ("tencent", "ap-hongkong", .hongKong), ("tencent", "ap-singapore", .elsewhere),
      ("tencent", "ap-shenzhen-fsi", nil), ("aws-china", "cn-northwest-1", .mainland),
      ("aws", "us-east-1", .elsewhere), ("kingsoft", "cn-hongkong-2", .hongKong),
      ("mycloud", "room-3", nil),
    ])
  func regions(provider: String, region: String, area: Place.Area?) throws {
    let row = try #require(try table("192.0.2.0/24,\(provider),\(region),").rows.first)
    #expect(row.area == area)
  }

  @Test("lets a written area outrank the region")
  func written() throws {
    let row = try #require(try table("192.0.2.0/24,alibaba,cn-hangzhou,elsewhere").rows.first)
    #expect(row.area == .elsewhere)
  }

  @Test("takes a list of bare blocks for the provider it is given for")
  func bare() throws {
    let list = try PrefixTable(
      reading: Array("47.96.0.0/11\n2400:3200::/32\n8.8.8.8\n".utf8), name: "l", provider: "alibaba"
    )
    #expect(list.rows.map(\.provider) == ["alibaba", "alibaba", "alibaba"])
    #expect(list.rows.map(\.prefix.length) == [11, 32, 32])
    #expect(list.rows.allSatisfy { $0.area == nil })
  }

  @Test(
    "names file, line and remedy of a fault",
    arguments: [
      ("10.0.0.1/8,a", "mine.csv:1: '10.0.0.1/8' has host bits set; write 10.0.0.0/8"),
      ("10.0.0.0/33,a", "mine.csv:1: '10.0.0.0/33' is no block of addresses; write it like"),
      ("10.0.0.0/8,,,mainlnd", "'mainlnd' is no area; write one of mainland, hong-kong"),
      ("10.0.0.0/8,Ali Baba", "'Ali Baba' is no id; use lower-case letters"),
      ("10.0.0.0/8", "says nothing of the block"),
      (",alibaba", "names no block of addresses"),
      ("10.0.0.0/8,a,b,mainland,x", "has 5 fields"),
      ("10.0.0.0/8,a\n\n10.0.0.0/8,b", "mine.csv:3: contradicts line 1 on 10.0.0.0/8"),
    ])
  func faults(text: String, expected: String) throws {
    #expect(try fault(text).contains(expected))
  }

  @Test("names every faulty line, up to twenty, and how many more there are")
  func manyFaults() throws {
    let lines = try fault("10.0.0.0/8,a\n" + String(repeating: "x,a\n", count: 25))
      .split(separator: "\n")
    #expect(lines.count == 21)
    #expect(lines.first?.hasPrefix("mine.csv:2:") == true)
    #expect(lines.last == "mine.csv: and 5 more")
  }

  @Test("refuses octets that are not UTF-8")
  func encoding() {
    #expect(throws: PlacesError.self) {
      try PrefixTable(reading: Array("10.0.0.0/8,".utf8) + [0xFF, 0x0A], name: "x")
    }
  }

  @Test("refuses a file without a block", arguments: ["", "# nothing\n", "cidr,provider\n"])
  func empty(text: String) throws {
    #expect(try fault(text).contains("holds no block"))
  }

  @Test("reads the same line twice as one")
  func repeated() throws {
    #expect(try table("10.0.0.0/8,a\n10.0.0.0/8,a\n").rows.count == 1)
  }

  @Test("writes text that reads back as itself")
  func roundTrip() throws {
    let written = try table(
      "10.0.0.0/8,alibaba,cn-hangzhou,\n2001:db8::/32,,,taiwan\n::/0,x,y,unknown\n")
    #expect(try table(written.text) == written)
  }
}

@Suite("A prefix list")
struct PrefixListTests {
  private func list(_ text: String) throws -> PrefixList {
    let table = try PrefixTable(reading: Array(text.utf8), name: "t")
    return PrefixList(table.rows(citedAs: "t"))
  }

  private func provider(_ address: String, in list: PrefixList) throws -> String? {
    list.answer(for: try #require(IPAddress(address))).owner?.provider
  }

  @Test("lets the longest block decide, wherever it stands in the file")
  func longest() throws {
    let list = try list("10.1.0.0/16,b\n10.0.0.0/8,a\n10.1.2.0/24,c\n10.255.255.255/32,d\n")
    #expect(try provider("10.0.0.0", in: list) == "a")
    #expect(try provider("10.1.0.0", in: list) == "b")
    #expect(try provider("10.1.2.255", in: list) == "c")
    #expect(try provider("10.1.3.0", in: list) == "b")
    #expect(try provider("10.2.0.0", in: list) == "a")
    #expect(try provider("10.255.255.255", in: list) == "d")
    #expect(try provider("11.0.0.0", in: list) == nil)
    #expect(try provider("9.255.255.255", in: list) == nil)
  }

  @Test("covers the whole of either family with a block of length 0")
  func whole() throws {
    let list = try list("0.0.0.0/0,a\n::/0,b\n::/80,c\n")
    #expect(try provider("0.0.0.0", in: list) == "a")
    #expect(try provider("255.255.255.255", in: list) == "a")
    #expect(try provider("::1", in: list) == "c")
    #expect(try provider("0:0:0:0:1::", in: list) == "b")
    #expect(try provider("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", in: list) == "b")
  }

  @Test("takes what a block leaves open from the block around it, each half whole")
  func filling() throws {
    let list = try list("10.0.0.0/8,alibaba,cn-hangzhou,\n10.1.0.0/16,,,hong-kong\n10.2.0.0/16,b\n")
    let inner = list.answer(for: try #require(IPAddress("10.1.0.1")))
    #expect(inner.location?.area == .hongKong)
    #expect(inner.location?.country == "HK")
    #expect(inner.owner?.region == "cn-hangzhou")
    let other = list.answer(for: try #require(IPAddress("10.2.0.1")))
    #expect(other.owner?.provider == "b")
    #expect(other.owner?.region == nil)
    #expect(other.location?.area == .mainland)
  }

  @Test("agrees with asking every block in turn")
  func exhaustive() throws {
    var random = SeededGenerator(seed: 7)
    var rows: [String: String] = [:]
    for index in 0..<300 {
      let length = Int.random(in: 8...32, using: &random)
      let bits = UInt32.random(in: 0x0A00_0000...0x0A0F_FFFF, using: &random)
      let address = IPAddress(family: .v4, bits: UInt128(bits))
      rows[try #require(IPPrefix.around("\(address)/\(length)")).description] = "p\(index)"
    }
    let blocks = try rows.map { (try #require(IPPrefix($0.key)), $0.value) }
    let list = try list(rows.map { "\($0.key),\($0.value)\n" }.joined())
    for _ in 0..<3_000 {
      let bits = UInt32.random(in: 0x09FF_FF00...0x0A10_00FF, using: &random)
      let address = IPAddress(family: .v4, bits: UInt128(bits))
      let expected = blocks.filter { $0.0.contains(address) }.max { $0.0.length < $1.0.length }
      #expect(list.answer(for: address).owner?.provider == expected?.1)
    }
  }
}
