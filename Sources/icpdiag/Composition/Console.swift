internal import Glibc
internal import Reporting

/// The process's three streams: results to stdout, everything else to stderr.
enum Console {
  /// Prints a result.
  ///
  /// - Returns: 0, or the error that kept it from being written: EPIPE when the reader has gone away.
  @discardableResult
  static func print(_ text: String) -> Int32 {
    write(text, to: STDOUT_FILENO)
  }

  /// Makes a reader that goes away the end of the printing and not of the program, which still
  /// has a status to give.
  static func outlivesReaders() {
    signal(SIGPIPE, SIG_IGN)
  }

  /// Says what is wrong, a line each, with nothing in it that a terminal would obey.
  static func complain(_ text: String) {
    for line in text.split(separator: "\n") {
      write("icpdiag: \(SafeText(outside: String(line), limit: 400).string)\n", to: STDERR_FILENO)
    }
  }

  /// Whether a person reads stdout.
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// The terminal's columns; 80 where there is none.
  static var width: Int {
    var size = winsize()
    guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return environment("COLUMNS").flatMap { Int($0) }.map { min(max($0, 40), 400) } ?? 80
    }
    return Int(size.ws_col)
  }

  static func environment(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }

  @discardableResult
  private static func write(_ text: String, to descriptor: Int32) -> Int32 {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { buffer in
        unsafe Glibc.write(descriptor, buffer.baseAddress, buffer.count)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return errno }
      rest = rest.dropFirst(count)
    }
    return 0
  }
}
