extension UInt8 {
  /// The lower case of an ASCII letter; any other octet as it is.
  package var inLowerCase: UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
  }
}
