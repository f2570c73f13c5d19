/// Octets written as hexadecimal digits; everything else is spacing.
func hex(_ text: String) -> [UInt8] {
  let digits = text.compactMap(\.hexDigitValue)
  return stride(from: 0, to: digits.count - 1, by: 2).map {
    UInt8(digits[$0] << 4 | digits[$0 + 1])
  }
}

extension [UInt8] {
  /// Every copy with one octet changed: each bit flipped, and set to the values that mean something
  /// as a length, a pointer or a text.
  var mutations: some Sequence<[UInt8]> {
    indices.lazy.flatMap { index in
      let old = self[index]
      let values = (0..<8).map { old ^ 1 << $0 } + [0x00, 0x0A, 0x3F, 0x40, 0xC0, 0xFF]
      return values.lazy.map { value in
        var copy = self
        copy[index] = value
        return copy
      }
    }
  }

  /// Every beginning, the empty one included and the whole left out.
  var truncations: some Sequence<[UInt8]> {
    indices.lazy.map { [UInt8](self[..<$0]) }
  }
}
