// swift-tools-version: 6.2
import PackageDescription

/// One house rule for every Swift target.
let house: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .enableUpcomingFeature("ImmutableWeakCaptures"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

let package = Package(
  name: "icpdiag",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "icpdiag", targets: ["icpdiag"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // C, and nothing but C: typed wrappers; no policy. Two have code as well, which loads libcurl when
    // it is needed and shares a TLS context.
    .target(name: "CCurl"),
    .target(
      name: "COpenSSL", linkerSettings: [.linkedLibrary("ssl"), .linkedLibrary("crypto")]),
    .systemLibrary(name: "CIDN", pkgConfig: "libidn2", providers: [.apt(["libidn2-dev"])]),
    .systemLibrary(name: "CPSL", pkgConfig: "libpsl", providers: [.apt(["libpsl-dev"])]),
    .systemLibrary(
      name: "CMaxMindDB", pkgConfig: "libmaxminddb", providers: [.apt(["libmaxminddb-dev"])]),
    .systemLibrary(
      name: "CDigest", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CSockets"),
    // The place table, embedded as octets: a resource bundle breaks when the binary moves.
    .target(
      name: "CPlaceTable", exclude: ["places.bin", "make-places.py", "NOTICE.md"],
      publicHeadersPath: "include"),

    // Pure: values in, values out. No clock, no socket, no file.
    .target(name: "Evidence", swiftSettings: house),
    .target(name: "Wire", swiftSettings: house),
    .target(name: "Diagnosis", dependencies: ["Evidence"], swiftSettings: house),
    .target(name: "Reporting", dependencies: ["Evidence", "Diagnosis"], swiftSettings: house),

    // Sees the world; cannot name a cause.
    .target(
      name: "Engine", dependencies: ["CCurl", "COpenSSL", "CSockets"], swiftSettings: house),
    .target(
      name: "Observation",
      dependencies: [
        "Evidence", "Wire", "Engine", "CIDN", "CPSL", "CMaxMindDB", "CPlaceTable",
      ],
      swiftSettings: house),
    .target(
      name: "Survey", dependencies: ["Evidence", "Engine", "Observation"], swiftSettings: house),
    .target(name: "Records", dependencies: ["Evidence", yams], swiftSettings: house),
    .target(name: "Digest", dependencies: ["CDigest"], swiftSettings: house),
    .target(
      name: "Store", dependencies: ["Evidence", "Records", "Digest", "Monitor", grdb],
      swiftSettings: house),
    // What runs by a timer: its configuration, its memory of causes, its notices.
    .target(
      name: "Monitor", dependencies: ["Evidence", "Records", "Engine", "Digest", yams],
      swiftSettings: house),
    .target(
      name: "Lab", dependencies: ["Evidence", "Wire", "Engine", "COpenSSL", "CSockets"],
      swiftSettings: house),

    // The composition root: the only place that sees both halves.
    .executableTarget(
      name: "icpdiag",
      dependencies: [
        "Evidence", "Wire", "Engine", "Diagnosis", "Observation", "Records", "Store", "Reporting",
        "Lab", "Survey", "Monitor", "Digest", argumentParser,
      ],
      swiftSettings: house),

    // Numbers, not part of the product.
    .executableTarget(
      name: "StoreBenchmark", dependencies: ["Store", "Records", "Observation", "Evidence"],
      path: "Tests/Benchmarks/Store", swiftSettings: house),
    .executableTarget(
      name: "DiagnosisBenchmark", dependencies: ["Diagnosis", "Evidence", "Reporting"],
      path: "Tests/Benchmarks/Diagnosis", swiftSettings: house),
    .executableTarget(
      name: "ProbeBenchmark", dependencies: ["Engine", "Observation", "Evidence", "Wire"],
      path: "Tests/Benchmarks/Probe", swiftSettings: house),

    // What tests of several targets need.
    .target(name: "TestSupport", path: "Tests/Support", swiftSettings: house),
    .testTarget(name: "ArchitectureTests", swiftSettings: house),
    .testTarget(name: "EvidenceTests", dependencies: ["Evidence"], swiftSettings: house),
    .testTarget(
      name: "ReportingTests",
      dependencies: ["Reporting", "Evidence", "Diagnosis", "TestSupport"],
      swiftSettings: house),
    .testTarget(
      name: "DiagnosisTests", dependencies: ["Diagnosis", "Evidence", "Reporting"],
      swiftSettings: house),
    .testTarget(
      name: "SurveyTests",
      dependencies: ["Survey", "Evidence", "Engine", "Observation", "TestSupport"],
      swiftSettings: house),
    .testTarget(
      name: "RecordsTests", dependencies: ["Records", "Evidence"], swiftSettings: house),
    .testTarget(
      name: "StoreTests",
      dependencies: ["Store", "Records", "Evidence", "Digest", "Monitor", grdb],
      swiftSettings: house),
    .testTarget(name: "DigestTests", dependencies: ["Digest"], swiftSettings: house),
    .testTarget(
      name: "MonitorTests",
      dependencies: ["Monitor", "Evidence", "Records", "Engine", "Digest", yams],
      swiftSettings: house),
    .testTarget(
      name: "EngineTests", dependencies: ["Engine", "COpenSSL", "CSockets"],
      swiftSettings: house),
    .testTarget(
      name: "ObservationTests",
      dependencies: ["Observation", "Evidence", "Engine", "Wire", "Diagnosis", "TestSupport"],
      swiftSettings: house),
    // Runs the program itself, which the dependency has built beside the tests.
    .testTarget(
      name: "icpdiagTests", dependencies: ["icpdiag", "Lab", "Evidence", "Engine", "TestSupport"],
      swiftSettings: house),
    .testTarget(name: "WireTests", dependencies: ["Wire", "TestSupport"], swiftSettings: house),
    .testTarget(
      name: "LabTests",
      dependencies: ["Lab", "Evidence", "Wire", "Diagnosis", "COpenSSL"],
      swiftSettings: house),
  ]
)
