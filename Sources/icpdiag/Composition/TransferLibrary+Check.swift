internal import Engine

extension TransferLibrary {
  /// Makes sure that it is there.
  ///
  /// - Throws: The exit status, when what is wrong has been said.
  static func check() throws {
    guard let flaw else { return }
    Console.complain(flaw)
    throw ExitStatus.unavailable
  }
}
