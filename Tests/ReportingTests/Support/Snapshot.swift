import FoundationEssentials
import Testing

/// A text under `fixtures/golden` that a report must equal byte for byte.
///
/// With `RECORD_SNAPSHOTS=1` in the environment the text is written instead of compared; read the
/// difference before committing it.
enum Snapshot {
  static func expect(
    _ text: String, equals path: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = root + path
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      let folder = String(file[..<(file.lastIndex(of: "/") ?? file.endIndex)])
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(filePath: file))
      return
    }
    let recorded = FileManager.default.contents(atPath: file)
    #expect(
      recorded.map { String(decoding: $0, as: UTF8.self) } == text,
      "\(path) differs; RECORD_SNAPSHOTS=1 writes it anew", sourceLocation: sourceLocation)
  }

  static func read(_ path: String) throws -> String {
    String(
      decoding: try #require(FileManager.default.contents(atPath: root + path)), as: UTF8.self)
  }

  private static let root: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
    return parts.joined(separator: "/") + "/fixtures/golden/"
  }()
}
