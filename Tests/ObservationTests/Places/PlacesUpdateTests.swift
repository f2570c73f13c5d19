import Evidence
import Observation
import Testing

@Suite("Updating places")
struct PlacesUpdateTests {
  let temporary: TemporaryFolder
  let folder: PlacesFolder
  let now: Timestamp

  init() throws {
    temporary = try TemporaryFolder()
    folder = PlacesFolder(path: "\(temporary.path)/share/icpdiag/places")
    now = try #require(Timestamp(rfc3339: "2026-08-22T03:10:00Z"))
  }

  private func place(_ text: String) throws -> Place {
    try Places(folder: folder).place(of: try #require(IPAddress(text)))
  }

  @Test("takes a provider's list, which says whose and leaves where to the other tables")
  func providerList() async throws {
    let list = try temporary.write("list.txt", "114.115.0.0/16\n47.243.0.0/16\n")
    let taken = try await PlacesUpdate(folder: folder)
      .run(from: list, provider: "huawei", now: now)
    #expect(taken.name == "huawei")
    #expect(taken.blocks == 2)
    let mainland = try place("114.115.0.1")
    #expect(mainland.provider == "huawei")
    #expect(mainland.area == .mainland)
    #expect(mainland.sources.last == "huawei 2026-08-22")
    #expect(!mainland.isUserDefined)
    #expect(try place("47.243.0.1").area == .hongKong)
  }

  @Test("takes a database and keeps where it came from")
  func database() async throws {
    let taken = try await PlacesUpdate(folder: folder).run(from: PlacesTests.tinyDatabase, now: now)
    #expect(taken.name == "tiny")
    #expect(taken.blocks == nil)
    #expect(try place("1.3.0.1").country == "HK")
    let data = try #require(try Places(folder: folder).data.first)
    #expect(data.origin == PlacesTests.tinyDatabase)
    #expect(data.date == Timestamp(rfc3339: "2026-08-01T00:00:00Z"))
  }

  @Test("keeps source and date with a list")
  func provenance() async throws {
    let list = try temporary.write("mainland.txt", "1.2.3.0/24")
    _ = try await PlacesUpdate(folder: folder).run(from: list, area: .mainland, now: now)
    let data = try #require(try Places(folder: folder).data.first)
    #expect(data.name == "mainland 2026-08-22")
    #expect(data.origin == list)
    #expect(data.date == now)
    #expect(data.gives == ["area"])
  }

  @Test("leaves the earlier table in place when the new one is faulty")
  func faulty() async throws {
    let update = PlacesUpdate(folder: folder)
    _ = try await update.run(
      from: try temporary.write("a.csv", "1.2.3.0/24,,,taiwan"), name: "mine", now: now)
    await #expect(throws: PlacesError(.badData, "")) {
      try await update.run(
        from: try temporary.write("b.csv", "1.2.3.0/24,,,macao\njunk"), name: "mine", now: now)
    }
    let torn = try FileOctets.read(PlacesTests.tinyDatabase, limit: 1 << 20).suffix(200)
    await #expect(throws: PlacesError(.badData, "")) {
      try await update.run(from: try temporary.write("c", Array(torn)), name: "mine", now: now)
    }
    #expect(try place("1.2.3.4").area == .taiwan)
    #expect(FileOctets.names(in: folder.path) == ["mine.csv"])
  }

  @Test("replaces a table of the same name")
  func replaces() async throws {
    let update = PlacesUpdate(folder: folder)
    for area in [Place.Area.taiwan, .macao] {
      let list = try temporary.write("x.csv", "1.2.3.0/24,,,\(area.rawValue)")
      _ = try await update.run(from: list, now: now)
      #expect(try place("1.2.3.4").area == area)
    }
    #expect(FileOctets.names(in: folder.path) == ["x.csv"])
  }

  @Test("fetches a URL with what it is given, and keeps no secret of it")
  func fetches() async throws {
    let update = PlacesUpdate(folder: folder) { url in
      #expect(url == "https://me:pw@lists.example/v1/aliyun.txt?key=secret#x")
      return Array("1.2.3.0/24,alibaba".utf8)
    }
    let taken = try await update.run(
      from: "https://me:pw@lists.example/v1/aliyun.txt?key=secret#x", now: now)
    #expect(taken.name == "aliyun")
    #expect(
      try Places(folder: folder).data.first?.origin == "https://lists.example/v1/aliyun.txt")
  }

  @Test("refuses a URL when there is nothing to fetch it with")
  func noFetch() async {
    await #expect(throws: PlacesError(.notFetched, "")) {
      try await PlacesUpdate(folder: folder).run(from: "https://lists.example/x", now: now)
    }
  }

  @Test("refuses a provider for a database, which says itself whose an address is")
  func providerOfDatabase() async {
    await #expect(throws: PlacesError(.usage, "")) {
      try await PlacesUpdate(folder: folder)
        .run(from: PlacesTests.tinyDatabase, provider: "alibaba", now: now)
    }
  }

  @Test("reports a folder that cannot be written")
  func notWritten() async throws {
    let file = try temporary.write("file", "x")
    let list = try temporary.write("x.csv", "1.2.3.0/24,a")
    await #expect(throws: PlacesError(.notWritten, "")) {
      try await PlacesUpdate(folder: PlacesFolder(path: "\(file)/places")).run(from: list, now: now)
    }
  }

  @Test("keeps no path out of the folder in a name", arguments: ["../../evil", "..", "/", "ä/ü"])
  func names(name: String) async throws {
    let list = try temporary.write("x.csv", "1.2.3.0/24,a")
    do {
      let taken = try await PlacesUpdate(folder: folder).run(from: list, name: name, now: now)
      #expect(taken.path.hasPrefix("\(folder.path)/") && !taken.name.contains { "./".contains($0) })
    } catch {
      #expect(error.code == .usage)
    }
  }

  @Test("leaves a damaged table out whole, with a warning")
  func damaged() async throws {
    _ = try await PlacesUpdate(folder: folder).run(
      from: try temporary.write("x.csv", "1.2.3.0/24,a"), now: now)
    try FileOctets.replace("\(folder.path)/bad.csv", with: Array("1.2.3.0/24,b\njunk".utf8))
    try FileOctets.replace("\(folder.path)/bad.mmdb", with: [1, 2, 3])
    let places = try Places(folder: folder)
    #expect(places.warnings.count == 2)
    #expect(places.place(of: try #require(IPAddress("1.2.3.4"))).provider == "a")
  }
}

@Suite("The data folder")
struct DataFolderTests {
  @Test("follows the XDG variables")
  func xdg() {
    #expect(DataFolder.path { ["XDG_DATA_HOME": "/d", "HOME": "/h"][$0] } == "/d/icpdiag")
    #expect(
      DataFolder.path { ["XDG_DATA_HOME": "d", "HOME": "/h"][$0] } == "/h/.local/share/icpdiag")
    #expect(DataFolder.path { _ in nil } == nil)
  }
}
