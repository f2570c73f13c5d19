internal import Glibc

/// A file that nobody else can open, and that goes with the process.
final class UnnamedFile: Sendable {
  let descriptor: Int32

  /// Fails with the system's error in `errno`.
  init?() {
    let base = Console.temporaryFolder
    var template = Array("\(base)/icpdiag-XXXXXX\0".utf8CString)
    descriptor = unsafe mkstemp(&template)
    guard descriptor >= 0 else { return nil }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    _ = unsafe unlink(template)
  }

  deinit {
    close(descriptor)
  }

  /// Writes at its end.
  ///
  /// - Returns: 0, or the system's error.
  func append(_ octets: [UInt8]) -> Int32 { Console.write(octets, to: descriptor) }

  /// A descriptor that reads it from its beginning, and that the caller closes; where there is none
  /// to be had, the system's error is in `errno`.
  func beginning() -> Int32? {
    let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    return copy >= 0 && lseek(copy, 0, SEEK_SET) == 0 ? copy : nil
  }

  /// Reads all of it, piece by piece.
  ///
  /// - Returns: 0, or the first error.
  func read(_ take: ([UInt8]) throws -> Int32) rethrows -> Int32 {
    var piece = [UInt8](repeating: 0, count: 64 * 1024)
    var offset = 0
    while true {
      let count = unsafe pread(descriptor, &piece, piece.count, offset)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return count == 0 ? 0 : errno }
      let error = try take(Array(piece[..<count]))
      guard error == 0 else { return error }
      offset += count
    }
  }
}
