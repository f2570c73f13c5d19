import Foundation
import Testing

/// A text under `fixtures/golden` that was read and found right, line by line.
///
/// With `RECORD_SNAPSHOTS=1` in the environment the text is written instead of compared; read the
/// difference before committing it.
enum ReviewedText {
  static func expect(
    _ text: String, in path: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "fixtures/golden/\(path)")
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      return try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let reviewed = try String(contentsOf: file, encoding: .utf8)
    // The texts are long: the first line that differs is enough to see.
    let difference = zip(text.split(separator: "\n"), reviewed.split(separator: "\n"))
      .first { $0 != $1 }
    #expect(
      text == reviewed,
      "\(path): \(String(describing: difference)); RECORD_SNAPSHOTS=1 writes it anew",
      sourceLocation: sourceLocation)
  }
}
