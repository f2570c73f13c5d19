/// One way in which a cause comes to hold: what has to be found, and how sure that makes the verdict.
package final class Rule: Sendable {
  /// How sure a rule is.
  package enum Strength: String, Codable, Hashable, Sendable {
    case confirmed, likely, possible
    /// Confirmed, or likely where the records are old (``Situation/recordsAreAged``).
    case asRecorded = "as-recorded"
    /// As sure as the wire is that the filing is the reason (``Situation/blockCertainty``).
    case asTheBlock = "as-the-block"
    /// Confirmed where the records say filed with access, likely where they do not speak.
    case asTheRecords = "as-the-records"
  }

  /// A stable public name, printed in every report.
  package let id: String
  package let strength: Strength
  /// What has to be found for the rule to hold, for people.
  package let proof: Text
  /// The same for the program: the situations in which it holds, unless an earlier rule does.
  let holds: @Sendable (Situation) -> Bool

  init(
    _ id: String, _ strength: Strength, en: String, zh: String,
    when holds: @escaping @Sendable (Situation) -> Bool
  ) {
    self.id = id
    self.strength = strength
    proof = Text(en: en, zh: zh)
    self.holds = holds
  }

  /// How sure the rule makes the verdict; never surer of a block than the wire is.
  func certainty(in situation: Situation) -> Certainty {
    situation.isBlockedForFiling
      ? min(alone(in: situation), situation.wireCertainty) : alone(in: situation)
  }

  private func alone(in situation: Situation) -> Certainty {
    switch strength {
    case .confirmed: .confirmed
    case .likely: .likely
    case .possible: .possible
    case .asRecorded: situation.recordCertainty
    case .asTheBlock: situation.blockCertainty
    case .asTheRecords: situation.filing == .settled ? situation.recordCertainty : .likely
    }
  }
}

extension Rule.Strength {
  package var label: Text {
    switch self {
    case .confirmed: Certainty.confirmed.label
    case .likely: Certainty.likely.label
    case .possible: Certainty.possible.label
    case .asRecorded:
      Text(
        en: "confirmed, or likely where the records are old",
        zh: "“已确认”；记录较旧时为“很可能”")
    case .asTheBlock:
      Text(
        en: "confirmed where a filing block page was seen, likely where only this name is refused "
          + "or the records are old, possible where the page may be the site's own",
        zh: "见到备案阻断页为“已确认”，仅该域名被拒绝或记录较旧为“很可能”，页面可能是网站自己的为“可能”")
    case .asTheRecords:
      Text(
        en: "confirmed where records that are not old say filed with access, else likely",
        zh: "较新的记录显示已备案且已接入为“已确认”，否则为“很可能”")
    }
  }
}
