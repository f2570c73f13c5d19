internal import Evidence

/// Something that reports name and `explain` explains.
package enum Topic: Sendable {
  case cause(Cause)
  case rule(Rule, of: Cause)
  case document(Document)
  case signature(Signature)

  /// Finds what a word of a report names; capitals do not matter.
  package init?(_ word: String) {
    let word = word.lowercased()
    if let cause = Cause.catalogue.first(where: { $0.id.rawValue == word }) {
      self = .cause(cause)
    } else if let (rule, cause) = Self.rules.first(where: { $0.rule.id == word }) {
      self = .rule(rule, of: cause)
    } else if let document = Documents.all.first(where: { $0.id.lowercased() == word }) {
      self = .document(document)
    } else if let signature = SignaturePack.all.first(where: { $0.id == word }) {
      self = .signature(signature)
    } else {
      return nil
    }
  }

  private static var rules: [(rule: Rule, cause: Cause)] {
    Cause.catalogue.flatMap { cause in cause.rules.map { ($0, cause) } } + Rule.byAsking
  }

  private static var words: [String] {
    Cause.catalogue.map(\.id.rawValue) + rules.map(\.rule.id) + Documents.all.map(\.id)
      + SignaturePack.all.map(\.id)
  }

  /// The words most like one that names nothing; none when nothing is like it.
  package static func near(_ word: String, limit: Int = 5) -> [String] {
    let word = String(word.lowercased().prefix(64))
    guard !word.isEmpty else { return [] }
    let ranked = words.compactMap { candidate -> (word: String, distance: Int)? in
      let known = candidate.lowercased()
      let distance = known.contains(word) ? 0 : word.editDistance(to: known)
      return distance <= max(1, word.utf8.count / 3) ? (candidate, distance) : nil
    }
    let best = ranked.enumerated().sorted {
      ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset)
    }
    return best.prefix(limit).map(\.element.word)
  }
}
