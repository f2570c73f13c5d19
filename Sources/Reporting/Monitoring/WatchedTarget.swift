package import Diagnosis
package import Evidence

/// What a monitor is told of one target: names, numbers and one sentence.
///
/// Monitors want all of a run at once, metric by metric, so these are kept until its end: as lines
/// of text, for the memory must not grow with the list.
package struct WatchedTarget: Hashable, Sendable {
  /// The input, on one line and bounded.
  package var name: String
  package var status: Status
  package var cause: CauseID
  package var certainty: Certainty
  /// Whether a visitor gets to see the site; `nil` where that was not seen.
  package var opens: Bool?
  /// When its observation began.
  package var startedAt: Timestamp
  package var durationS: Double
  /// Seconds until the first address was known; `nil` where no name was asked for now.
  package var lookUpS: Double?
  /// The plain request and what it led to; `nil` where nothing was requested.
  package var visit: Visit?
  /// The protocol of the first handshake that came to its end, such as `TLSv1.3`.
  package var tlsVersion: String?
  /// The first moment at which a certificate that was presented is no longer valid.
  package var certificateEnd: Timestamp?
  package var recheckAfter: Timestamp?
  /// Since when the cause is what it is, where earlier runs are known.
  package var since: Timestamp?
  /// Kinds of what is about to happen.
  package var warnings: [String]
  /// What it is, in a sentence.
  package var summary: String

  /// Where a visit ended.
  package struct Visit: Hashable, Sendable {
    /// The status code of the last answer; 0 where there was none.
    package var status: Int
    package var isSecure: Bool
    package var redirects: Int
    /// `1.1`, `2`; `nil` where there was no answer.
    package var version: String?
    /// 4 or 6.
    package var ipProtocol: Int

    package init(
      status: Int, isSecure: Bool, redirects: Int, version: String?, ipProtocol: Int
    ) {
      self.status = status
      self.isSecure = isSecure
      self.redirects = redirects
      self.version = version
      self.ipProtocol = ipProtocol
    }
  }

  /// Characters of a name; longer ones are no names of sites.
  static let nameCharacters = 200
  static let summaryCharacters = 400

  /// - Parameters:
  ///   - judgement: The target, judged.
  ///   - since: Since when the cause is what it is.
  ///   - warnings: Kinds of what is about to happen.
  ///   - language: The language of the sentence.
  package init(
    _ judgement: Judgement, since: Timestamp? = nil, warnings: [String] = [],
    in language: Language
  ) {
    let observation = judgement.observation
    let verdict = judgement.verdict
    let evidence = observation.evidence
    name = SafeText(outside: observation.input, limit: Self.nameCharacters).string
    status = verdict.status
    cause = verdict.cause
    certainty = verdict.certainty
    startedAt = observation.startedAt
    durationS = Self.seconds(observation.durationS)
    lookUpS = evidence.lookUpS
    let visit = Visit(evidence.http, because: verdict.because)
    self.visit = visit
    let handshakes = evidence.tls.filter { $0.purpose == .target }
    tlsVersion = handshakes.lazy.compactMap(\.version).first.map(Self.word)
    certificateEnd = handshakes.compactMap { $0.certificate?.notAfter }.min()
    recheckAfter = verdict.recheckAfter
    self.since = since
    self.warnings = warnings
    let words = Words(language)
    let summary = SafeText(
      outside: verdict.summary(in: language), limit: Self.summaryCharacters)
    self.summary =
      (verdict.hypothetical == nil ? summary : words.hypothetical + ": " + summary).string
    opens =
      switch verdict.status {
      case .blocked, .unreachable: false
      case .undetermined, .error: nil
      // Whether a bare address may serve is judged whatever it serves.
      case .ok, .atRisk:
        observation.target.kind == .address ? visit.map { (1..<400).contains($0.status) } : true
      }
  }
}

extension WatchedTarget {
  /// Seconds to a hundredth of a millisecond, in the bounds that a stored report may lack.
  fileprivate static func seconds(_ value: Double) -> Double {
    (min(max(value, 0), 1e6) * 100_000).rounded() / 100_000
  }

  /// The name of a protocol's version, which a stored report might spell in any way.
  fileprivate static func word(_ text: String) -> String {
    String(text.prefix(16).filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") })
  }
}

extension WatchedTarget.Visit {
  /// Follows a request for the target to its end: the one that the verdict rests on, else the first
  /// that was answered.
  fileprivate init?(_ exchanges: [HTTPExchange], because: [String]) {
    let own = exchanges.filter { $0.purpose == .target }
    guard
      let first = own.first(where: { because.contains($0.id) })
        ?? own.first(where: { $0.status != nil }) ?? own.first
    else { return nil }
    var last = first
    var redirects = 0
    while redirects < Limits.redirects, let next = exchanges.first(where: { $0.via == last.id }) {
      last = next
      redirects += 1
    }
    self.init(
      status: last.status ?? 0, isSecure: last.scheme == .https, redirects: redirects,
      version: last.version.map(WatchedTarget.word), ipProtocol: last.address.family == .v4 ? 4 : 6)
  }
}

extension Evidence {
  /// From the first question about the target to the first answer with an address.
  fileprivate var lookUpS: Double? {
    let asked = dns.filter { $0.role == .resolver && $0.ageS == nil }
    let answered = asked.filter { exchange in
      exchange.answers.contains { $0.type == "A" || $0.type == "AAAA" }
    }
    guard let start = asked.map(\.startedMs).min(),
      let end = answered.map({ $0.startedMs + $0.durationMs }).min(), end >= start
    else { return nil }
    return WatchedTarget.seconds((end - start) / 1_000)
  }
}
