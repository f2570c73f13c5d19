/// What a scheduled check is told: which targets, what is expected of them, who is to be told.
package struct CheckConfig: Sendable {
  /// Octets of a file that are read; a longer list belongs into a file for `input`, which is
  /// streamed.
  package static let octetLimit = 8 << 20
  /// Targets of the file itself.
  static let targetLimit = 50_000
  static let sinkLimit = 32
  static let recordsLimit = 64
  /// Days before something is due from which it is warned of.
  package static let warnDays = 14

  package struct CheckTarget: Hashable, Sendable {
    /// As it is written.
    package var input: String
    /// What it says itself.
    package var expectation: Expectation
    /// Its own in place of that of all.
    package var hysteresis: Hysteresis?
    /// Where it stands in the file.
    package var line: Int?
  }

  /// The name of the file.
  package var file: String
  package var targets: [CheckTarget] = []
  /// A list of further targets, one a line, of any length.
  package var input: String?
  /// What is expected of targets that say nothing else, those of ``input`` among them.
  package var defaults = Expectation()
  package var hysteresis = Hysteresis()
  package var retention = Retention()
  package var warnDays = CheckConfig.warnDays
  /// Records documents to use beside the store.
  package var records: [String] = []
  package var sinks: [NoticeSink] = []
  /// Whether the file is no configuration but the list of targets itself; ``input`` names it then.
  package var isPlainList = false
  /// That list, where it cannot be read a second time.
  package var list: [UInt8]?

  package init(file: String) {
    self.file = file
  }
}
