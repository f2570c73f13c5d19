internal import ArgumentParser
internal import Evidence
internal import Glibc
internal import Observation
internal import Records
internal import Store

/// A store for the time of one command, so that files of any size can be looked through by domain.
enum TemporaryStore {
  static func with<Result>(_ body: (RecordsStore) throws -> Result) throws -> Result {
    let base = Console.temporaryFolder
    var template = Array("\(base)/icpdiag-XXXXXX\0".utf8CString)
    guard unsafe mkdtemp(&template) != nil else {
      Console.complain(
        "cannot make a folder in \(base): \(unsafe String(cString: strerror(errno)))")
      throw ExitStatus.cannotWrite
    }
    let folder = String(decoding: template.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
    defer {
      for name in FileOctets.names(in: folder) { unsafe unlink("\(folder)/\(name)") }
      unsafe rmdir(folder)
    }
    var options = StoreOptions()
    options.store = "\(folder)/store.sqlite"
    let store = try options.open()
    defer { store.close() }
    return try body(store)
  }

  /// Brings a file into it.
  ///
  /// - Parameters:
  ///   - store: The store.
  ///   - path: The file, or `-` for stdin.
  ///   - refused: Takes the lines that cannot be read.
  /// - Throws: The exit status, when what is wrong has been said.
  static func fill(
    _ store: RecordsStore, from path: String, refused: (Refusal) throws -> Void
  ) throws {
    let file = try RecordsFile(path)
    defer { file.close() }
    try withRecords {
      let now = WallClock.now
      let summary = try store.importing(
        ImportRequest(file: file.name, at: now), file.reading(at: now), from: file.source)
      try summary.refusals.forEach(refused)
    }
  }
}
