internal import Wire

/// A body as text, whatever it was encoded in.
struct PageText {
  /// In UTF-8, perhaps with flaws where the page has them.
  let octets: [UInt8]
  /// The name of what it was encoded in; `nil` where there is no body.
  let charset: String?

  /// Decodes a body.
  ///
  /// Where the C library cannot (a system without its conversion modules), the octets stay as they
  /// are: what was ASCII is still read, and the rest is replaced.
  ///
  /// - Parameters:
  ///   - body: The body, which may be cut.
  ///   - contentType: The value of the field `Content-Type`.
  init(decoding body: [UInt8], contentType: String?) {
    guard !body.isEmpty else {
      octets = body
      charset = nil
      return
    }
    let encoding = TextEncoding(of: body, contentType: contentType)
    charset = encoding.rawValue
    let text = body.dropFirst(TextEncoding.mark(of: body)?.length ?? 0)
    if encoding == .utf8 {
      octets = text.count == body.count ? body : Array(text)
    } else {
      octets = CharacterConversion.utf8(Array(text), from: encoding.rawValue) ?? body
    }
  }
}
