/// How far an observation goes: each stage of an audit's funnel asks only of what the one before
/// left open.
package enum Stage: String, Codable, CaseIterable, Hashable, Comparable, Sendable {
  /// Names and the places of their addresses; nobody's web server is asked.
  case dns
  /// One plain request to each address.
  case http
  /// All there is.
  case full

  package static func < (left: Stage, right: Stage) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .dns: 0
    case .http: 1
    case .full: 2
    }
  }
}
