internal import Diagnosis
internal import Evidence
internal import Observation
internal import Reporting

/// The program's own name and number.
enum Version {
  static let number = "0.1.0"

  /// What the probes call themselves: a site's owner who finds it in a log can look it up.
  static let userAgent = "icpdiag/\(number) (+https://github.com/icpdiag/icpdiag)"

  static func all(places: String, recordsAsOf: Timestamp?) -> Versions {
    Versions(
      icpdiag: number, rules: Rules.version, signatures: SignaturePack.version, places: places,
      recordsAsOf: recordsAsOf)
  }
}
