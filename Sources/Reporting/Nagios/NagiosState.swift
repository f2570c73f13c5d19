package import Diagnosis

/// The four states of a Nagios plugin, whose numbers are its exit statuses (Monitoring Plugins
/// Development Guidelines, "Plugin Return Codes").
package enum NagiosState: Int32, CaseIterable, Sendable {
  case ok, warning, critical, unknown

  package init(_ status: Status) {
    self =
      switch status {
      case .ok: .ok
      case .atRisk: .warning
      case .blocked, .unreachable: .critical
      case .undetermined, .error: .unknown
      }
  }

  /// The word that the line begins with, after the service's name.
  var word: String {
    switch self {
    case .ok: "OK"
    case .warning: "WARNING"
    case .critical: "CRITICAL"
    case .unknown: "UNKNOWN"
    }
  }

  /// The worst first; a problem that is known outweighs one that may be none, as it does in the
  /// exit status of other formats.
  static let worstFirst: [Self] = [.critical, .warning, .unknown, .ok]
}
