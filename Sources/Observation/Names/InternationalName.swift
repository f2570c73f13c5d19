internal import CIDN
internal import Glibc

/// The conversion between U-labels and A-labels (RFC 5890 section 2.3.2.1) by libidn2.
///
/// This file is the only one that imports `CIDN`. The mapping is that of UTS #46, non-transitional.
/// The flag for STD3 rules is never set: it drops underscores, so that `foo_bar.cn` would silently
/// become another name.
enum InternationalName {
  /// The A-label of one label that holds other characters than ASCII, or that claims to be an
  /// A-label.
  ///
  /// - Parameter label: Without NUL, which would end it for libidn2.
  /// - Returns: Lower case; other ASCII characters may remain, since the mapping yields them (`℀`
  ///   maps to `a/c`). `nil` when libidn2 refuses the label.
  static func aLabel(of label: String) -> String? {
    let flags = Int32(IDN2_NONTRANSITIONAL.rawValue | IDN2_NFC_INPUT.rawValue)
    return unsafe converted { unsafe idn2_to_ascii_8z(label, $0, flags) }
  }

  /// The name with its A-labels turned into U-labels, for people; `nil` when libidn2 refuses it.
  static func unicode(of ascii: String) -> String? {
    unsafe converted { unsafe idn2_to_unicode_8z8z(ascii, $0, 0) }
  }

  /// Takes over the string that libidn2 allocates.
  private static func converted(
    _ convert: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32
  ) -> String? {
    var output: UnsafeMutablePointer<CChar>?
    let status = unsafe convert(&output)
    guard let output = unsafe output else { return nil }
    defer { unsafe free(output) }
    return status == IDN2_OK.rawValue ? unsafe String(cString: output) : nil
  }
}
