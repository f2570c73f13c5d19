package import Evidence

/// One cause: what it means, when it holds, and what to tell about it.
///
/// Everything the program says of a cause stands in the cause's own file: the verdicts, `explain`,
/// `--help` and the README's table are made of it. The rules look at the finite situation alone, so
/// that a test can walk every point of it; `account` may name details and decides nothing.
package final class Cause: Sendable {
  package let id: CauseID
  /// The cause's name for people: a few words, no sentence.
  package let title: Text
  /// What the cause means, in one sentence.
  package let meaning: Text
  package let status: Status
  /// The status where the site opens all the same.
  package let statusWhileOpen: Status
  /// Which of the causes that the provider's documents list it is (facts D-10 to D-13).
  package let documentedAs: Int?
  /// The ways in which it holds; of several the first names the verdict.
  package let rules: [Rule]
  /// Where no rule holds, the situations in which it may be the cause all the same.
  let staysOpen: @Sendable (Situation) -> Bool
  /// What excludes it, in general.
  package let excludedBy: Text
  /// The target of the demonstration (`make demo`) that shows it.
  package let example: String?
  package let account: @Sendable (Case) -> Account
  /// Why the cause is excluded in this case; `nil` where that goes without saying.
  package let exclusion: @Sendable (Case) -> Text?
  /// Which evidence would decide it in this case.
  package let needs: @Sendable (Case) -> Text

  init(
    _ id: CauseID, title: Text, meaning: Text, status: Status, whileOpen: Status? = nil,
    documentedAs: Int? = nil, example: String? = nil, rules: [Rule],
    staysOpen: @escaping @Sendable (Situation) -> Bool = { _ in false }, excludedBy: Text,
    account: @escaping @Sendable (Case) -> Account,
    exclusion: @escaping @Sendable (Case) -> Text? = { _ in nil },
    needs: @escaping @Sendable (Case) -> Text = { _ in Text(verbatim: "") }
  ) {
    self.id = id
    self.title = title
    self.meaning = meaning
    self.status = status
    statusWhileOpen = whileOpen ?? status
    self.documentedAs = documentedAs
    self.example = example
    self.rules = rules
    self.staysOpen = staysOpen
    self.excludedBy = excludedBy
    self.account = account
    self.exclusion = exclusion
    self.needs = needs
  }

  package func status(in situation: Situation) -> Status {
    situation.wire == .open ? statusWhileOpen : status
  }

  /// What the cause makes of a situation.
  package func judge(_ situation: Situation) -> Outcome {
    if let rule = rule(in: situation) {
      return .established(rule.certainty(in: situation), rule: rule.id)
    }
    return staysOpen(situation) ? .undetermined(.possible) : .excluded
  }

  /// The first of its rules that holds.
  func rule(in situation: Situation) -> Rule? { rules.first { $0.holds(situation) } }

  /// Whether it may hold in a situation, and no rule of it does.
  func isLeftOpen(in situation: Situation) -> Bool {
    staysOpen(situation) && rule(in: situation) == nil
  }
}

/// What a cause makes of a situation: three values, never two.
package enum Outcome: Hashable, Sendable {
  /// - Parameter rule: The id of the rule that held.
  case established(Certainty, rule: String)
  case excluded
  /// The cause may hold; ``Cause/needs`` says what would decide.
  case undetermined(Certainty)
}

/// What a verdict tells of an established cause.
package struct Account: Sendable {
  package var summary: Text
  package var remarks: [Text]
  package var because: [String]
  package var remedy: [Verdict.Step]
  package var sources: [String]
  package var sideEffects: [SideEffect]
  package var recheckAfter: Timestamp?
  /// What to ask the provider for, where only the provider can tell; `nil` where a ticket is idle.
  package var request: Text?

  init(
    _ summary: Text, remarks: [Text] = [], because: [String], remedy: [Verdict.Step] = [],
    sources: [String], sideEffects: [SideEffect] = [], recheckAfter: Timestamp? = nil,
    request: Text? = nil
  ) {
    self.summary = summary
    self.remarks = remarks
    self.because = because
    self.remedy = remedy
    self.sources = sources
    self.sideEffects = sideEffects
    self.recheckAfter = recheckAfter
    self.request = request
  }
}

extension [SideEffect] {
  /// What every filing block brings about.
  static var ofFilingBlock: [SideEffect] {
    [.acmeHTTP01Fails, .cdnShows525, .localhostLooksFine, .otherPortsBlockedToo]
  }
}
