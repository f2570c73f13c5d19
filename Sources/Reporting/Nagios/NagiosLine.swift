package import Diagnosis
internal import Evidence

/// What a Nagios plugin prints: one line on all targets, and performance data behind a bar.
///
/// Targets are added one by one, and only the worst few are kept by name.
package struct NagiosLine: Sendable {
  private let language: Language
  private var counts: [Status: Int] = [:]
  private var states: [NagiosState: Int] = [:]
  /// The first few of each state.
  private var worst: [NagiosState: [WatchedTarget]] = [:]
  private var durationS = 0.0

  /// Names that fit a line which people read on a telephone.
  private static let names = 5
  /// What every version of NRPE carries, and what a database column of add-ons holds.
  static let octets = 1_000

  package init(in language: Language) {
    self.language = language
  }

  package mutating func add(_ target: WatchedTarget) {
    counts[target.status, default: 0] += 1
    durationS = max(durationS, target.durationS)
    let state = NagiosState(target)
    states[state, default: 0] += 1
    if worst[state, default: []].count < Self.names { worst[state, default: []].append(target) }
  }

  package var state: NagiosState { NagiosState.worst(of: Array(states.keys)) }

  /// The line, with its line end.
  package var text: String {
    let first = worst[state]?.first
    let sentence =
      switch count {
      case 0: say("no targets", "没有目标")
      case 1: first.map(sentence) ?? ""
      default: overview
      }
    return Self.line(state, sentence.string, data: count == 1 ? first.map(data) ?? [] : data)
  }

  /// The line of a run that came to nothing.
  package static func failure(_ reason: String) -> String {
    line(.unknown, SafeText(outside: reason, limit: 400).string, data: [])
  }

  private var say: Words { Words(language) }
  private var count: Int { counts.values.reduce(0, +) }

  // MARK: Sentences

  private func sentence(_ target: WatchedTarget) -> SafeText {
    let summary = SafeText(outside: target.summary, limit: WatchedTarget.summaryCharacters)
    return "\(brief(target)): \(summary)"
  }

  private func brief(_ target: WatchedTarget) -> SafeText {
    let name = SafeText(outside: target.name, limit: 80)
    let cause = SafeText(outside: target.cause.rawValue)
    guard target.status != .error else { return "\(name) \(cause)" }
    let warnings = Set(target.warnings).sorted().map { ", \($0)" }.joined()
    return "\(name) \(cause) (\(SafeText(outside: target.certainty.rawValue + warnings)))"
  }

  private var overview: SafeText {
    let named = worst[state] ?? []
    let total = states[state] ?? 0
    if state == .ok { return say("all \(count) targets are fine", "\(count) 个目标均正常") }
    let more = total - named.count
    let names =
      say.list(named.map(brief)) + (more > 0 ? say(" and \(more) more", " 等 \(total) 个") : "")
    return say("\(total) of \(count) targets: \(names)", "\(count) 个目标中有 \(total) 个：\(names)")
  }

  // MARK: Performance data

  /// Of one target; a value that is not known is left out.
  private func data(_ target: WatchedTarget) -> [String] {
    var data = ["time=\(target.durationS)s;;;0"]
    if let seconds = target.lookUpS { data.append("dns=\(seconds)s;;;0") }
    if let visit = target.visit { data.append("http_status=\(visit.status);;;0;599") }
    if let end = target.certificateEnd {
      data.append("certificate_days=\(end.seconds(since: target.startedAt) / 86_400)")
    }
    return data
  }

  /// Of many: how many there are of each status.
  private var data: [String] {
    ["targets=\(count);;;0"]
      + Status.allCases.map { status in
        let label = String(status.rawValue.map { $0 == "-" ? "_" : $0 })
        return "\(label)=\(counts[status] ?? 0);;;0;\(count)"
      } + ["longest=\(durationS)s;;;0"]
  }

  // MARK: The line

  /// A bar begins the performance data, so that the text may hold none.
  private static func line(_ state: NagiosState, _ text: String, data: [String]) -> String {
    let behind = data.isEmpty ? "" : " | " + data.joined(separator: " ")
    var front = "ICP \(state.word) - " + String(text.map { $0 == "|" ? "/" : $0 })
    let room = octets - behind.utf8.count - 1
    if front.utf8.count > room {
      while front.utf8.count > room - 3 { front.removeLast() }
      front += "…"
    }
    return front + behind + "\n"
  }
}
