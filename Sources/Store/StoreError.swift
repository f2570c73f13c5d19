/// Why the store cannot be read or written: the file, what is wrong, and what to do.
package struct StoreError: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Another process kept it busy for too long.
    case busy
    /// It can be read, and not written.
    case notWritable
    /// It cannot be opened, or the disk fails.
    case unusable
    /// No store of this program: no SQLite database at all, or another program's.
    case foreign
    /// Written by a newer version of this program.
    case newer
    case damaged
    /// No room is left.
    case full
  }

  package var kind: Kind
  /// The store's path.
  package var file: String
  /// What is wrong, without a full stop.
  package var message: String
  /// What the reader can do about it.
  package var hint: String?

  package init(_ kind: Kind = .unusable, file: String, message: String, hint: String? = nil) {
    self.kind = kind
    self.file = file
    self.message = message
    self.hint = hint
  }
}

extension StoreError: CustomStringConvertible {
  package var description: String {
    "\(file): \(message)" + (hint.map { "; \($0)" } ?? "")
  }
}
