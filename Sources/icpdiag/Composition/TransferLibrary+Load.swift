internal import Engine

extension TransferLibrary {
  /// Loads it, some milliseconds of work for the first to ask.
  ///
  /// - Throws: The exit status, when what is wrong has been said.
  static func load() throws {
    guard let flaw else { return }
    Console.complain(flaw)
    throw ExitStatus.unavailable
  }
}
