/// The program's own name and number.
enum Version {
  static let number = "0.1.0"

  /// What the probes call themselves: a site's owner who finds it in a log can look it up.
  static let userAgent = "icpdiag/\(number) (+https://github.com/icpdiag/icpdiag)"
}
