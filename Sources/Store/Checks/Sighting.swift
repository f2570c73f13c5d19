package import Evidence
package import Monitor

/// What one run saw of one target.
package struct Sighting: Sendable {
  /// The target's canonical text, by which it is known from run to run.
  package var key: String
  /// What the user wrote.
  package var input: String
  package var at: Timestamp
  package var standing: Standing
  package var certainty: String
  package var rule: String
  /// The report, kept unless one of the same content is there already; `nil`: none is kept.
  package var content: Content?
  /// How often a new cause must be seen.
  package var hysteresis: Hysteresis
  /// Whether it says nothing of the target: this machine saw nothing, or was not to ask.
  package var isBlind: Bool

  package struct Content: Hashable, Sendable {
    /// The SHA-256 of what matters in it, in hexadecimal digits.
    package var sha256: String
    /// The whole report as JSON.
    package var report: String

    package init(sha256: String, report: String) {
      self.sha256 = sha256
      self.report = report
    }
  }

  package init(
    key: String, input: String, at: Timestamp, standing: Standing, certainty: String, rule: String,
    content: Content? = nil, hysteresis: Hysteresis = Hysteresis(), isBlind: Bool = false
  ) {
    self.key = key
    self.input = input
    self.at = at
    self.standing = standing
    self.certainty = certainty
    self.rule = rule
    self.content = content
    self.hysteresis = hysteresis
    self.isBlind = isBlind
  }
}

/// A transition as the store keeps it.
package struct StoredTransition: Hashable, Sendable {
  /// Its number, which no other ever has.
  package var id: Int64
  /// The target's key.
  package var key: String
  package var transition: Transition

  package init(id: Int64, key: String, transition: Transition) {
    self.id = id
    self.key = key
    self.transition = transition
  }
}

/// A notice to be delivered to one sink.
package struct Outgoing: Hashable, Sendable {
  /// The sink's name in the configuration.
  package var sink: String
  /// The JSON of what it is told.
  package var notice: String

  package init(sink: String, notice: String) {
    self.sink = sink
    self.notice = notice
  }
}

/// What became of a sighting.
package struct Recorded: Hashable, Sendable {
  /// The target's state now; `nil` while nothing was ever seen of it.
  package var state: TargetState?
  /// What this run has to tell of the target, the oldest first: whatever nobody has told yet and no
  /// other run is about to.
  package var transitions: [StoredTransition]

  package init(state: TargetState?, transitions: [StoredTransition]) {
    self.state = state
    self.transitions = transitions
  }
}
