package import Diagnosis
internal import Evidence

/// What to paste into a ticket where only the provider can tell: what was seen, when, by what id.
///
/// It is meant for strangers, so names of entities and sources, the user's own instances and the
/// name servers asked stay out of it unless everything is wanted.
package enum TicketText {
  /// - Parameters:
  ///   - judgement: What was observed and what it comes to.
  ///   - language: The language of the sentences.
  ///   - isFull: Whether to name entities, sources, instances and name servers too.
  /// - Returns: The ticket, a paragraph a line; empty where no provider needs to be asked.
  package static func lines(
    _ judgement: Judgement, in language: Language, isFull: Bool = false
  ) -> [SafeText] {
    let say = Words(language)
    guard let request = judgement.verdict.request else { return [] }
    let observation = judgement.observation
    let name = say.names(of: observation).first ?? ""
    let moment = say.beijing(observation.startedAt)
    var lines = [
      say("\(name) does not open; tested on \(moment).", "\(name) 无法访问，测试时间：\(moment)。")
    ]
    var shown = judgement
    if !isFull { shown.observation.evidence.withhold() }
    let kinds = kinds(isFull: isFull)
    for line in EvidenceLines.of(shown, in: language) where kinds.contains(line.kind) {
      guard line.isNotable || isFull else { continue }
      lines.append(
        say("\(say.label(line.kind)): \(line.text)", "\(say.label(line.kind))：\(line.text)"))
    }
    if isFull {
      let entities = observation.evidence.records.compactMap(\.filing?.entityName).unique()
      lines += entities.map { say("Entity: \(outside: $0)", "主体：\(outside: $0)") }
    }
    let ids = observation.evidence.http.compactMap(\.blockID).unique()
    lines += ids.map { say("Id on the block page: \(outside: $0)", "阻断页编号：\(outside: $0)") }
    return lines + [say(request)]
  }

  private static func kinds(isFull: Bool) -> Set<EvidenceLine.Kind> {
    isFull
      ? Set(EvidenceLine.Kind.allCases) : [.place, .http, .https, .tls, .registry, .provider]
  }
}

extension Evidence {
  /// Leaves out who says it, and what a look-up answered in its own words.
  fileprivate mutating func withhold() {
    for index in records.indices {
      records[index].source = nil
      records[index].reason = nil
    }
    for index in places.indices {
      places[index].isUserDefined = false
    }
  }
}

extension HTTPExchange {
  /// The digits by which the provider finds its own block page again (facts B-01, B-02).
  var blockID: String? {
    for mark in ["beian-block?id=", "alww.html?id="] {
      guard let range = body.firstRange(of: mark) else { continue }
      let digits = body[range.upperBound...].prefix(40).prefix { $0.isASCII && $0.isNumber }
      if !digits.isEmpty { return String(digits) }
    }
    return nil
  }
}

extension Words {
  /// `2026-08-22 11:10 Beijing time (2026-08-22 03:10 UTC)`: providers look it up by their clock.
  fileprivate func beijing(_ moment: Timestamp) -> SafeText {
    let local = moment.adding(seconds: 8 * 3_600)
    let time = SafeText(outside: String(local.rfc3339.dropFirst(11).prefix(5)))
    return self(
      "\(day(local)) \(time) Beijing time (\(minute(moment)))",
      "北京时间 \(day(local)) \(time)（\(minute(moment))）")
  }
}
