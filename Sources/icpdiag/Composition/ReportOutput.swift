internal import ArgumentParser
internal import Glibc

/// The place that reports go to.
enum ReportOutput {
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
