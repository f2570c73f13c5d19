import Glibc

/// A program started beside the tests, by `posix_spawn`: Foundation's `Process` leaks a little for
/// each program, and the leak checker is on in some runs of the tests.
struct ChildProcess {
  private let id: pid_t

  /// Starts a program; its output goes to the descriptor given, or nowhere.
  ///
  /// `nil` when the program cannot be started.
  init?(_ path: String, _ arguments: [String], output: Int32? = nil) {
    var actions = unsafe posix_spawn_file_actions_t()
    guard unsafe posix_spawn_file_actions_init(&actions) == 0 else { return nil }
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    if let output {
      unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    } else {
      unsafe posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    }
    unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    var words = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
    defer { unsafe words.forEach { unsafe free($0) } }
    var started = pid_t()
    guard unsafe posix_spawn(&started, path, &actions, nil, &words, environ) == 0 else {
      return nil
    }
    id = started
  }

  /// Ends the program and waits until it is gone.
  func stop() {
    kill(id, SIGTERM)
    wait()
  }

  /// Waits for the end of the program.
  func wait() {
    while waitpid(id, nil, 0) == -1, errno == EINTR {}
  }

  /// Runs a program to its end and gives what it prints; `nil` when it cannot be started.
  static func output(of path: String, _ arguments: [String]) -> String? {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { return nil }
    defer { close(ends[0]) }
    // Another child that held the writing end would keep the pipe from ending.
    guard ends.allSatisfy({ fcntl($0, F_SETFD, FD_CLOEXEC) == 0 }) else { return nil }
    let child = ChildProcess(path, arguments, output: ends[1])
    close(ends[1])
    guard let child else { return nil }
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = unsafe read(ends[0], &buffer, buffer.count)
      guard count > 0 else { break }
      output += buffer.prefix(count)
    }
    child.wait()
    return String(decoding: output, as: UTF8.self)
  }
}
