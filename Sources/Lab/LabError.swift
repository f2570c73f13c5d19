/// Why a lab cannot run; the code is for programs, the rest for people.
package struct LabError: Error, Hashable, Sendable {
  package enum Code: Sendable {
    /// The scenario says something that cannot be played.
    case scenario
    /// A file that is to be read cannot be.
    case missing
    /// A file cannot be written.
    case unwritable
    /// A port or another resource of this machine cannot be had.
    case resource
  }

  package let code: Code
  /// What is wrong and where, without a full stop.
  package let message: String
  /// What the reader can do about it.
  package let remedy: String

  package init(_ code: Code, _ message: String, remedy: String) {
    self.code = code
    self.message = message
    self.remedy = remedy
  }
}

extension LabError: CustomStringConvertible {
  package var description: String { "\(message): \(remedy)" }
}
