internal import Glibc

/// The descriptors this process may have open, and how many targets they are enough for.
///
/// Targets that wait for each other's descriptors would hold on to their own meanwhile, so there
/// must not be more of them at once than can have what they need.
enum Descriptors {
  /// The sockets of one target, in an inquiry or with a few addresses.
  ///
  /// The few targets that need more wait for others to end.
  private static let each = 16

  /// Streams, the loop, the library's own, certificates being read.
  private static let spare = 32

  /// As many as are ever needed; the system's own bound may be a thousand million.
  private static let enough: rlim_t = 20_000

  /// Raises the soft limit as far as it may be raised and is needed, and bounds a width by it.
  ///
  /// - Parameter wanted: Targets that are to be observed at once.
  /// - Returns: At least one, at most `wanted`.
  static func width(upTo wanted: Int) -> Int {
    var limit = rlimit()
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    guard unsafe getrlimit(resource, &limit) == 0 else { return wanted }
    let raised = min(limit.rlim_max, enough)
    if limit.rlim_cur < raised {
      var higher = limit
      higher.rlim_cur = raised
      if unsafe setrlimit(resource, &higher) == 0 { limit = higher }
    }
    return width(upTo: wanted, descriptors: Int(clamping: limit.rlim_cur))
  }

  static func width(upTo wanted: Int, descriptors: Int) -> Int {
    max(1, min(wanted, (descriptors - spare) / each))
  }
}
