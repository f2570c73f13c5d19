/// One line of a list, or one target of the command line.
package struct Input: Hashable, Sendable {
  /// What the user wrote; of a line that is too long, its beginning.
  package var text: String
  /// What stands after the first tab.
  package var meta: String?
  /// Its place among the inputs, from 0.
  package var index: Int
  /// Whether the line was longer than a line may be, and was cut.
  package var isCut: Bool
  /// What is to be written for it, where nobody has to be asked any more.
  package var report: Report?

  package init(text: String, meta: String? = nil, index: Int, isCut: Bool = false) {
    self.text = text
    self.meta = meta
    self.index = index
    self.isCut = isCut
  }
}

/// Where inputs come from.
package enum InputSource: Hashable, Sendable {
  case named([String])
  /// Lines of an open descriptor; `name` is what a complaint calls it.
  case lines(descriptor: Int32, name: String)
}
