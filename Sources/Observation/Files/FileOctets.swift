internal import Glibc

/// Whole files as octets, without Foundation: bounded when read, and replaced at once when written.
package enum FileOctets {
  /// What went wrong, as the system says it.
  package struct Failure: Error, Hashable, Sendable {
    /// The system's number, such as `ENOENT`; `EFBIG` for a file beyond the limit.
    package var errno: Int32

    package init(errno: Int32) {
      self.errno = errno
    }

    package var isMissing: Bool { errno == ENOENT }
    /// The system's words, such as "Permission denied".
    package var reason: String { unsafe String(cString: strerror(errno)) }
  }

  /// Reads the file at `path`, a pipe included.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - limit: Octets that are taken.
  ///   - cuts: Whether one octet more stands for the rest of a file that holds more.
  /// - Returns: Its octets.
  /// - Throws: ``Failure`` when it cannot be read, or holds more than `limit` octets.
  package static func read(
    _ path: String, limit: Int, cutting cuts: Bool = false
  ) throws(Failure) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last }
    defer { close(descriptor) }
    var octets: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let count = unsafe Glibc.read(descriptor, &chunk, chunk.count)
      if count == 0 { return octets }
      guard count > 0 else {
        if errno == EINTR { continue }
        throw .last
      }
      guard octets.count + count <= limit else {
        guard cuts else { throw Failure(errno: EFBIG) }
        return octets + chunk[..<(limit + 1 - octets.count)]
      }
      octets += chunk[..<count]
    }
  }

  /// Puts `octets` at `path` in one step: a reader sees the old file or the new one, also after a
  /// power failure (write, fsync, rename, fsync of the folder).
  ///
  /// - Parameters:
  ///   - path: The file; its folder must exist.
  ///   - octets: The new contents.
  ///   - check: Called with the path of the finished file before it takes its place; when it throws,
  ///     nothing changes.
  /// - Throws: ``Failure``, or what `check` throws.
  package static func replace(
    _ path: String, with octets: [UInt8], check: (String) throws -> Void = { _ in }
  ) throws {
    try replace(path, check: check) { write in try write(octets) }
  }

  /// The same of contents that are written piece by piece.
  ///
  /// - Parameters:
  ///   - path: The file; its folder must exist.
  ///   - check: Called with the path of the finished file before it takes its place.
  ///   - body: Is given what writes a piece; when it throws, nothing changes.
  /// - Throws: ``Failure``, or what `check` or `body` throws.
  package static func replace(
    _ path: String, check: (String) throws -> Void = { _ in },
    writing body: (_ write: ([UInt8]) throws -> Void) throws -> Void
  ) throws {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let temporary = "\(path).\(String(UInt64.random(in: .min ... .max), radix: 36)).tmp"
    let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Failure.last }
    do {
      defer { close(descriptor) }
      try body { try write($0, to: descriptor) }
      guard fsync(descriptor) == 0 else { throw Failure.last }
      try check(temporary)
      guard unsafe rename(temporary, path) == 0 else { throw Failure.last }
    } catch {
      unsafe unlink(temporary)
      throw error
    }
    try synchronize(folder: folder)
  }

  /// Makes `path` and the folders above it, readable by their owner only, where they are missing.
  package static func makeFolder(_ path: String) throws(Failure) {
    var made = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
      made += "/\(part)"
      guard unsafe mkdir(made, 0o700) == 0 || errno == EEXIST else { throw .last }
    }
  }

  /// The names in a folder, in order; none when there is no such folder.
  package static func names(in folder: String) -> [String] {
    guard let stream = unsafe opendir(folder) else { return [] }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
          unsafe String(cString: $0)
        }
      }
      if name != ".", name != ".." {
        names.append(name)
      }
    }
    return names.sorted()
  }

  private static func write(_ octets: [UInt8], to descriptor: Int32) throws(Failure) {
    var rest = octets[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw .last
      }
      rest = rest.dropFirst(count)
    }
  }

  private static func synchronize(folder: String) throws(Failure) {
    let descriptor = unsafe open(folder.isEmpty ? "/" : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .last }
  }
}

extension FileOctets.Failure {
  fileprivate static var last: Self { Self(errno: Glibc.errno) }
}
