internal import GRDB

extension StoreError {
  /// SQLite's error in the reader's terms.
  init(_ error: DatabaseError, file: String) {
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(
        .busy, file: file,
        message: "another process is writing to the store and did not end in time",
        hint: "try again when it has ended; nothing was changed")
    case .SQLITE_FULL:
      self.init(
        .full, file: file, message: "no room is left on the disk",
        hint: "free some and try again; nothing was changed")
    case .SQLITE_READONLY, .SQLITE_PERM:
      self.init(
        .notWritable, file: file, message: "the store cannot be written here",
        hint: "check who may write the file and its folder, or name another with --store")
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      self.init(
        .damaged, file: file, message: "the store is damaged (\(error.message ?? "no detail"))",
        hint: "move the file away and import the records again; nothing was changed")
    case .SQLITE_CANTOPEN, .SQLITE_AUTH:
      self.init(
        .unusable, file: file, message: "the store cannot be opened",
        hint: "check that you may read the file and its folder, or name another with --store")
    default:
      self.init(
        .unusable, file: file,
        message: "the store cannot be used (\(error.message ?? "SQLite error"))",
        hint: "nothing was changed")
    }
  }

  /// What a value in the store that no version of this program writes means.
  static func damaged(_ file: String, _ what: String) -> StoreError {
    StoreError(
      .damaged, file: file, message: "the store is damaged (\(what))",
      hint: "move the file away and import the records again")
  }
}
