internal import CPSL
internal import Evidence

/// The public suffix list that is compiled into libpsl: below which names one can register.
///
/// This file is the only one that imports `CPSL`. Only the ICANN section counts. A filing is kept
/// for the name registered at a registry, and the private section (`github.io`, `myqcloud.com`)
/// lists names whose owners hand out subdomains: a filing of the owner covers those.
enum PublicSuffixList {
  /// When the list was compiled in, to the list's own version; `nil` when libpsl has none.
  static var date: Timestamp? {
    let time = psl_builtin_file_time()
    return time > 0 ? Timestamp(secondsSinceEpoch: Int64(time)) : nil
  }

  /// The public suffix of `name` and one label more.
  ///
  /// A top-level domain that the list does not know counts as a suffix itself (the list's rule
  /// `*`).
  ///
  /// - Parameter name: In A-labels, lower case, without a trailing dot: libpsl is wrong otherwise.
  /// - Returns: `nil` for a public suffix, which nobody can register.
  static func registrableDomain(of name: String) -> String? {
    guard let list = unsafe psl_builtin() else { return nil }
    var registrable: Substring?
    var suffix = name[...]
    while unsafe psl_is_public_suffix2(list, String(suffix), PSL_TYPE_ICANN) == 0 {
      guard let dot = suffix.utf8.firstIndex(of: UInt8(ascii: ".")) else { return nil }
      registrable = suffix
      suffix = suffix[suffix.index(after: dot)...]
    }
    return registrable.map { String($0) }
  }
}
