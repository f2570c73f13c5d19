extension String {
  /// Octets from a stranger as text that can be shown: UTF-8 with repair, and every control
  /// character but the tab read as U+FFFD too.
  init(repairing octets: some Collection<UInt8>) {
    let text = String(decoding: octets, as: UTF8.self)
    guard text.unicodeScalars.contains(where: \.isUnprintable) else {
      self = text
      return
    }
    self.init(
      String.UnicodeScalarView(text.unicodeScalars.map { $0.isUnprintable ? "\u{FFFD}" : $0 }))
  }
}

extension Unicode.Scalar {
  /// Whether this is a control character (C0, DEL, C1) other than the tab.
  var isUnprintable: Bool {
    value < 0x20 && value != 0x09 || (0x7F...0x9F).contains(value)
  }
}

extension Sequence<UInt8> {
  /// Whether both are the same, letters of ASCII taken without their case.
  func matches(_ other: some Sequence<UInt8>) -> Bool {
    elementsEqual(other) { $0.lowercased == $1.lowercased }
  }
}

extension UInt8 {
  /// The octet with an ASCII capital turned small.
  var lowercased: UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
  }

  /// The value of an ASCII decimal digit.
  var decimalDigit: Int? {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) ? Int(self - UInt8(ascii: "0")) : nil
  }

  /// Space or tab.
  var isBlank: Bool { self == 0x20 || self == 0x09 }
}
