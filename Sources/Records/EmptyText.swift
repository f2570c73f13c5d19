/// Texts without a character in them, as exports write them for what they do not know.
enum EmptyText {
  /// A JSON text with `null` in place of every empty text that is a value; lines stay lines.
  ///
  /// What is no JSON stays none.
  static func asNull(in octets: ArraySlice<UInt8>) -> [UInt8] {
    let quote = UInt8(ascii: "\"")
    var result: [UInt8] = []
    result.reserveCapacity(octets.count)
    var index = octets.startIndex
    while index < octets.endIndex {
      let octet = octets[index]
      guard octet == quote else {
        result.append(octet)
        index += 1
        continue
      }
      let end = self.end(ofTextAt: index, in: octets)
      if end == index + 2, !isKey(before: end, in: octets) {
        result += Array("null".utf8)
      } else {
        result += octets[index..<end]
      }
      index = end
    }
    return result
  }

  /// The index behind the closing quote, or the end of a text that has none.
  private static func end(ofTextAt start: Int, in octets: ArraySlice<UInt8>) -> Int {
    var index = start + 1
    while index < octets.endIndex {
      switch octets[index] {
      case UInt8(ascii: "\""): return index + 1
      case UInt8(ascii: "\\"): index += 2
      default: index += 1
      }
    }
    return octets.endIndex
  }

  private static func isKey(before end: Int, in octets: ArraySlice<UInt8>) -> Bool {
    octets[end...].first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: ":")
  }
}
