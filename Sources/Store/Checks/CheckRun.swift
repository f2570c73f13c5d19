package import Evidence
internal import Glibc
internal import Monitor

/// One check in progress, known to be alive to every other process that uses the store.
///
/// It holds a lock on one octet of a file beside the store, at its own number. The kernel gives the
/// lock back when the process ends, however it ends (fcntl(2), "Open file description locks"): so
/// what a killed run had taken upon itself to tell falls to the next one at once, and never to two.
package final class CheckRun: Sendable {
  package let id: Int64
  package let startedAt: Timestamp
  let retention: Retention
  private let descriptor: Int32

  /// - Parameters:
  ///   - id: Its number, which no other run has.
  ///   - startedAt: When it began.
  ///   - retention: How much is kept of what it sees.
  ///   - path: The file of the locks; made for its owner alone where there is none.
  /// - Throws: ``StoreError`` when there can be no lock.
  init(
    id: Int64, startedAt: Timestamp, retention: Retention, locksIn path: String
  ) throws(StoreError) {
    self.id = id
    self.startedAt = startedAt
    self.retention = retention
    descriptor = unsafe open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0, Self.fcntl(descriptor, Self.setLock, at: id) != nil else {
      let reason = unsafe String(cString: strerror(errno))
      if descriptor >= 0 { close(descriptor) }
      throw StoreError(
        .notWritable, file: path, message: "a check cannot be marked as running (\(reason))",
        hint: "check who may write the store's folder, or name another with --store")
    }
  }

  deinit {
    close(descriptor)
  }

  /// Whether another run is in progress.
  func isAlive(_ other: Int64) -> Bool {
    guard other != id else { return true }
    // What cannot be asked is taken to live: to tell late is better than twice.
    return Self.fcntl(descriptor, Self.getLock, at: other).map { $0 != F_UNLCK } ?? true
  }

  /// `F_OFD_GETLK` and `F_OFD_SETLK` (fcntl.h), which the overlay of Glibc does not know.
  private static let getLock: Int32 = 36
  private static let setLock: Int32 = 37

  /// - Returns: The kind of lock that is left in the answer; `nil` when the call failed.
  private static func fcntl(_ descriptor: Int32, _ command: Int32, at offset: Int64) -> Int32? {
    var lock = flock()
    lock.l_type = Int16(F_WRLCK)
    lock.l_whence = Int16(SEEK_SET)
    lock.l_start = Int(offset)
    lock.l_len = 1
    guard unsafe Glibc.fcntl(descriptor, command, &lock) == 0 else { return nil }
    return Int32(lock.l_type)
  }
}
