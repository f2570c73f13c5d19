/// Octets written in characters that every protocol lets through.
package enum OctetText {
  private static let digits = Array("0123456789abcdef".utf8)
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// Two lower-case hexadecimal digits for each octet.
  package static func hexadecimal(_ octets: [UInt8]) -> String {
    String(
      decoding: octets.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// Base 64 with padding (RFC 4648 section 4).
  package static func base64(_ octets: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((octets.count + 2) / 3 * 4)
    for start in stride(from: 0, to: octets.count, by: 3) {
      let taken = min(3, octets.count - start)
      let group = (0..<3).reduce(0) { $0 << 8 | ($1 < taken ? Int(octets[start + $1]) : 0) }
      for place in 0..<4 {
        text.append(
          place <= taken ? alphabet[group >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
