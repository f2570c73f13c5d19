internal import Glibc

/// A journal on the disk: locked by one run, replaced whole, never half written.
///
/// The lock is that of the file that the path names. A replacement is locked before it takes the
/// path, so that there is no moment without a lock; who waits for the old file finds afterwards
/// that the path names another one.
final class JournalFile: Sendable {
  let path: String
  private let descriptor: Descriptor

  private final class Descriptor: Sendable {
    let number: Int32

    init(_ number: Int32) {
      self.number = number
    }

    deinit {
      // As of the output: a child may have the descriptor for a moment longer.
      flock(number, LOCK_UN)
      close(number)
    }
  }

  /// Locks the journal at `path`; makes an empty one where there is none.
  init(_ path: String) throws(SurveyError) {
    self.path = path
    while true {
      let number = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
      guard number >= 0 else {
        throw SurveyError(.cannotCreate, "cannot write \(path): \(SystemWords.last)")
      }
      let descriptor = Descriptor(number)
      try Self.lock(number, path)
      if Self.isNamed(number, by: path) {
        self.descriptor = descriptor
        return
      }
    }
  }

  private init(_ path: String, _ descriptor: Descriptor) {
    self.path = path
    self.descriptor = descriptor
  }

  private static func lock(_ number: Int32, _ path: String) throws(SurveyError) {
    guard flock(number, LOCK_EX | LOCK_NB) == 0 else {
      guard errno == EWOULDBLOCK else {
        throw SurveyError(.cannotCreate, "cannot lock \(path): \(SystemWords.last)")
      }
      throw SurveyError(
        .inUse, "another run has the journal \(path)", hint: "wait for it to end")
    }
  }

  /// Whether the path still leads to the open file.
  private static func isNamed(_ number: Int32, by path: String) -> Bool {
    var opened = stat()
    var named = stat()
    guard unsafe fstat(number, &opened) == 0, unsafe stat(path, &named) == 0 else { return false }
    return opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
  }

  /// What the journal holds, up to `limit` octets.
  func contents(limit: Int) throws(SurveyError) -> [UInt8] {
    var octets = [UInt8](repeating: 0, count: 64 * 1024)
    var contents: [UInt8] = []
    while true {
      let count = unsafe pread(descriptor.number, &octets, octets.count, contents.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw SurveyError(.cannotWrite, "cannot read \(path): \(SystemWords.last)")
      }
      guard count > 0 else { return contents }
      guard contents.count + count <= limit else {
        throw SurveyError(
          .badData, "\(path) is no journal of this program", hint: "name another file")
      }
      contents += octets[..<count]
    }
  }

  /// Puts `octets` in the place of what the journal holds, in one step.
  ///
  /// - Returns: The journal as it is now, locked; the old one lets go of its lock.
  func replaced(by octets: [UInt8]) throws(SurveyError) -> JournalFile {
    // Nobody else makes a file of this name: that takes the lock.
    let temporary = path + ".new"
    let number = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard number >= 0 else { throw failure }
    let replacement = Descriptor(number)
    try Self.lock(number, temporary)
    var rest = octets[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe write(number, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure }
      rest = rest.dropFirst(count)
    }
    // Without it a power failure could leave the new name on an empty file.
    guard fdatasync(number) == 0 else { throw failure }
    guard unsafe rename(temporary, path) == 0 else { throw failure }
    return JournalFile(path, replacement)
  }

  private var failure: SurveyError {
    SurveyError(.cannotWrite, "cannot write the journal \(path): \(SystemWords.last)")
  }
}
