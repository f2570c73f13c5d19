/// Why a stored report cannot be read.
///
/// The code is for programs; message and hint are for people, safe to print, and without a full
/// stop.
package struct ReportError: Error, Hashable, Sendable {
  package enum Code: String, CaseIterable, Sendable {
    /// The text ends before the report does.
    case truncated
    case notJSON = "not-json"
    /// JSON, but no report, or of a version this program does not know.
    case unknownSchema = "unknown-schema"
    /// A report with a key that is missing or holds something else than it should.
    case badValue = "bad-value"
    case tooLarge = "too-large"
  }

  package let code: Code
  /// What is wrong and where.
  package let message: String
  package let hint: String?

  init(_ code: Code, _ message: SafeText, hint: SafeText? = nil) {
    self.code = code
    self.message = message.string
    self.hint = hint?.string
  }
}

extension ReportError: CustomStringConvertible {
  package var description: String {
    message + (hint.map { "; \($0)" } ?? "")
  }
}
