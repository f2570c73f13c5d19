import Glibc
import Observation

/// A folder that goes away with the value.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = "/tmp/icpdiag-tests-\(UInt64.random(in: .min ... .max))"
    try FileOctets.makeFolder(path)
  }

  deinit {
    Self.remove(path)
  }

  /// Writes a file into the folder and gives its path.
  func write(_ name: String, _ octets: [UInt8]) throws -> String {
    try FileOctets.replace("\(path)/\(name)", with: octets)
    return "\(path)/\(name)"
  }

  func write(_ name: String, _ text: String) throws -> String {
    try write(name, Array(text.utf8))
  }

  private static func remove(_ path: String) {
    for name in FileOctets.names(in: path) {
      remove("\(path)/\(name)")
    }
    _ = unsafe Glibc.remove(path)
  }
}
