import Evidence
import Glibc
import Records

@testable import Store

/// A folder of its own for one test, gone with the value.
final class TemporaryFolder: Sendable {
  let path = "/tmp/icpdiag-store-\(UInt64.random(in: .min ... .max))"

  init() {
    unsafe mkdir(path, 0o700)
  }

  deinit {
    for name in ["", "-wal", "-shm", "-runs"].map({ "store.sqlite\($0)" }) {
      _ = unsafe unlink("\(path)/\(name)")
    }
    _ = unsafe rmdir(path)
  }

  var file: String { "\(path)/store.sqlite" }

  func store(_ bounds: RecordsStore.Bounds = .init()) -> RecordsStore { .at(file, bounds) }

  func write(_ octets: [UInt8]) {
    let descriptor = unsafe open(file, O_CREAT | O_WRONLY | O_TRUNC, 0o600)
    _ = unsafe Glibc.write(descriptor, octets, octets.count)
    close(descriptor)
  }

  func read() -> [UInt8] {
    let descriptor = unsafe open(file, O_RDONLY)
    defer { close(descriptor) }
    var octets: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe Glibc.read(descriptor, &piece, piece.count)
      guard count > 0 else { return octets }
      octets += piece[..<count]
    }
  }
}

extension RecordsStore {
  /// A store for which the last two labels are what can be registered.
  static func at(
    _ path: String, _ bounds: Bounds = Bounds(),
    warn: @escaping @Sendable (String) -> Void = { _ in }
  ) -> RecordsStore {
    RecordsStore(
      path: path, providers: ["alibaba", "tencent"], registrable: registrable, warn: warn,
      bounds: bounds)
  }

  static func registrable(_ name: String) -> String? {
    let labels = name.split(separator: ".")
    return labels.count < 2 ? nil : labels.suffix(2).joined(separator: ".").lowercased()
  }

  /// Imports what `fill` puts into the sink; contents of different `hash` are different files.
  @discardableResult
  func take(
    _ hash: String = "\(UInt64.random(in: .min ... .max))", mode: ImportRequest.Mode = .keep,
    isStrict: Bool = false, _ fill: (inout ImportSink) throws -> Void
  ) throws -> ImportSummary {
    let request = ImportRequest(
      file: "test.json", at: .test(days: 100), mode: mode, isStrict: isStrict)
    return try importing(request) { sink in
      try fill(&sink)
      return ImportedContent(kind: "json", sha256: hash, octets: 1)
    }
  }

  /// Imports one view.
  @discardableResult
  func take(
    _ heading: ViewHeading, _ statements: [Records.Statement], hash: String? = nil
  ) throws -> ImportSummary {
    try take(hash ?? "\(UInt64.random(in: .min ... .max))") { sink in
      try sink.begin(heading)
      for (index, statement) in statements.enumerated() {
        try sink.add(statement, line: index + 1)
      }
    }
  }

  func facts(_ domain: String?, _ addresses: [IPAddress] = []) throws -> [RecordFact] {
    try [self].facts(for: domain, addresses: addresses)
  }
}

extension Timestamp {
  static func test(days: Int64) -> Timestamp {
    Timestamp(secondsSinceEpoch: 1_783_584_000 + days * 86_400)
  }
}

extension ViewHeading {
  static func registry(_ days: Int64 = 0, source: String? = nil, complete: Bool = false) -> Self {
    ViewHeading(view: .registry, source: source, asOf: .test(days: days), isComplete: complete)
  }

  static func provider(
    _ provider: String = "alibaba", _ days: Int64 = 0, source: String? = nil, complete: Bool = false
  ) -> Self {
    ViewHeading(
      view: .provider, provider: provider, source: source, asOf: .test(days: days),
      isComplete: complete)
  }
}
