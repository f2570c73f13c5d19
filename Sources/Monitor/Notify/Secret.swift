/// A text that nobody may see: a key, a token, an address with a token in it.
///
/// It describes itself as nothing, so that no message, log or dump can show it by accident.
package struct Secret: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// The text itself, for where it is used.
  package let revealed: String

  package init(_ text: String) {
    revealed = text
  }

  package var description: String { "(secret)" }
  package var debugDescription: String { "(secret)" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Where a secret comes from.
package enum SecretSource: Sendable, Equatable {
  /// It stands in the configuration itself.
  case text(Secret)
  case environment(String)
  case file(String)

  /// For people: where it comes from, and nothing of it.
  package var description: String {
    switch self {
    case .text: "in the configuration"
    case .environment(let name): "environment variable \(name)"
    case .file(let path): "file \(path)"
    }
  }

  /// What tells it from others; nobody may see it.
  var identity: String {
    switch self {
    case .text(let secret): "text \(secret.revealed)"
    case .environment, .file: description
    }
  }
}

/// Where secrets are read from: the process's environment and its files, or a test's.
package struct SecretReader: Sendable {
  /// Octets of a file that holds one.
  package static let octetLimit = 16 << 10

  package var environment: @Sendable (String) -> String?
  /// The content of a small file; `nil` when it cannot be read.
  package var file: @Sendable (String) -> [UInt8]?

  package init(
    environment: @escaping @Sendable (String) -> String?,
    file: @escaping @Sendable (String) -> [UInt8]?
  ) {
    self.environment = environment
    self.file = file
  }

  /// Reads a secret.
  ///
  /// - Throws: ``NoticeFailure`` that says where it should have been.
  func read(_ source: SecretSource) throws(NoticeFailure) -> Secret {
    let text: String
    switch source {
    case .text(let secret):
      return secret
    case .environment(let name):
      guard let value = environment(name), !value.isEmpty else {
        throw NoticeFailure("the environment variable \(name) is not set", isLasting: true)
      }
      text = value
    case .file(let path):
      guard let octets = file(path), let content = String(validating: octets, as: UTF8.self) else {
        throw NoticeFailure("the file \(path) cannot be read", isLasting: true)
      }
      text = content
    }
    // Files end with a line break, and so do variables that were filled from one.
    let trimmed = text.drop { $0.isWhitespace }
    guard let last = trimmed.lastIndex(where: { !$0.isWhitespace }) else {
      throw NoticeFailure("the \(source.description) is empty", isLasting: true)
    }
    return Secret(String(trimmed[...last]))
  }
}

/// Why a notice could not be delivered, in words that hold no secret.
package struct NoticeFailure: Error, Hashable, Sendable {
  package var message: String
  /// Whether asking again within the same run is of no use.
  package var isLasting: Bool

  package init(_ message: String, isLasting: Bool = false) {
    self.message = message
    self.isLasting = isLasting
  }
}
