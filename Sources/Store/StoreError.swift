/// Why the store cannot be read or written: the file, what is wrong, and what to do.
package struct StoreError: Error, Hashable, Sendable {
  /// The store's path.
  package var file: String
  /// What is wrong, without a full stop.
  package var message: String
  /// What the reader can do about it.
  package var hint: String?

  package init(file: String, message: String, hint: String? = nil) {
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
