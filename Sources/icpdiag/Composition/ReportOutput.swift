internal import ArgumentParser
internal import Glibc

/// The place that reports go to.
enum ReportOutput {
  /// Prints a result.
  ///
  /// - Throws: The exit status, when it could not be written and that has been said.
  static func print(_ text: String) throws {
    try print(Array(text.utf8))
  }

  /// The same of text in UTF-8.
  static func print(_ octets: [UInt8]) throws {
    try check(Console.print(octets))
  }

  /// Ends a command whose reports could not be written.
  ///
  /// - Parameters:
  ///   - error: The system's number; 0 for none.
  ///   - place: The file, where it is not stdout.
  /// - Throws: The exit status, when what is wrong has been said.
  static func check(_ error: Int32, place: String? = nil) throws {
    // A reader that has seen enough is no failure; a full disk is.
    guard error != 0, error != EPIPE else { return }
    let words = unsafe String(cString: strerror(error))
    Console.complain("cannot write \(place ?? "the report"): \(words)")
    throw ExitStatus.cannotRead
  }
}
