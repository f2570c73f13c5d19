internal import Glibc
internal import Reporting
internal import Synchronization

/// The process's three streams: results to stdout, everything else to stderr.
enum Console {
  /// Prints a result.
  ///
  /// - Returns: 0, or the error that kept it from being written: EPIPE when the reader has gone away.
  static func print(_ text: String) -> Int32 {
    write(Array(text.utf8), to: STDOUT_FILENO)
  }

  /// The same of text in UTF-8.
  static func print(_ octets: [UInt8]) -> Int32 {
    write(octets, to: STDOUT_FILENO)
  }

  /// Makes a reader that goes away the end of the printing and not of the program, which still
  /// has a status to give.
  static func outlivesReaders() {
    signal(SIGPIPE, SIG_IGN)
  }

  /// Says what is wrong, a line each, with nothing in it that a terminal would obey.
  static func complain(_ text: String) {
    firstComplaint.withLock { $0 = $0 ?? text }
    for line in text.split(separator: "\n") {
      write("icpdiag: \(SafeText(outside: String(line), limit: 400).string)\n", to: STDERR_FILENO)
    }
  }

  /// What went wrong first: for those who read one line of stdout only.
  static var complaint: String? { firstComplaint.withLock { $0 } }
  private static let firstComplaint = Mutex<String?>(nil)

  /// Says something that is neither a result nor wrong, in a line of its own.
  static func note(_ text: String) {
    write("\(SafeText(outside: text, limit: 400).string)\n", to: STDERR_FILENO)
  }

  /// Shows how far something has come, in place of what was shown last; nothing without a terminal.
  static func showProgress(_ text: String) {
    guard isErrorTerminal else { return }
    // Back to the line's beginning, and the rest of the line empty (ECMA-48 EL).
    // A line that wraps could not be drawn over.
    let columns = columns(of: STDERR_FILENO) ?? 80
    let limits = sequence(first: columns - 1) { $0 - 1 }
    let line = limits.lazy.map { SafeText(outside: text, limit: max(0, $0)) }
      .first { $0.width < max(columns, 1) }
    write("\r\u{1B}[K\(line?.string ?? "")", to: STDERR_FILENO)
  }

  /// Whether a person reads stderr.
  static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Asks a person, who must type y; anything else, or no terminal to ask at, is no.
  static func asks(_ question: String) -> Bool {
    guard canAsk else { return false }
    write("\(SafeText(outside: question, limit: 300).string) [y/N] ", to: STDERR_FILENO)
    let answer = readLine()?.lowercased() ?? ""
    return answer == "y" || answer == "yes"
  }

  static var canAsk: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

  /// Whether a person reads stdout.
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// The terminal's columns; 80 where there is none.
  static var width: Int {
    columns(of: STDOUT_FILENO)
      ?? environment("COLUMNS").flatMap { Int($0) }.map { min(max($0, 40), 400) } ?? 80
  }

  private static func columns(of descriptor: Int32) -> Int? {
    var size = winsize()
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }

  static func environment(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }

  /// Where files are made that go with the command.
  static var temporaryFolder: String {
    environment("TMPDIR").flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
  }

  @discardableResult
  private static func write(_ text: String, to descriptor: Int32) -> Int32 {
    write(Array(text.utf8), to: descriptor)
  }

  static func write(_ octets: [UInt8], to descriptor: Int32) -> Int32 {
    var rest = octets[...]
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
