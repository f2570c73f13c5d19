import Testing

/// The layers hold; the proof that these tests can fail is in ``RuleTests``.
@Suite("The package")
struct ArchitectureTests {
  let sources: [SourceFile]
  let tests: [SourceFile]

  init() throws {
    sources = try Package.files(in: "Sources")
    tests = try Package.files(in: "Tests")
    // A wrong root would leave every rule nothing to refuse.
    try #require(sources.contains { $0.path == "Sources/Evidence/IPAddress.swift" })
    try #require(tests.contains { $0.path.hasSuffix("/ArchitectureTests.swift") })
  }

  @Test("lets pure targets import nothing that can see the world")
  func purity() {
    #expect(Rules.purity(sources) == [])
  }

  @Test("keeps gathering and judging apart")
  func separation() {
    #expect(Rules.separation(sources) == [])
  }

  @Test("crosses each border to C in one place")
  func cBorders() {
    #expect(Rules.cBorders(sources) == [])
  }

  @Test("has no file too long to be read whole")
  func length() {
    #expect(Rules.length(sources + tests) == [])
  }

  @Test("switches no check off, traps nowhere on purpose and leaves nothing for later")
  func wording() {
    #expect(Rules.wording(sources) == [])
  }

  @Test("has a source target for every test target")
  func testTargets() throws {
    let folders = try Package.folders(in: "Tests")
    try #require(folders.contains("ArchitectureTests"))
    let broken = Rules.testTargets(tests: folders, sources: try Package.folders(in: "Sources"))
    #expect(broken == [])
  }

  @Test("declares for every target what its layer may see")
  func manifest() throws {
    let swiftTargets = Set((sources + tests).filter(\.isSwift).map(\.target))
    #expect(Rules.manifest(try Package.manifest, swiftTargets: swiftTargets) == [])
  }
}
