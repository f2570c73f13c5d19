/// The rules of the layers: each takes files and gives the sentences that say what breaks it.
enum Rules {
  static let longestFile = 400

  /// What a pure target may import; whatever sees the world is not there to be named.
  private static let pureImports: [String: Set<String>] = [
    "Evidence": [],
    "Wire": [],
    "Diagnosis": ["Evidence"],
    "Reporting": ["Evidence", "Diagnosis"],
  ]

  /// Two corners of the pure targets need one more module each: parsing of addresses, and JSON.
  private static let exceptions: [(pathPrefix: String, module: String)] = [
    ("Sources/Evidence/IPAddress.swift", "Glibc"),
    ("Sources/Reporting/JSON/", "FoundationEssentials"),
  ]

  private static let gathering: Set<String> = [
    "Observation", "Engine", "Wire", "Lab", "Records", "Store", "Survey", "Monitor", "Digest",
  ]
  private static let judging: Set<String> = ["Diagnosis", "Reporting"]

  private static let modulesOfOneFile = [
    "CCurl", "CIDN", "CPSL", "CMaxMindDB", "CPlaceTable", "CDigest",
  ]
  private static let modulesOfTheEngine = ["COpenSSL", "CSockets"]

  private static let forbiddenText = [
    "@unchecked Sendable", "nonisolated(unsafe)", "try!", "fatalError(", "TODO", "FIXME",
  ]

  /// Pure targets import nothing that can see the world.
  static func purity(_ files: [SourceFile]) -> [String] {
    files.filter(\.isSwift).flatMap { file -> [String] in
      guard let allowed = pureImports[file.target] else { return [] }
      let excepted = exceptions.filter { file.path.hasPrefix($0.pathPrefix) }.map(\.module)
      return file.imports.filter { !allowed.contains($0) && !excepted.contains($0) }
        .map { "\(file.path) imports \($0)" }
    }
  }

  /// What gathers evidence cannot name a cause.
  static func separation(_ files: [SourceFile]) -> [String] {
    files.filter { gathering.contains($0.target) }.flatMap { file in
      file.imports.filter(judging.contains).map { "\(file.path) imports \($0)" }
    }
  }

  /// A C module is imported by one file; those of the sockets stay inside the engine and the lab.
  static func cBorders(_ files: [SourceFile]) -> [String] {
    let crowded = modulesOfOneFile.flatMap { module -> [String] in
      let importers = files.filter { $0.imports.contains(module) }.map(\.path).sorted()
      return importers.count > 1
        ? ["\(module) is imported by \(importers.joined(separator: ", "))"] : []
    }
    let strays = files.filter { !["Engine", "Lab"].contains($0.target) }.flatMap { file in
      file.imports.filter(modulesOfTheEngine.contains).map { "\(file.path) imports \($0)" }
    }
    return crowded + strays
  }

  /// A file is short enough to be read whole.
  static func length(_ files: [SourceFile]) -> [String] {
    files.filter { $0.lineCount > longestFile }.map { "\($0.path) has \($0.lineCount) lines" }
  }

  /// Nothing switches a check of the compiler off, traps on purpose, or is left for later.
  static func wording(_ files: [SourceFile]) -> [String] {
    files.flatMap { file in
      forbiddenText.filter(file.text.contains).map { "\(file.path) contains \($0)" }
    }
  }

  /// Folders of `Tests` that are no target of the package: fuzz drivers need flags of their own,
  /// benchmarks are programs, one in each folder, the mutants are made by a script, and what several
  /// targets of tests share is no target of tests.
  static let foldersWithoutTarget: Set = [
    "Fuzz", "Benchmarks", "Mutation", "Spark", "Schemas", "Support",
  ]

  /// A test target is named after the source target it tests.
  static func testTargets(tests: Set<String>, sources: Set<String>) -> [String] {
    let targets = tests.subtracting(foldersWithoutTarget).subtracting(["ArchitectureTests"])
    return targets.sorted().compactMap { name in
      name.hasSuffix("Tests") && sources.contains(String(name.dropLast("Tests".count)))
        ? nil : "Tests/\(name) has no source target"
    }
  }

  /// The manifest declares for a target what its layer may see, and the house settings.
  static func manifest(_ manifest: String, swiftTargets: Set<String>) -> [String] {
    let declared = Manifest.targets(in: manifest)
    return swiftTargets.subtracting(foldersWithoutTarget).sorted().flatMap { name -> [String] in
      guard let target = declared[name] else { return ["\(name) is not in Package.swift"] }
      var broken: [String] = []
      if !target.hasHouseSettings { broken.append("\(name) lacks the house settings") }
      if let expected = pureImports[name], target.dependencies != expected {
        broken.append("\(name) depends on \(target.dependencies.sorted())")
      }
      if gathering.contains(name), !target.dependencies.isDisjoint(with: judging) {
        broken.append("\(name) depends on what judges")
      }
      return broken
    }
  }
}

/// As much of `Package.swift` as the rules ask for.
enum Manifest {
  struct Target {
    let dependencies: Set<String>
    let hasHouseSettings: Bool
  }

  /// The declared targets by name: what stands from one declaration to the next.
  static func targets(in manifest: String) -> [String: Target] {
    let declaration = /\.(?:target|executableTarget|testTarget)\(\s*name: "(\w+)"/
    let starts = manifest.matches(of: declaration)
    var found: [String: Target] = [:]
    for (index, start) in starts.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1].range.lowerBound : manifest.endIndex
      let body = manifest[start.range.upperBound..<end]
      let listed = body.firstMatch(of: /dependencies: \[([^\]]*)\]/)?.output.1 ?? ""
      found[String(start.output.1)] = Target(
        dependencies: Set(listed.matches(of: /[\w.-]+/).map { String($0.output) }),
        hasHouseSettings: body.contains("swiftSettings: house"))
    }
    return found
  }
}
