internal import Glibc

/// How the characters of a file are written in octets: the words of `--encoding`.
package enum TextEncoding: String, CaseIterable, Sendable {
  case utf8 = "utf-8"
  /// GB 18030, which contains GBK and GB 2312: what Chinese spreadsheets save.
  case gb18030
}

/// Turns the lines of one file into text, and learns from the first that are not ASCII how.
///
/// Text in GB18030 is hardly ever valid UTF-8 by chance, so UTF-8 is tried first (RFC 3629
/// section 1). Once known the encoding stays: a line that does not fit it is wrong.
@safe struct TextDecoder: ~Copyable {
  /// How the file is written, once a line has told.
  private(set) var encoding: TextEncoding?
  private var conversion: iconv_t?

  init(_ encoding: TextEncoding?) {
    self.encoding = encoding
  }

  deinit {
    if let conversion = unsafe conversion { _ = unsafe iconv_close(conversion) }
  }

  /// The text of a line or a field; `nil` when it is not written in the file's encoding.
  mutating func text(of octets: some Collection<UInt8>) -> String? {
    if octets.allSatisfy({ $0 < 0x80 }) { return String(decoding: octets, as: UTF8.self) }
    switch encoding {
    case .utf8: return String(validating: octets, as: UTF8.self)
    case .gb18030: return fromGB18030(Array(octets))
    case nil:
      if let text = String(validating: octets, as: UTF8.self) {
        encoding = .utf8
        return text
      }
      guard let text = fromGB18030(Array(octets)) else { return nil }
      encoding = .gb18030
      return text
    }
  }

  /// The C library's conversion: Foundation has none for GB18030 outside of Apple's systems.
  private mutating func fromGB18030(_ octets: [UInt8]) -> String? {
    if unsafe conversion == nil {
      let opened = unsafe iconv_open("UTF-8", "GB18030")
      // What iconv_open returns when it cannot is (iconv_t) -1.
      guard Int(bitPattern: opened) != -1 else { return nil }
      unsafe conversion = opened
    }
    guard let conversion = unsafe conversion else { return nil }
    var input = octets.map { CChar(bitPattern: $0) }
    // Four octets of GB18030 are four of UTF-8 at most, two are three.
    var output = [CChar](repeating: 0, count: octets.count * 2 + 4)
    let written: Int? = unsafe input.withUnsafeMutableBufferPointer { from in
      unsafe output.withUnsafeMutableBufferPointer { to in
        var next = from.baseAddress
        var left = from.count
        var nextOut = to.baseAddress
        var room = to.count
        unsafe iconv(conversion, nil, nil, nil, nil)
        let result = unsafe iconv(conversion, &next, &left, &nextOut, &room)
        return result == -1 || left > 0 ? nil : to.count - room
      }
    }
    guard let written else { return nil }
    return String(validating: output[..<written].lazy.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
