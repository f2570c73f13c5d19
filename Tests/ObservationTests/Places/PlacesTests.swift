import Evidence
import Observation
import TestSupport
import Testing

@Suite("Places")
struct PlacesTests {
  static let tinyDatabase = Fixture.path("places/tiny.mmdb")

  private func place(_ text: String, in places: Places) throws -> Place {
    places.place(of: try #require(IPAddress(text)))
  }

  private func places(
    _ table: String? = nil, database: String? = nil, folder: PlacesFolder? = nil
  ) throws -> Places {
    guard let table else { return try Places(database: database, folder: folder) }
    let file = try TemporaryFolder()
    let path = try file.write("mine.csv", table)
    return try Places(tables: [path], database: database, folder: folder)
  }

  @Test("cite the deciding table first")
  func sources() throws {
    let found = try place("47.96.0.1", in: Places())
    #expect(found.area == .mainland)
    #expect(found.provider == "alibaba")
    #expect(found.sources.count == 2)
    #expect(found.sources.first?.hasPrefix("DB-IP Lite") == true)
    #expect(!found.isUserDefined)
  }

  @Test(
    "have none for a range that is not public",
    arguments: [
      "198.18.0.1", "198.19.255.255", "127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.255",
      "192.168.1.1", "100.64.0.1", "169.254.1.1", "0.0.0.0", "224.0.0.1", "255.255.255.255",
      "fe80::1", "fd00::1", "::1", "::", "ff02::1", "2001:db8::1",
    ])
  func notPublic(address: String) throws {
    // A database that claims the whole of IPv4 changes nothing about it.
    let found = try place(address, in: Places(database: Self.tinyDatabase))
    #expect(found.area == .unknown)
    #expect(found.provider == nil)
    #expect(found.country == nil)
    #expect(found.sources == [])
  }

  @Test(
    "go on right beside a range that is not public",
    arguments: ["172.32.0.1", "198.20.0.1", "100.128.0.1", "11.0.0.1", "223.255.255.1"])
  func besidePrivate(address: String) throws {
    #expect(try #require(IPAddress(address)).isPublic)
  }

  @Test("let the user's table outrank every other, field by field")
  func userTable() throws {
    let places = try places(
      "47.96.0.0/16,mycloud,,hong-kong\n47.97.0.0/16,mycloud\n10.0.0.0/8,,,mainland")
    let whole = try place("47.96.0.1", in: places)
    #expect(whole.area == .hongKong)
    #expect(whole.country == "HK")
    #expect(whole.provider == "mycloud")
    #expect(whole.sources == ["mine.csv"])
    #expect(whole.isUserDefined)

    let owner = try place("47.97.0.1", in: places)
    #expect(owner.area == .mainland)
    #expect(owner.provider == "mycloud")
    #expect(owner.sources.last == "mine.csv")

    let own = try place("10.1.2.3", in: places)
    #expect(own.area == .mainland)
    #expect(own.isUserDefined)

    #expect(try place("47.98.0.1", in: places).provider == "alibaba")
  }

  @Test("never take a country from another table than the area")
  func wholeHalves() throws {
    let found = try place("47.96.0.1", in: places("47.96.0.0/16,,,elsewhere"))
    #expect(found.area == .elsewhere)
    #expect(found.country == nil)
  }

  @Test("rank a database of this run below the user's table and above the rest")
  func database() throws {
    let places = try places("1.2.3.0/24,,,taiwan", database: Self.tinyDatabase)
    #expect(try place("1.2.3.4", in: places).area == .taiwan)
    #expect(try place("1.2.4.4", in: places).area == .mainland)
    #expect(try place("1.2.4.4", in: places).sources.first == "icpdiag-test 2026-08-01")
    #expect(try place("47.96.0.1", in: places).area == .mainland)
  }

  @Test("say which tables they are made of, highest rank first")
  func data() throws {
    let places = try places("1.2.3.0/24,,,taiwan", database: Self.tinyDatabase)
    #expect(places.data.map(\.name).prefix(2) == ["mine.csv", "icpdiag-test 2026-08-01"])
    #expect(places.version.contains("DB-IP Lite"))
  }

  @Test("report a missing file as missing, and a faulty one whole")
  func errors() throws {
    #expect(throws: PlacesError(.missing, "")) { try Places(tables: ["/nonexistent/x.csv"]) }
    #expect(throws: PlacesError(.missing, "")) { try Places(database: "/nonexistent/x.mmdb") }
    #expect(throws: PlacesError(.badData, "")) { try places("1.2.3.0/24,,,taiwan\nx,y") }
    #expect(throws: PlacesError(.badData, "")) {
      try Places(database: Fixture.path("places/origin.md"))
    }
  }
}

@Suite("A MaxMind database")
struct MMDBTests {
  let database: MMDB

  init() throws {
    database = try MMDB(path: PlacesTests.tinyDatabase)
  }

  private func answer(_ text: String) throws -> PlaceAnswer {
    database.answer(for: try #require(IPAddress(text)))
  }

  @Test(
    "gives the area and the exact country",
    arguments: [
      ("1.2.3.4", Place.Area.mainland, "CN"), ("1.3.0.0", .hongKong, "HK"),
      ("1.4.255.255", .elsewhere, "SG"), ("1.5.0.1", .macao, "MO"), ("2400:1234::1", .taiwan, "TW"),
    ])
  func countries(address: String, area: Place.Area, country: String) throws {
    let location = try answer(address).location
    #expect(location?.area == area)
    #expect(location?.country == country)
  }

  @Test("gives the provider by AS number, with or without a country")
  func systems() throws {
    #expect(try answer("1.3.0.1").owner?.provider == "alibaba")
    #expect(try answer("1.7.0.1").owner?.provider == "alibaba")
    #expect(try answer("1.7.0.1").location == nil)
  }

  @Test(
    "says nothing where the record is absent, no country, of another shape or junk",
    arguments: ["8.8.8.8", "1.6.0.1", "1.8.0.1", "1.9.0.1", "2400:1235::1"])
  func nothing(address: String) throws {
    #expect(try answer(address) == PlaceAnswer())
  }

  @Test("is dated by its own build time")
  func date() {
    #expect(database.data.first?.date == Timestamp(rfc3339: "2026-08-01T00:00:00Z"))
  }

  @Test("is never trapped by damage")
  func damaged() throws {
    let octets = try FileOctets.read(PlacesTests.tinyDatabase, limit: 1 << 20)
    let folder = try TemporaryFolder()
    var random = SeededGenerator(seed: 3)
    for _ in 0..<200 {
      var damaged = octets
      for _ in 0..<8 {
        damaged[Int.random(in: damaged.indices, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      let path = try folder.write("x.mmdb", damaged)
      guard let database = try? MMDB(path: path) else { continue }
      for address in ["1.2.3.4", "1.3.0.1", "1.9.0.1", "2400:1234::1"] {
        let answer = database.answer(for: try #require(IPAddress(address)))
        #expect(answer.location?.country?.count ?? 2 == 2)
      }
    }
  }
}
