/// Why a run over many targets cannot begin or go on.
///
/// The code is for programs; message and hint are for people, without a full stop.
package struct SurveyError: Error, Hashable, Sendable {
  package enum Code: Hashable, Sendable {
    /// The options contradict each other or the environment.
    case usage
    /// The input, the output or the journal is not what the journal says it is.
    case badData
    /// The output or the journal cannot be made.
    case cannotCreate
    /// Reading or writing failed.
    case cannotWrite
    /// Another run has the journal or the output.
    case inUse
  }

  package let code: Code
  /// What is wrong.
  package let message: String
  /// What the reader can do about it.
  package let hint: String?

  package init(_ code: Code, _ message: String, hint: String? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
  }
}

extension SurveyError: CustomStringConvertible {
  package var description: String {
    message + (hint.map { "; \($0)" } ?? "")
  }
}
