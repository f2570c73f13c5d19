internal import Evidence

extension Observation {
  /// Whether something in it was supposed rather than seen: records, or what the name resolves to.
  var isSupposed: Bool {
    evidence.request.assumed != nil || evidence.records.contains(where: \.isAssumed)
      || suppositionAt != nil
  }

  private var suppositionAt: [IPAddress]? {
    target.kind == .domain ? evidence.request.at : nil
  }

  fileprivate var addressesSupposed: [IPAddress] { suppositionAt ?? [] }
}

/// Judges what would be if what was assumed were so.
///
/// A block that is seen today comes of today's records, and the gateway follows the records in the
/// end. So the assumed records decide as if the gateway knew them: where they let the name in and
/// today's do not, the block would end; where today's let it in already, the gateway goes by
/// something else, and no assumption about records ends the block. Nothing of it has been seen,
/// so it is likely at most, and only possible where today's records do not explain the block.
func suppose(
  _ observation: Observation, at now: Timestamp, _ signatures: SignatureSet
) -> Judgement {
  let evidence = observation.evidence
  var actual = observation
  actual.evidence.records.removeAll(where: \.isAssumed)
  let today = Reading(actual, at: now, signatures)
  let addresses = observation.addressesSupposed
  guard evidence.records.contains(where: \.isAssumed) else {
    var verdict = decide(today.subject, remarks: today.remarks(on: today.subject))
    if let remark = Supposition.idle(today.subject, evidence.request.assumed) {
      verdict.remarks.insert(remark, at: 0)
    }
    if !addresses.isEmpty {
      verdict.hypothetical = Verdict.Hypothesis(assumed: [], at: addresses, actual: nil)
      verdict.remarks += Supposition.outside(today.subject, verdict)
    }
    return Judgement(
      observation: observation, findings: today.findings,
      addresses: today.addressFindings,
      verdict: verdict, signatures: signatures.version)
  }

  var imagined = observation
  imagined.evidence.records = SupposedRecords(evidence.records, at: now).facts
  let reading = Reading(imagined, at: now, signatures)
  var subject = reading.subject
  subject.situation.blockWouldEnd =
    subject.situation.isBlockedForFiling && subject.situation.filing.letsIn
    && !today.subject.situation.filing.letsIn
  var verdict = decide(subject, remarks: reading.remarks(on: subject))
  let asThingsStand = decide(today.subject)
  let isExplained =
    today.subject.situation.filing.explainsBlock && evidence.hosts(of: observation.target) < 2
  verdict.certainty = min(verdict.certainty, .likely)
  if subject.situation.isReleased {
    let certainty = isExplained ? subject.situation.wireCertainty : .possible
    verdict.certainty = min(verdict.certainty, certainty)
  }
  // Nobody asks a provider about what is not so.
  verdict.request = nil
  let sources = evidence.request.assumed ?? []
  verdict.hypothetical = Verdict.Hypothesis(
    assumed: sources, at: addresses, actual: asThingsStand.cause)
  verdict.remarks.insert(Supposition.remark(sources, asThingsStand), at: 0)
  verdict.remarks += Supposition.outside(subject, verdict)
  return Judgement(
    observation: observation, findings: reading.findings, addresses: reading.addressFindings,
    verdict: verdict, signatures: signatures.version)
}

/// The sentences of a verdict that supposes something.
private enum Supposition {
  static func remark(_ sources: [String], _ actual: Verdict) -> Text {
    // A stored report may hold assumed records and not say whose they are.
    let list = sources.isEmpty ? Text(en: "what is assumed", zh: "所作假设") : named(sources)
    return Text(
      en:
        "Hypothetical: \(list.en) is taken to be true. As things stand: \(actual.status.label.en), "
        + "\(actual.cause.title.en).",
      zh: "假设性结论：以 \(list.zh) 中的记录为真。目前实际为：\(actual.status.label.zh)，"
        + "\(actual.cause.title.zh)。")
  }

  /// What was assumed may be about other domains altogether.
  static func idle(_ subject: Case, _ sources: [String]?) -> Text? {
    guard let sources, !sources.isEmpty else { return nil }
    let list = named(sources)
    return Text(
      en: "What was to be assumed says nothing of \(subject.name): \(list.en).",
      zh: "所假设的记录未涉及 \(subject.name)：\(list.zh)。")
  }

  /// Whether a filing is needed is known even where the server there does not answer yet.
  static func outside(_ subject: Case, _ verdict: Verdict) -> [Text] {
    guard verdict.hypothetical?.at.isEmpty == false, subject.situation.place == .outside,
      verdict.cause != .notRequired, !subject.situation.isBlockedForFiling
    else { return [] }
    return [
      Text(
        en: "No ICP filing is needed there: the address is outside mainland China.",
        zh: "该地址位于中国内地以外，无需 ICP 备案。")
    ]
  }

  private static func named(_ sources: [String]) -> Text {
    Text.list(sources.map { String($0.prefix(100)) })
  }
}

extension Filing {
  /// Whether a gateway that follows these records lets the name in, with no sync to wait for.
  var letsIn: Bool { self == .settled || self == .settledUndated }

  /// Whether these records say why the name is blocked.
  fileprivate var explainsBlock: Bool {
    switch self {
    case .unknown, .recentUnknown, .contradictory, .settled, .settledUndated: false
    default: true
    }
  }
}

extension Evidence {
  /// How many providers' gateways stand before the target; each goes by its own records.
  fileprivate func hosts(of target: Target) -> Int {
    let places = targetAddresses(of: target).compactMap(place(of:))
    return Set(places.filter { $0.area == .mainland }.map(\.provider)).count
  }
}
