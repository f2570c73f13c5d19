internal import Glibc

/// The conversions of the C library (iconv(3)).
enum CharacterConversion {
  /// U+FFFD in UTF-8.
  private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  /// Text in UTF-8, with U+FFFD for every octet that is wrong; a character cut at the end is left
  /// out.
  ///
  /// - Parameters:
  ///   - octets: The text.
  ///   - charset: The name of its encoding.
  /// - Returns: `nil` where the C library does not know the encoding.
  static func utf8(_ octets: [UInt8], from charset: String) -> [UInt8]? {
    let descriptor = unsafe iconv_open("UTF-8", charset)
    // (iconv_t) -1.
    guard UInt(bitPattern: descriptor) != .max else { return nil }
    defer { unsafe iconv_close(descriptor) }
    // An octet becomes three at most; no encoding here makes more of it.
    let capacity = octets.count * 3
    var input = octets
    return unsafe input.withUnsafeMutableBytes { input in
      unsafe [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
        var source = unsafe input.baseAddress?.assumingMemoryBound(to: CChar.self)
        var left = input.count
        while left > 0 {
          var room = capacity - count
          var target = unsafe UnsafeMutableRawPointer(output.baseAddress)?
            .advanced(by: count).assumingMemoryBound(to: CChar.self)
          let result = unsafe iconv(descriptor, &source, &left, &target, &room)
          count = capacity - room
          guard result == -1, errno == EILSEQ, left > 0, room >= replacement.count else { return }
          for octet in replacement {
            unsafe output[count] = octet
            count += 1
          }
          unsafe source = source?.advanced(by: 1)
          left -= 1
        }
      }
    }
  }
}
