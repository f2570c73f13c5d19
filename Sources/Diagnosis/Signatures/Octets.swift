/// Text compared octet for octet: other spellings of the same characters are another text, and the
/// library's own comparison, which minds them, costs many times as much.
extension Span<UInt8> {
  func isSame(as other: Span<UInt8>) -> Bool {
    count == other.count && begins(with: other)
  }

  func begins(with start: Span<UInt8>) -> Bool {
    start.count <= count && holds(start, at: 0)
  }

  func contains(_ part: Span<UInt8>) -> Bool {
    guard part.count <= count else { return false }
    return (0...count - part.count).contains { holds(part, at: $0) }
  }

  /// Whether `part` stands at `place`; there is room for it.
  private func holds(_ part: Span<UInt8>, at place: Int) -> Bool {
    part.indices.allSatisfy { self[place + $0] == part[$0] }
  }
}
