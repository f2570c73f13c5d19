internal import Glibc

/// The file that takes the results of a run, with nobody else writing to it.
package final class OutputFile: Sendable {
  package let path: String
  /// Where to write; at the file's end.
  package let descriptor: Int32
  private let isRegular: Bool

  /// Opens `path`, or makes it.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - isResumed: Whether a journal says what of its contents counts; otherwise a file that holds
  ///     anything is refused.
  /// - Throws: Why it cannot be had.
  package init(_ path: String, isResumed: Bool) throws(SurveyError) {
    let access = isResumed ? O_RDWR : O_WRONLY
    let descriptor = unsafe open(path, access | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw SurveyError(.cannotCreate, "cannot write \(path): \(SystemWords.last)")
    }
    self.path = path
    self.descriptor = descriptor
    var status = stat()
    isRegular = unsafe fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    if isRegular, flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK else {
        // Some file systems have no locks; without a journal nothing depends on one.
        guard isResumed else { return }
        throw SurveyError(.cannotCreate, "cannot lock \(path): \(SystemWords.last)")
      }
      throw SurveyError(
        .inUse, "another run is writing to \(path)",
        hint: "wait for it to end, or name another file")
    }
    guard isRegular || !isResumed else {
      throw SurveyError(
        .cannotCreate, "\(path) is no plain file", hint: "what is to be resumed needs one")
    }
    if !isResumed, isRegular, status.st_size > 0 {
      throw SurveyError(
        .cannotCreate, "\(path) is not empty and would be overwritten",
        hint:
          "remove it or name another file; a run that can be resumed is one with --resume JOURNAL")
    }
  }

  deinit {
    // A child that is being started would keep the lock for as long as it has our descriptors.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  /// How long the file is.
  var size: Int {
    var status = stat()
    return unsafe fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Puts what was written on the disk.
  func synchronize() throws(SurveyError) {
    guard fdatasync(descriptor) == 0 else {
      throw SurveyError(.cannotWrite, "cannot write \(path): \(SystemWords.last)")
    }
  }

  /// Cuts everything off from `length` on, and goes there.
  func cut(to length: Int) throws(SurveyError) {
    guard ftruncate(descriptor, length) == 0, lseek(descriptor, length, SEEK_SET) == length else {
      throw SurveyError(.cannotWrite, "cannot write \(path): \(SystemWords.last)")
    }
  }

  /// Octets from `offset` on, `count` at most; fewer at the end.
  func read(at offset: Int, count: Int) throws(SurveyError) -> [UInt8] {
    var octets = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let read = unsafe octets.withUnsafeMutableBytes { buffer in
        unsafe pread(
          descriptor, buffer.baseAddress?.advanced(by: filled), count - filled, offset + filled)
      }
      if read < 0, errno == EINTR { continue }
      guard read >= 0 else {
        throw SurveyError(.cannotWrite, "cannot read \(path): \(SystemWords.last)")
      }
      if read == 0 { break }
      filled += read
    }
    octets.removeLast(count - filled)
    return octets
  }
}

/// The system's words for its last error.
enum SystemWords {
  static var last: String { unsafe String(cString: strerror(errno)) }
}
