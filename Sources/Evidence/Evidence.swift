/// Everything observed about one target: what the decision is made from, and all it may see.
///
/// A value: recordable, replayable, without a verdict and without a clock.
package struct Evidence: Codable, Hashable, Sendable {
  /// What the user said about the question itself.
  package var request: Request
  package var dns: [DNSExchange]
  package var places: [Place]
  package var http: [HTTPExchange]
  package var tls: [TLSHandshake]
  package var records: [RecordFact]
  package var vantage: Vantage

  package init(
    request: Request = Request(), dns: [DNSExchange] = [], places: [Place] = [],
    http: [HTTPExchange] = [], tls: [TLSHandshake] = [], records: [RecordFact] = [],
    vantage: Vantage = Vantage()
  ) {
    self.request = request
    self.dns = dns
    self.places = places
    self.http = http
    self.tls = tls
    self.records = records
    self.vantage = vantage
  }

  /// Adds records that are to be taken as true, in place of those assumed before.
  ///
  /// - Parameters:
  ///   - facts: What they say of the target.
  ///   - sources: The names of the documents, whether or not they speak of the target.
  package mutating func assume(_ facts: [RecordFact], from sources: [String]) {
    request.assumed = sources
    setRecords(
      records.filter { !$0.isAssumed }
        + facts.map { fact in
          var fact = fact
          fact.isAssumed = true
          return fact
        })
  }

  /// Puts what other records say in the place of what is known; what is assumed stays.
  package mutating func replaceKnownRecords(by facts: [RecordFact]) {
    setRecords(facts + records.filter(\.isAssumed))
  }

  private mutating func setRecords(_ facts: [RecordFact]) {
    records = facts
    for index in records.indices {
      records[index].id = "records.\(index + 1)"
    }
  }

  /// The part of the command line that changes what the evidence means.
  package struct Request: Codable, Hashable, Sendable {
    /// The provider the site is meant to be hosted at (`--provider`).
    package var provider: String?
    /// The clock the rules were told to use (`--now`), so that a replay uses it too; `nil` is the
    /// start of the observation.
    package var now: Timestamp?
    /// The addresses probed as if the name resolved to them (`--at`); `nil` when it was looked up.
    package var at: [IPAddress]?
    /// Who the site's operator is (`--entity`): a filing of somebody else is not theirs.
    package var entity: String?
    /// The records documents taken to be true (`--assume`), by their names; `nil` for none.
    package var assumed: [String]?
    /// The entries of the stop list (`--stop-list`) that kept something from being asked; `nil` for
    /// none.
    package var stopList: [String]?
    /// How far the observation went (`--stage`); `nil` is all the way.
    package var stage: Stage?

    package init(
      provider: String? = nil, now: Timestamp? = nil, at: [IPAddress]? = nil,
      entity: String? = nil, assumed: [String]? = nil, stopList: [String]? = nil,
      stage: Stage? = nil
    ) {
      self.provider = provider
      self.now = now
      self.at = at
      self.entity = entity
      self.assumed = assumed
      self.stopList = stopList
      self.stage = stage
    }
  }
}

/// One target's evidence together with what it was gathered for and when.
package struct Observation: Codable, Hashable, Sendable {
  /// The input as the user wrote it.
  package var input: String
  /// Its place in the list of inputs, from 0.
  package var index: Int
  /// Text the user attached to the input, carried to the report.
  package var meta: String?
  package var target: Target
  package var startedAt: Timestamp
  package var durationS: Double
  package var evidence: Evidence
  /// The tables that said where the addresses are; a report keeps it among its versions.
  package var placesVersion = ""

  /// The moment to judge at, unless somebody says otherwise now.
  package var judgedAt: Timestamp { evidence.request.now ?? startedAt }

  private enum CodingKeys: CodingKey {
    case input, index, meta, target, startedAt, durationS, evidence
  }

  package init(
    input: String, index: Int, meta: String? = nil, target: Target, startedAt: Timestamp,
    durationS: Double, evidence: Evidence, placesVersion: String = ""
  ) {
    self.input = input
    self.index = index
    self.meta = meta
    self.target = target
    self.startedAt = startedAt
    self.durationS = durationS
    self.evidence = evidence
    self.placesVersion = placesVersion
  }
}
