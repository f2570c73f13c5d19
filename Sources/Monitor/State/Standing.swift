/// What a target comes to: a cause and its status, by their stable ids.
package struct Standing: Codable, Hashable, Sendable {
  package var cause: String
  package var status: String

  package init(cause: String, status: String) {
    self.cause = cause
    self.status = status
  }

  /// Whether nothing is wrong.
  package var isWell: Bool { status == "ok" }
}
