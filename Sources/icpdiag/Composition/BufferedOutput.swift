internal import ArgumentParser
internal import Glibc

/// Results of which there may be very many, gathered into large writes to stdout.
final class BufferedOutput {
  private static let size = 64 * 1024

  private var pending = ""

  init() { Console.outlivesReaders() }

  /// - Throws: The exit status when nobody reads any more, or nothing can be written.
  func print(_ text: String) throws {
    pending += text
    if pending.utf8.count >= Self.size { try flush() }
  }

  func flush() throws {
    let error = Console.print(pending)
    pending = ""
    // A reader that has seen enough is no failure; a full disk is.
    if error == EPIPE { throw ExitCode.success }
    guard error == 0 else {
      Console.complain("cannot write: \(unsafe String(cString: strerror(error)))")
      throw ExitStatus.cannotRead
    }
  }
}
