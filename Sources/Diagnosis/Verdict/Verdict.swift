package import Evidence

/// What a target's condition comes to, for machines; small and closed (contract section 2).
package enum Status: String, Codable, CaseIterable, Hashable, Sendable {
  case ok
  case atRisk = "at-risk"
  case blocked, unreachable, undetermined, error
}

/// How sure a verdict is.
package enum Certainty: String, Codable, CaseIterable, Hashable, Comparable, Sendable {
  case possible, likely
  /// Wire and records agree, or the wire alone settles it.
  case confirmed

  package static func < (left: Certainty, right: Certainty) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .possible: 0
    case .likely: 1
    case .confirmed: 2
    }
  }
}

/// The decision about one target: the report's `verdict`.
package struct Verdict: Hashable, Sendable {
  package var cause: CauseID
  package var status: Status
  /// Whether the provider's documents list this cause (facts D-10 to D-13).
  package var documented: Bool
  package var certainty: Certainty
  /// The stable name of the rule that decided.
  package var rule: String
  /// One sentence: what it is.
  package var summary: Text
  /// Further sentences a reader needs: side remarks, contradictions, the fraction of addresses.
  package var remarks: [Text]
  /// Ids of the evidence that the verdict rests on.
  package var because: [String]
  package var ruledOut: [RuledOut]
  package var alternatives: [Alternative]
  package var remedy: [Step]
  /// Ids of documents and facts, such as `D-10`.
  package var sources: [String]
  package var sideEffects: [SideEffect]
  /// When time will have decided.
  package var recheckAfter: Timestamp?
  /// What to ask the provider for, where only the provider can tell: what a ticket ends with.
  package var request: Text?
  /// What it takes to be so without having seen it; `nil` for what is.
  package var hypothetical: Hypothesis?

  package init(
    cause: CauseID, status: Status, documented: Bool, certainty: Certainty, rule: String,
    summary: Text, remarks: [Text] = [], because: [String] = [], ruledOut: [RuledOut] = [],
    alternatives: [Alternative] = [], remedy: [Step] = [], sources: [String] = [],
    sideEffects: [SideEffect] = [], recheckAfter: Timestamp? = nil, request: Text? = nil,
    hypothetical: Hypothesis? = nil
  ) {
    self.cause = cause
    self.status = status
    self.documented = documented
    self.certainty = certainty
    self.rule = rule
    self.summary = summary
    self.remarks = remarks
    self.because = because
    self.ruledOut = ruledOut
    self.alternatives = alternatives
    self.remedy = remedy
    self.sources = sources
    self.sideEffects = sideEffects
    self.recheckAfter = recheckAfter
    self.request = request
    self.hypothetical = hypothetical
  }

  /// What a verdict supposes (`--assume`, `--at`).
  package struct Hypothesis: Hashable, Sendable {
    /// The names of the records documents that are taken to be true.
    package var assumed: [String]
    /// The addresses that the name is taken to resolve to.
    package var at: [IPAddress]
    /// The cause by the records as they are; `nil` where no record was assumed.
    package var actual: CauseID?

    package init(assumed: [String], at: [IPAddress], actual: CauseID?) {
      self.assumed = assumed
      self.at = at
      self.actual = actual
    }
  }

  /// A cause that the evidence excludes, and why.
  package struct RuledOut: Hashable, Sendable {
    package var cause: CauseID
    package var because: Text

    package init(cause: CauseID, because: Text) {
      self.cause = cause
      self.because = because
    }
  }

  /// A cause that stays possible, and what would decide it.
  package struct Alternative: Hashable, Sendable {
    package var cause: CauseID
    package var certainty: Certainty
    package var needs: Text

    package init(cause: CauseID, certainty: Certainty, needs: Text) {
      self.cause = cause
      self.certainty = certainty
      self.needs = needs
    }
  }

  /// One step of what to do.
  package struct Step: Hashable, Sendable {
    package var text: Text
    package var url: String?
    /// A command to run, printed on a line of its own; never part of the sentence.
    package var command: String?

    package init(_ text: Text, url: String? = nil, command: String? = nil) {
      self.text = text
      self.url = url
      self.command = command
    }
  }
}

/// What else the cause brings about, so that nobody looks for it elsewhere (facts section 6).
package enum SideEffect: String, Codable, CaseIterable, Hashable, Sendable {
  /// The challenge meets the block page (facts H-11).
  case acmeHTTP01Fails = "acme-http-01-fails"
  /// A foreign CDN in front cannot complete its handshake with the origin (facts N-19).
  case cdnShows525 = "cdn-in-front-shows-525"
  /// Tests on the server itself never cross the filter (facts K-07).
  case localhostLooksFine = "localhost-looks-fine"
  /// Other ports are filtered by the same name (facts K-13).
  case otherPortsBlockedToo = "other-ports-blocked-too"

  /// The facts behind it, and the complaints that it explains.
  package var sources: [String] {
    switch self {
    case .acmeHTTP01Fails: ["H-11"]
    case .cdnShows525: ["N-19"]
    case .localhostLooksFine: ["K-07", "C-08", "C-09"]
    case .otherPortsBlockedToo: ["K-13", "C-05"]
    }
  }
}
