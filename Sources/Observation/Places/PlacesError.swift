/// Why a table of places cannot be used or kept.
///
/// The code is for programs and never changes meaning; the message and the hint are for people.
/// Two errors are equal when their codes are.
package struct PlacesError: Error, Sendable {
  package enum Code: String, Sendable, CaseIterable {
    case missing = "file-missing"
    case unreadable
    case badData = "bad-data"
    case notWritten = "not-written"
    case notFetched = "not-fetched"
    case usage
  }

  package let code: Code
  /// What was attempted and what is wrong, one line a fault, without a full stop.
  package let message: String
  /// What the reader can do about it; `nil` when there is nothing useful to say.
  package let hint: String?

  package init(_ code: Code, _ message: String, hint: String? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
  }
}

extension PlacesError: Equatable {
  package static func == (left: PlacesError, right: PlacesError) -> Bool {
    left.code == right.code
  }
}

extension PlacesError: CustomStringConvertible {
  package var description: String {
    hint.map { "\(message)\n\($0)" } ?? message
  }
}
