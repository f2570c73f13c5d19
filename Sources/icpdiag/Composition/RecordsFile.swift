internal import ArgumentParser
internal import Evidence
internal import Glibc
internal import Observation
internal import Records

/// A file of records, open for reading; `-` is stdin.
struct RecordsFile {
  /// The name to report errors under.
  let name: String
  /// `nil` for what is no regular file.
  let octets: Int?
  private let modifiedAt: Timestamp?
  private let descriptor: CInt

  /// - Parameter path: The file, or `-`.
  /// - Throws: The exit status, when what is wrong has been said.
  init(_ path: String) throws(ExitCode) {
    name = path == "-" ? "stdin" : path
    descriptor = path == "-" ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let error = errno
      Console.complain("cannot read \(path): \(unsafe String(cString: strerror(error)))")
      throw error == ENOENT ? ExitStatus.missingInput : ExitStatus.cannotRead
    }
    var status = stat()
    let isFile = unsafe fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    octets = isFile ? Int(status.st_size) : nil
    modifiedAt = isFile ? Timestamp(secondsSinceEpoch: Int64(status.st_mtim.tv_sec)) : nil
  }

  var source: OctetsOfFile { OctetsOfFile(descriptor: descriptor, name: name) }

  /// How it is read when the command line says nothing of it: as of the time it was written.
  func reading(at now: Timestamp) -> RecordsReading {
    RecordsReading(
      name: name, asOf: modifiedAt.map { min($0, now) } ?? now,
      registrable: { TargetReader.ofRecords.read($0).registrable })
  }

  func close() {
    if descriptor != STDIN_FILENO { Glibc.close(descriptor) }
  }
}
