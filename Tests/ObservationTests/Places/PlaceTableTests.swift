import Evidence
import Observation
import Testing

@Suite("The embedded place table")
struct PlaceTableTests {
  let table = PlaceTable.embedded

  private func look(_ text: String) throws -> (area: Place.Area?, provider: String?) {
    let answer = table.answer(for: try #require(IPAddress(text)))
    return (answer.location?.area, answer.owner?.provider)
  }

  /// Facts R-65 (published lists) and, for IPv6, Alibaba's public name server.
  @Test(
    "knows clouds in the mainland",
    arguments: [
      ("47.96.0.1", "alibaba"), ("8.129.0.1", "alibaba"), ("101.132.0.1", "alibaba"),
      ("120.24.0.1", "alibaba"), ("47.95.63.10", "alibaba"), ("120.53.0.1", "tencent"),
      ("118.24.0.1", "tencent"), ("101.43.0.1", "tencent"), ("124.70.0.1", "huawei"),
      ("2400:3200::1", "alibaba"), ("2400:3200:baba::1", "alibaba"),
    ])
  func mainland(address: String, provider: String) throws {
    #expect(try look(address) == (.mainland, provider))
  }

  @Test(
    "does not take a Chinese cloud abroad for the mainland",
    arguments: [
      ("47.74.0.1", "alibaba", Place.Area.elsewhere), ("47.88.0.1", "alibaba", .elsewhere),
      ("47.56.0.1", "alibaba", .hongKong), ("47.243.0.1", "alibaba", .hongKong),
      ("8.210.0.1", "alibaba", .hongKong), ("43.135.0.1", "tencent", .hongKong),
      ("119.28.0.1", "tencent", .hongKong),
    ])
  func abroad(address: String, provider: String, area: Place.Area) throws {
    #expect(try look(address) == (area, provider))
  }

  @Test(
    "keeps Hong Kong, Macao and Taiwan apart from the mainland",
    arguments: [
      ("202.45.84.58", Place.Area.hongKong, "HK"), ("202.175.3.3", .macao, "MO"),
      ("168.95.1.1", .taiwan, "TW"), ("2001:b000:168::1", .taiwan, "TW"),
      ("114.114.114.114", .mainland, "CN"),
    ])
  func areas(address: String, area: Place.Area, country: String) throws {
    let answer = table.answer(for: try #require(IPAddress(address)))
    #expect(answer.location?.area == area)
    #expect(answer.location?.country == country)
  }

  @Test("knows the area of a hole in the provider lists, and claims no provider (facts R-64)")
  func hole() throws {
    #expect(try look("114.115.0.1") == (.mainland, nil))
  }

  @Test(
    "answers nothing where the data has nothing", arguments: ["0.0.0.0", "10.0.0.1", "fe80::1"])
  func nothing(address: String) throws {
    #expect(table.answer(for: try #require(IPAddress(address))) == PlaceAnswer())
  }

  @Test(
    "answers at both ends of the address space",
    arguments: ["255.255.255.255", "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"])
  func ends(address: String) throws {
    #expect(try look(address) == (nil, nil))
  }

  @Test(
    "is sorted, begins at zero, and every range has a value",
    arguments: [
      IPAddress.Family.v4, .v6,
    ])
  func integrity(family: IPAddress.Family) throws {
    let count = family == .v4 ? table.count.v4 : table.count.v6
    try #require(count > 20_000)
    var last: IPAddress?
    for index in 0..<count {
      let range = try #require(table.range(family, index))
      #expect(range.answer != nil)
      if let last {
        try #require(last < range.first)
      } else {
        #expect(range.first.bits == 0)
      }
      last = range.first
    }
    #expect(table.range(family, count) == nil)
    #expect(table.range(family, -1) == nil)
  }

  @Test("changes its answer exactly where a range begins")
  func edges() throws {
    for family in [IPAddress.Family.v4, .v6] {
      let count = family == .v4 ? table.count.v4 : table.count.v6
      for index in stride(from: 1, to: count, by: 97) {
        let range = try #require(table.range(family, index))
        let before = try #require(table.range(family, index - 1))
        let end = IPAddress(family: family, bits: range.first.bits - 1)
        #expect(table.answer(for: range.first) == range.answer)
        #expect(table.answer(for: end) == before.answer)
      }
    }
  }

  @Test("says whose data it is, of when, and under which licence")
  func notice() throws {
    let area = try #require(table.data.first { $0.gives == ["area"] })
    let provider = try #require(table.data.first { $0.gives == ["provider"] })
    #expect(area.licence == "CC BY 4.0")
    #expect(provider.licence == "CC BY-SA 4.0")
    for data in [area, provider] {
      #expect(data.date != nil)
      #expect(data.licenceUrl?.hasPrefix("https://creativecommons.org/") == true)
      #expect(data.attribution?.isEmpty == false)
      #expect(data.entries == table.count.v4 + table.count.v6)
    }
  }

  @Test("turns an AS number into a provider, and only those it knows")
  func systems() {
    #expect(table.provider(ofSystem: 37963) == "alibaba")
    #expect(table.provider(ofSystem: 45102) == "alibaba")
    #expect(table.provider(ofSystem: 45090) == "tencent")
    #expect(table.provider(ofSystem: 58593) == "azure-china")
    #expect(table.provider(ofSystem: 4134) == nil)
    #expect(table.provider(ofSystem: 0) == nil)
    #expect(table.provider(ofSystem: .max) == nil)
  }
}

@Suite("A place table")
struct PlaceTableFormatTests {
  /// Two IPv4 ranges, one IPv6 range, in the format of make-places.py.
  static let octets: [UInt8] =
    Array("ICPPLACE".utf8)
    + [1, 2, 1, 2, 1, 1, 22, 0].flatMap { [$0, 0, 0, 0] as [UInt8] }
    + [0, 0, 0, 0, 0, 0, 0, 0]
    + [0, 0, 0, 0] + [0, 0, 0, 1]
    + [0x4B, 0x94, 0, 0]
    + [0] + [0, 1]
    + [0, 0] + [1, 1]
    + [0]
    + Array("alibaba".utf8) + [UInt8](repeating: 0, count: 9)
    + Array("areas\t2026\nowners\t2026".utf8)

  @Test("is read as make-places.py describes it")
  func reads() throws {
    let table = try #require(PlaceTable(Self.octets))
    let inside = table.answer(for: try #require(IPAddress("1.0.0.0")))
    #expect(inside.location?.area == .mainland)
    #expect(inside.owner?.provider == "alibaba")
    #expect(table.answer(for: try #require(IPAddress("0.255.255.255"))) == PlaceAnswer())
    #expect(table.answer(for: try #require(IPAddress("2400::1"))) == PlaceAnswer())
    #expect(table.provider(ofSystem: 37963) == "alibaba")
  }

  @Test("is refused when it ends early, at whatever octet")
  func truncated() {
    for count in Self.octets.indices {
      #expect(PlaceTable(Array(Self.octets[..<count])) == nil)
    }
    #expect(PlaceTable(Self.octets + [0]) == nil)
  }

  @Test("never traps on a damaged octet")
  func damaged() {
    for index in Self.octets.indices {
      for octet: UInt8 in [0, 1, 0x7F, 0xFF] {
        var octets = Self.octets
        octets[index] = octet
        guard let table = PlaceTable(octets) else { continue }
        for address in ["0.0.0.0", "1.2.3.4", "255.255.255.255", "2400::1"] {
          guard let address = IPAddress(address) else { continue }
          #expect(table.answer(for: address).owner?.provider?.isEmpty != true)
        }
      }
    }
  }
}
