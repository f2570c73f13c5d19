/// What is wrong with a records document: where, what, and what to do about it.
package struct RecordsError: Error, Hashable, Sendable {
  /// The file's name as the user gave it.
  package var file: String
  /// The line, from 1, where the file is text and the place is known.
  package var line: Int?
  /// The place in the document, such as `views[0].access[2].state`.
  package var path: String?
  /// What is wrong, without a full stop.
  package var message: String
  /// What the reader can do about it.
  package var hint: String?

  package init(
    file: String, line: Int? = nil, path: String? = nil, message: String, hint: String? = nil
  ) {
    self.file = file
    self.line = line
    self.path = path
    self.message = message
    self.hint = hint
  }
}

extension RecordsError: CustomStringConvertible {
  package var description: String {
    let place = line.map { "\(file):\($0)" } ?? file
    let what = path.map { "\($0): \(message)" } ?? message
    return "\(place): \(what)" + (hint.map { "; \($0)" } ?? "")
  }
}
