internal import ArgumentParser
internal import Glibc
internal import Survey

/// Opens the lists that are named, and leaves the reading of them to the run.
enum TargetSources {
  /// - Parameters:
  ///   - named: The targets of the command line; `-` stands for stdin.
  ///   - file: The file of `--input`.
  /// - Returns: The sources in the order in which they are to be read.
  /// - Throws: The exit status, when what is wrong has been said.
  static func open(named: [String], file: String?) throws -> [InputSource] {
    var sources: [InputSource] = []
    var together: [String] = []
    func closeGroup() {
      if !together.isEmpty { sources.append(.named(together)) }
      together = []
    }
    for target in named {
      guard target == "-" else {
        together.append(target)
        continue
      }
      closeGroup()
      sources.append(.lines(descriptor: STDIN_FILENO, name: "stdin"))
    }
    closeGroup()
    if let file { sources.append(try open(file)) }
    return sources
  }

  /// The same of a list that was read before it was known for one.
  ///
  /// - Parameters:
  ///   - list: The list.
  ///   - name: What a complaint calls it.
  /// - Returns: The source of its targets.
  /// - Throws: The exit status, when what is wrong has been said.
  static func open(list: [UInt8], name: String) throws -> InputSource {
    var error: Int32 = 0
    if let file = UnnamedFile() {
      error = file.append(list)
      // The source is open as long as the process lasts, like that of a file.
      if error == 0, let descriptor = file.beginning() {
        return .lines(descriptor: descriptor, name: name)
      }
    }
    let words = unsafe String(cString: strerror(error == 0 ? errno : error))
    Console.complain("cannot keep \(name) in \(Console.temporaryFolder): \(words)")
    throw ExitStatus.cannotWrite
  }

  private static func open(_ path: String) throws -> InputSource {
    guard path != "-" else { return .lines(descriptor: STDIN_FILENO, name: "stdin") }
    let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let error = errno
      Console.complain("cannot read \(path): \(unsafe String(cString: strerror(error)))")
      throw error == ENOENT ? ExitStatus.missingInput : ExitStatus.cannotRead
    }
    return .lines(descriptor: descriptor, name: path)
  }

  /// Ends a command whose inputs could not be read to their end.
  static func check(_ failure: ReadFailure?) throws {
    guard let failure else { return }
    Console.complain(
      "cannot read \(failure.name): \(unsafe String(cString: strerror(failure.errno)))")
    throw ExitStatus.cannotRead
  }
}
