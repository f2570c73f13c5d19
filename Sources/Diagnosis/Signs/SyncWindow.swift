/// How long after an approval a provider's systems may not know it yet.
///
/// The documents name no figure (facts D-35, D-90); these bands come from what applicants and
/// providers report (facts P-01 to P-14).
package struct SyncWindow: Hashable, Sendable {
  /// Seconds within which waiting is the whole remedy.
  package let normal: Int64
  /// Seconds within which the sync is late yet still possible; past them it is excluded.
  package let latest: Int64
  let source: String

  /// For Alibaba Cloud, whose documents give no figure (facts P-01 to P-03: 7 to 24 hours by
  /// report), and for providers that state none, such as Volcengine (facts P-10).
  static let standard = SyncWindow(normal: 24 * 3_600, latest: 48 * 3_600, source: "P-14")

  /// The window of a provider whose own figures differ from the standard bands, or those.
  package static func window(of provider: String?) -> SyncWindow {
    switch provider {
    // Half an hour for the block by its documents, 6 hours for the console (facts P-04 to P-06);
    // up to two days have been reported (facts P-08).
    case "tencent": SyncWindow(normal: 6 * 3_600, latest: 48 * 3_600, source: "P-08")
    // A filed name is released within a day, else a ticket (facts P-11).
    case "baidu": SyncWindow(normal: 24 * 3_600, latest: 24 * 3_600, source: "P-11")
    default: standard
    }
  }
}
