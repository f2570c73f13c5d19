package import Evidence

/// Something that knows filings: documents of this run, or the store.
package protocol RecordsSource: Sendable {
  /// Tells everything it knows of a domain; of a domain that it does not cover, nothing.
  ///
  /// - Parameters:
  ///   - domain: Its registrable domain, in A-labels.
  ///   - facts: Takes the facts, without ids and in any order.
  /// - Throws: What keeps a source from being read at all; documents throw nothing.
  func tell(of domain: String, to facts: inout RecordFacts) throws

  /// The user's instances that hold one of `addresses`, or a few that do not.
  func instances(holding addresses: [IPAddress]) throws -> InstanceMatch
}

/// What an inventory of instances says about some addresses.
package enum InstanceMatch: Hashable, Sendable {
  case held([RecordsDocument.Instance])
  /// None of them; a few of the instances that there are, for the sentence, or no inventory at all.
  case notHeld([RecordsDocument.Instance])

  /// How many instances stand for an inventory that holds none of the addresses.
  package static let examples = 4
}

extension Sequence<any RecordsSource> {
  /// Everything the records say about a target.
  ///
  /// - Parameters:
  ///   - domain: Its registrable domain, in A-labels.
  ///   - addresses: The addresses it resolves to, to be found among the user's instances.
  /// - Returns: Facts with the ids `records.1` and so on, the newest views first.
  /// - Throws: What a source throws.
  package func facts(for domain: String?, addresses: [IPAddress]) throws -> [RecordFact] {
    var told = RecordFacts()
    var matches: [InstanceMatch] = []
    for source in self {
      if let domain { try source.tell(of: domain, to: &told) }
      if !addresses.isEmpty { matches.append(try source.instances(holding: addresses)) }
    }
    return told.numbered(with: matches)
  }
}

/// What several sources say about one domain, and how much of it is evidence.
///
/// Of what one source says again and again, only the last time counts: hundreds of daily imports
/// of one console are one fact, as of the newest. What the same source said otherwise before stays
/// beside it, so that a contradiction is shown.
package struct RecordFacts: Sendable {
  /// What is one answer of one source, however often it gives it.
  private struct Answer: Hashable {
    let view: RecordFact.View
    let provider: String?
    let source: String?
    let outcome: RecordFact.Outcome
    /// What kind of filing, access or order it is about; of a CDN, which of its domains.
    let subject: String?
  }

  private var answers: [Answer: [RecordFact]] = [:]
  /// In the order in which they came, for those of the same age.
  private var order: [Answer] = []

  package init() {}

  /// Takes a fact, unless the same source has said the same since.
  package mutating func add(_ fact: RecordFact) {
    let answer = Answer(
      view: fact.view, provider: fact.provider, source: fact.source, outcome: fact.outcome,
      subject: Self.subject(of: fact))
    guard let known = answers[answer], let newest = known.first else {
      answers[answer] = [fact]
      order.append(answer)
      return
    }
    if fact.moment > newest.moment {
      answers[answer] = [fact]
    } else if fact.moment == newest.moment, known.count < Limits.recordFacts, !known.contains(fact)
    {
      answers[answer, default: []].append(fact)
    }
  }

  private static func subject(of fact: RecordFact) -> String? {
    if let filing = fact.filing {
      return (filing.service?.rawValue ?? "") + (filing.cancelledAt == nil ? "" : " cancelled")
    }
    return fact.access?.state.rawValue ?? fact.order?.kind.rawValue ?? fact.cdn?.domain
  }

  /// The facts, the newest first; at most ``Limits/recordFacts``, the first of every answer before
  /// the second of any.
  package var all: [RecordFact] {
    let groups = order.compactMap { answers[$0] }
    var kept = newestFirst(groups.compactMap(\.first)).prefix(Limits.recordFacts)
    let others = newestFirst(groups.flatMap { $0.dropFirst() })
    kept += others.prefix(Limits.recordFacts - kept.count)
    return newestFirst(Array(kept))
  }

  /// The sort of the standard library keeps the order of equals.
  private func newestFirst(_ facts: [RecordFact]) -> [RecordFact] {
    facts.sorted { $0.moment > $1.moment }
  }

  /// The facts with their ids, those about instances last.
  package func numbered(with matches: [InstanceMatch] = []) -> [RecordFact] {
    var facts = all + Self.instances(matches)
    for index in facts.indices {
      facts[index].id = "records.\(index + 1)"
    }
    return facts
  }

  private static func instances(_ matches: [InstanceMatch]) -> [RecordFact] {
    var held: [RecordsDocument.Instance] = []
    var others: [RecordsDocument.Instance] = []
    for match in matches {
      switch match {
      case .held(let instances): held += instances.filter { !held.contains($0) }
      case .notHeld(let instances): others += instances
      }
    }
    let shown =
      held.isEmpty ? others.prefix(InstanceMatch.examples) : held.prefix(Limits.recordFacts)
    return shown.map { instance in
      RecordFact(
        id: "", view: .instances, provider: instance.provider,
        outcome: held.isEmpty ? .absent : .found, instance: instance)
    }
  }
}

extension RecordFact {
  /// Greater is newer; what is not dated is older than all that is.
  fileprivate var moment: Int64 { asOf?.secondsSinceEpoch ?? .min }
}
