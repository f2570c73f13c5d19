import Foundation
import Testing

/// A file of `fixtures/wire`.
struct Fixture: CustomTestStringConvertible {
  let name: String
  let octets: [UInt8]

  var testDescription: String { name }

  /// All files of one folder, by name.
  static func all(in folder: String) throws -> [Fixture] {
    let directory = root.appending(path: folder)
    return try FileManager.default.contentsOfDirectory(atPath: directory.path)
      .filter { $0.hasSuffix(".bin") }
      .sorted()
      .map { try Fixture(name: $0, octets: load("\(folder)/\($0)")) }
  }

  static func load(_ path: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: root.appending(path: path)))
  }

  private static let root = URL(filePath: #filePath)
    .appending(path: "../../../../fixtures/wire").standardizedFileURL
}
