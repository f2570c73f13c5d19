internal import ArgumentParser
internal import Observation

/// Files named on the command line, `-` being stdin.
enum FileInput {
  /// The whole of a file.
  ///
  /// - Parameters:
  ///   - path: The file, or `-`.
  ///   - limit: The octets beyond which it is refused.
  /// - Returns: Its octets.
  /// - Throws: The exit status, when what is wrong has been said.
  static func read(_ path: String, limit: Int) throws -> [UInt8] {
    do {
      return try FileOctets.read(path == "-" ? "/dev/stdin" : path, limit: limit)
    } catch {
      Console.complain("cannot read \(path == "-" ? "stdin" : path): \(error.reason)")
      throw error.isMissing ? ExitStatus.missingInput : ExitStatus.cannotRead
    }
  }
}
