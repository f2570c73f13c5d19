package import Diagnosis

/// The four states of a Nagios plugin, whose numbers are its exit statuses (Monitoring Plugins
/// Development Guidelines, "Plugin Return Codes").
package enum NagiosState: Int32, CaseIterable, Sendable {
  case ok, warning, critical, unknown

  /// Of a target: what is about to happen to it is a warning at least.
  init(_ target: WatchedTarget) {
    self = .worst(of: [target.status], warns: !target.warnings.isEmpty)
  }

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

  /// The state of several targets; nothing is known where there are none.
  ///
  /// A problem that is known outweighs one that may be none, as it does in the exit status of other
  /// formats.
  ///
  /// - Parameters:
  ///   - statuses: What was found.
  ///   - warns: Whether something is about to happen to a target.
  /// - Returns: The worst of them.
  package static func worst(
    of statuses: some Sequence<Status>, warns: Bool = false
  ) -> NagiosState {
    worst(of: statuses.map(NagiosState.init) + (warns ? [.warning] : []))
  }

  static func worst(of states: [NagiosState]) -> NagiosState {
    let states = Set(states)
    return [.critical, .warning, .unknown, .ok].first(where: states.contains) ?? .unknown
  }
}
