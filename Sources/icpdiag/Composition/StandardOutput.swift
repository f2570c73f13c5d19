internal import ArgumentParser
internal import Glibc
internal import Survey

/// Reports on their way to stdout.
struct StandardOutput: ReportSink {
  init() { Console.outlivesReaders() }

  func write(_ reports: [Report]) -> Int32 {
    Console.print(reports.flatMap(\.octets))
  }

  /// Ends a command whose reports could not be written.
  ///
  /// - Parameter error: The system's number; 0 for none.
  /// - Throws: The exit status, when what is wrong has been said.
  static func check(_ error: Int32) throws {
    // A reader that has seen enough is no failure; a full disk is.
    guard error != 0, error != EPIPE else { return }
    Console.complain("cannot write the report: \(unsafe String(cString: strerror(error)))")
    throw ExitStatus.cannotRead
  }
}
