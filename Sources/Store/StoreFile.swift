internal import Glibc

/// The store's file as the file system sees it: whose it is, and who may read it.
///
/// The records hold personal data, so the file and what SQLite keeps beside it (`-wal`, `-shm`,
/// which take over its mode) are for their owner only.
struct StoreFile: Sendable {
  let path: String

  /// - Parameter path: As the user gave it; never taken for a URI or for `:memory:`.
  init(_ path: String) {
    self.path = path.hasPrefix("/") ? path : "./\(path)"
  }

  var folder: String {
    let end = path.lastIndex(of: "/") ?? path.startIndex
    return end == path.startIndex ? "/" : String(path[..<end])
  }

  var exists: Bool { unsafe access(path, F_OK) == 0 }

  /// Whether both the file and its folder, where the log goes, can be written.
  var isWritable: Bool { unsafe access(path, W_OK) == 0 && access(folder, W_OK) == 0 }

  /// Whether a log lies beside it that holds what the file does not.
  var hasLog: Bool {
    var status = stat()
    return unsafe stat("\(path)-wal", &status) == 0 && status.st_size > 0
  }

  /// The path as a URI of a database that nobody changes (SQLite, "Uniform Resource Identifiers").
  var immutableURI: String {
    let absolute = path.hasPrefix("/") ? path : String(path.dropFirst(2))
    var escaped = ""
    for octet in absolute.utf8 {
      switch octet {
      case UInt8(ascii: "%"): escaped += "%25"
      case UInt8(ascii: "?"): escaped += "%3f"
      case UInt8(ascii: "#"): escaped += "%23"
      default: escaped.unicodeScalars.append(Unicode.Scalar(octet))
      }
    }
    return "file:\(escaped)?immutable=1"
  }

  /// Makes the file, empty and its owner's alone, and the folders that lead to it.
  ///
  /// - Throws: ``StoreError`` naming what cannot be made.
  func create() throws(StoreError) {
    for slash in folder.indices where folder[slash] == "/" && slash != folder.startIndex {
      unsafe mkdir(String(folder[..<slash]), 0o700)
    }
    unsafe mkdir(folder, 0o700)
    let descriptor = unsafe open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let reason = unsafe String(cString: strerror(errno))
      throw StoreError(
        .notWritable, file: path, message: "the store cannot be made (\(reason))",
        hint: "check who may write its folder, or name another with --store")
    }
    close(descriptor)
  }

  /// Refuses what is no SQLite database; an empty file is one that nothing was written to yet.
  ///
  /// Told from the first 16 octets (SQLite, "Database File Format" section 1.3), so that nothing
  /// of SQLite's ever touches a file that is not ours.
  func checkFormat() throws(StoreError) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      let reason = unsafe String(cString: strerror(errno))
      throw StoreError(
        .unusable, file: path, message: "the store cannot be read (\(reason))",
        hint: "check who may read it, or name another with --store")
    }
    defer { close(descriptor) }
    var status = stat()
    let isFile = unsafe fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    var magic = [UInt8](repeating: 0, count: 16)
    let count = unsafe pread(descriptor, &magic, magic.count, 0)
    guard isFile, count == 0 || magic == Array("SQLite format 3\0".utf8) else {
      throw StoreError(
        .foreign, file: path, message: "this is no store: the file is no SQLite database",
        hint: "name another with --store; this one was not touched")
    }
  }

  /// Takes from all but the owner the right to read the store.
  ///
  /// - Returns: What to tell the user, when it could be read or still can.
  func protect() -> String? {
    var sentence: String?
    for file in [path, "\(path)-wal", "\(path)-shm"] {
      var status = stat()
      guard unsafe stat(file, &status) == 0, status.st_mode & 0o077 != 0 else { continue }
      let isPrivate = unsafe chmod(file, status.st_mode & 0o700) == 0
      guard file == path else { continue }
      sentence =
        isPrivate
        ? "others could read \(path); now only its owner can"
        : "others can read \(path), and its mode cannot be changed: run chmod 600 on it"
    }
    return sentence
  }

  /// Runs `body` while no other process of this program does the same in this folder.
  ///
  /// The first to come makes the tables. The lock is on the folder, because closing any other
  /// descriptor of the file would drop SQLite's own locks on it (fcntl(2)). Where a folder cannot
  /// be locked, it goes on without.
  func exclusively<Result>(_ body: () throws(StoreError) -> Result) throws(StoreError) -> Result {
    let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer {
      if descriptor >= 0 { close(descriptor) }
    }
    if descriptor >= 0 {
      while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
    }
    return try body()
  }
}
