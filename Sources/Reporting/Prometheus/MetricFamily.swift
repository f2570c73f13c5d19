/// All samples of one name, which the exposition has to keep together (Prometheus text format 0.0.4).
struct MetricFamily: Sendable {
  /// A value with the labels that stand beside the target's.
  struct Sample: Sendable {
    var labels: [(name: String, value: String)] = []
    var value: String
  }

  var name: String
  /// What it means, in one sentence.
  var help: String
  /// The samples of one target; none where the value is not known.
  var samples: @Sendable (WatchedTarget) -> [Sample]

  /// A family of at most one number for each target.
  init(_ name: String, _ help: String, _ value: @escaping @Sendable (WatchedTarget) -> String?) {
    self.init(name, help) { target in value(target).map { [Sample(value: $0)] } ?? [] }
  }

  init(_ name: String, _ help: String, samples: @escaping @Sendable (WatchedTarget) -> [Sample]) {
    self.name = name
    self.help = help
    self.samples = samples
  }

  /// One sample of a state for each that there is, 1 for the one that holds (OpenMetrics, StateSet).
  static func stateSet(
    _ name: String, _ help: String, label: String, states: [String],
    _ state: @escaping @Sendable (WatchedTarget) -> String
  ) -> Self {
    Self(name, help) { target in
      let current = state(target)
      return states.map { Sample(labels: [(label, $0)], value: $0 == current ? "1" : "0") }
    }
  }

  /// The lines that come before the samples, once.
  var heading: String { Self.heading(name, help) }

  static func heading(_ name: String, _ help: String) -> String {
    "# HELP \(name) \(escaped(help))\n# TYPE \(name) gauge\n"
  }

  /// The lines of one target.
  func lines(of target: WatchedTarget) -> String {
    samples(target).map { sample in
      Self.line(name, [("target", target.name)] + sample.labels, sample.value)
    }.joined()
  }

  static func line(_ name: String, _ labels: [(name: String, value: String)], _ value: String)
    -> String
  {
    let pairs = labels.map { "\($0.name)=\"\(escaped($0.value, quotes: true))\"" }
    return name + (pairs.isEmpty ? "" : "{\(pairs.joined(separator: ","))}") + " \(value)\n"
  }

  /// Backslashes, line ends and, in a label's value, quotes have an escape each.
  static func escaped(_ text: String, quotes: Bool = false) -> String {
    var escaped = ""
    for character in text.unicodeScalars {
      switch character {
      case "\\": escaped += "\\\\"
      case "\n": escaped += "\\n"
      case "\"" where quotes: escaped += "\\\""
      default: escaped.unicodeScalars.append(character)
      }
    }
    return escaped
  }
}
