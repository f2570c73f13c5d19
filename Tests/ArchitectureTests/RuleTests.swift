import Testing

/// Each rule refuses what breaks it, and leaves alone what looks like it.
@Suite("The rules of the layers")
struct RuleTests {
  private func file(_ path: String, _ text: String) -> SourceFile {
    SourceFile(path: "Sources/\(path)", text: text)
  }

  @Test(
    "read an import whatever stands around it",
    arguments: [
      "import Glibc", "internal import Glibc", "@preconcurrency package import Glibc",
      "import struct Glibc.in_addr", "import Glibc.POSIX", "  import\tGlibc  // why",
      "#if os(Linux)\nimport Glibc\n#endif", "let a = 1; import Glibc",
      "let text = \"\"\"\n  import zlib\n  \"\"\"\nimport Glibc",
    ])
  func imports(text: String) {
    #expect(file("Evidence/A.swift", text).imports == ["Glibc"])
  }

  @Test(
    "see no import in other text",
    arguments: [
      "// an import Glibc", "let important = 1", "/// They import things.", "importGlibc",
      "let script = \"\"\"\n  import zlib\n  \"\"\"\n",
    ])
  func noImports(text: String) {
    #expect(file("Evidence/A.swift", text).imports == [])
  }

  @Test(
    "refuse an import that sees the world in a pure target",
    arguments: [
      ("Evidence/A.swift", "Foundation"), ("Evidence/Web/IPAddress.swift", "Glibc"),
      ("Wire/A.swift", "FoundationEssentials"), ("Wire/A.swift", "Engine"),
      ("Diagnosis/Causes/A.swift", "Observation"), ("Diagnosis/A.swift", "Glibc"),
      ("Reporting/Terminal/A.swift", "FoundationEssentials"),
      ("Reporting/JSON/A.swift", "Foundation"),
    ])
  func purity(path: String, module: String) {
    let broken = Rules.purity([file(path, "internal import \(module)\n")])
    #expect(broken == ["Sources/\(path) imports \(module)"])
  }

  @Test(
    "allow a pure target its lower layers and its two exceptions",
    arguments: [
      ("Evidence/IPAddress.swift", "Glibc"), ("Diagnosis/A.swift", "Evidence"),
      ("Reporting/JSON/A.swift", "FoundationEssentials"), ("Reporting/A.swift", "Diagnosis"),
      ("Engine/A.swift", "Glibc"),
    ])
  func pureEnough(path: String, module: String) {
    #expect(Rules.purity([file(path, "package import \(module)\n")]) == [])
  }

  @Test(
    "refuse judgement in what gathers",
    arguments: ["Observation", "Engine", "Wire", "Lab", "Records", "Store", "Monitor"],
    ["Diagnosis", "Reporting"])
  func separation(target: String, module: String) {
    let broken = Rules.separation([file("\(target)/A.swift", "import \(module)\n")])
    #expect(broken == ["Sources/\(target)/A.swift imports \(module)"])
    #expect(Rules.separation([file("icpdiag/A.swift", "import \(module)\n")]) == [])
  }

  @Test(
    "refuse a second importer of a C module",
    arguments: ["CCurl", "CIDN", "CPSL", "CMaxMindDB", "CPlaceTable"])
  func oneImporter(module: String) {
    let first = file("Engine/A.swift", "internal import \(module)\n")
    let second = file("Observation/B.swift", "internal import \(module)\n")
    #expect(Rules.cBorders([first]) == [])
    #expect(
      Rules.cBorders([second, first]) == [
        "\(module) is imported by Sources/Engine/A.swift, Sources/Observation/B.swift"
      ])
  }

  @Test("refuse sockets outside the engine and the lab", arguments: ["COpenSSL", "CSockets"])
  func sockets(module: String) {
    let text = "internal import \(module)\n"
    #expect(Rules.cBorders([file("Engine/A.swift", text), file("Lab/A.swift", text)]) == [])
    #expect(
      Rules.cBorders([file("Observation/A.swift", text)]) == [
        "Sources/Observation/A.swift imports \(module)"
      ])
  }

  @Test("refuse the line after the last")
  func length() {
    let longest = String(repeating: "\n", count: Rules.longestFile)
    #expect(Rules.length([file("Wire/A.swift", longest)]) == [])
    #expect(
      Rules.length([file("Wire/A.swift", longest + "x")]) == ["Sources/Wire/A.swift has 401 lines"])
  }

  @Test(
    "refuse wording that switches a check off, traps or puts off",
    arguments: [
      ("extension A: @unchecked Sendable {}", "@unchecked Sendable"),
      ("nonisolated(unsafe) var a = 0", "nonisolated(unsafe)"),
      ("let a = try! b()", "try!"), ("fatalError(\"no\")", "fatalError("),
      ("// TODO: later", "TODO"), ("// FIXME", "FIXME"),
    ])
  func wording(text: String, found: String) {
    #expect(
      Rules.wording([file("Wire/A.swift", text)]) == ["Sources/Wire/A.swift contains \(found)"])
  }

  @Test("refuse a test target without a source target")
  func testTargets() {
    #expect(
      Rules.testTargets(tests: ["WireTests", "ArchitectureTests", "Fuzz"], sources: ["Wire"]) == [])
    #expect(
      Rules.testTargets(tests: ["WireTests", "Wire"], sources: ["Wire2"]) == [
        "Tests/Wire has no source target", "Tests/WireTests has no source target",
      ])
  }

  @Test("read a manifest and refuse what a layer may not see")
  func manifest() {
    let manifest = """
      .target(name: "Evidence", swiftSettings: house),
      .target(
        name: "Diagnosis",
        dependencies: ["Evidence", "Observation"], swiftSettings: house),
      .target(name: "Engine", dependencies: ["CCurl", "Diagnosis"], swiftSettings: house),
      .executableTarget(name: "icpdiag", dependencies: ["Evidence"]),
      """
    let broken = Rules.manifest(
      manifest, swiftTargets: ["Evidence", "Diagnosis", "Engine", "icpdiag", "Lab"])
    #expect(
      broken == [
        "Diagnosis depends on [\"Evidence\", \"Observation\"]",
        "Engine depends on what judges",
        "Lab is not in Package.swift",
        "icpdiag lacks the house settings",
      ])
  }
}
