internal import Glibc

/// How a body travels (RFC 9110 section 8.4.1).
package enum ContentCoding: String, CaseIterable, Sendable {
  case gzip
  case brotli = "br"

  /// Wraps `body` without making it shorter: both formats know blocks that are left as they are,
  /// and a reader has to take those too.
  func encode(_ body: [UInt8]) -> [UInt8] {
    switch self {
    case .gzip: Self.gzip(body)
    case .brotli: Self.brotli(body)
    }
  }

  /// RFC 1952 around stored blocks of RFC 1951 section 3.2.4.
  private static func gzip(_ body: [UInt8]) -> [UInt8] {
    var octets: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
    for (piece, isLast) in pieces(of: body, longest: 0xFFFF) {
      octets.append(isLast ? 1 : 0)
      octets.append(littleEndian: UInt32(piece.count), count: 2)
      octets.append(littleEndian: UInt32(~UInt16(piece.count)), count: 2)
      octets += piece
    }
    octets.append(littleEndian: checksum(body), count: 4)
    octets.append(littleEndian: UInt32(truncatingIfNeeded: body.count), count: 4)
    return octets
  }

  /// RFC 7932 section 9.2: meta-blocks that are not compressed, and an empty last one.
  private static func brotli(_ body: [UInt8]) -> [UInt8] {
    var octets: [UInt8] = []
    for (piece, _) in pieces(of: body, longest: 0x1_0000) where !piece.isEmpty {
      // ISLAST 0, MNIBBLES 0, MLEN - 1 in 16 bits, ISUNCOMPRESSED 1.
      let head = UInt32(piece.count - 1) << 3 | 1 << 19
      // WBITS, the smallest window, stands before the first of them: one bit, 0.
      octets.append(littleEndian: octets.isEmpty ? head << 1 : head, count: 3)
      octets += piece
    }
    return octets + [octets.isEmpty ? 0b110 : 0b11]
  }

  /// The body in pieces, at least one.
  private static func pieces(
    of body: [UInt8], longest: Int
  ) -> [(piece: ArraySlice<UInt8>, isLast: Bool)] {
    stride(from: 0, to: max(1, body.count), by: longest).map { start in
      let end = min(start + longest, body.count)
      return (body[start..<end], end == body.count)
    }
  }

  /// CRC-32 of RFC 1952 section 8.
  private static func checksum(_ octets: [UInt8]) -> UInt32 {
    ~octets.reduce(0xFFFF_FFFF as UInt32) { crc, octet in
      (0..<8).reduce(crc ^ UInt32(octet)) { crc, _ in
        crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1
      }
    }
  }
}

extension [UInt8] {
  fileprivate mutating func append(littleEndian value: UInt32, count: Int) {
    for index in 0..<count {
      append(UInt8(truncatingIfNeeded: value >> (8 * UInt32(index))))
    }
  }

  /// This UTF-8 in another charset, such as GBK; `nil` when the system does not know it or a
  /// character is not in it.
  func encoded(in charset: String) -> [UInt8]? {
    let converter = unsafe iconv_open(charset, "UTF-8")
    guard Int(bitPattern: converter) != -1 else { return nil }
    defer { unsafe iconv_close(converter) }
    // No charset of the web needs more than twice the octets.
    var output = [CChar](repeating: 0, count: 2 * count + 16)
    var input = map { CChar(bitPattern: $0) }
    let written: Int? = unsafe input.withUnsafeMutableBufferPointer { source in
      unsafe output.withUnsafeMutableBufferPointer { target in
        var from = source.baseAddress
        var to = target.baseAddress
        var fromLeft = source.count
        var toLeft = target.count
        let result = unsafe iconv(converter, &from, &fromLeft, &to, &toLeft)
        return result == -1 || fromLeft > 0 ? nil : target.count - toLeft
      }
    }
    return written.map { output.prefix($0).map { UInt8(bitPattern: $0) } }
  }
}
