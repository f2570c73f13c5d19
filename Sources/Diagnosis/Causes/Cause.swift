package import Evidence

/// One cause: when it holds, and what to tell about it.
///
/// `judge` looks at the finite situation alone, so that a test can walk every point of it;
/// `account` may name details and decides nothing.
package struct Cause: Sendable {
  package let id: CauseID
  package let status: @Sendable (Situation) -> Status
  /// Whether the provider's documents list it (facts D-10 to D-13).
  package let isDocumented: Bool
  package let judge: @Sendable (Situation) -> Outcome
  package let account: @Sendable (Case) -> Account
  /// Why the cause is excluded, in the reader's terms.
  package let exclusion: @Sendable (Case) -> Text?
  /// Which evidence would decide it.
  package let needs: @Sendable (Case) -> Text

  init(
    _ id: CauseID, status: Status, isDocumented: Bool = false,
    judge: @escaping @Sendable (Situation) -> Outcome,
    account: @escaping @Sendable (Case) -> Account,
    exclusion: @escaping @Sendable (Case) -> Text? = { _ in nil },
    needs: @escaping @Sendable (Case) -> Text = { _ in Text(verbatim: "") }
  ) {
    self.init(
      id, status: { _ in status }, isDocumented: isDocumented, judge: judge, account: account,
      exclusion: exclusion, needs: needs)
  }

  init(
    _ id: CauseID, status: @escaping @Sendable (Situation) -> Status, isDocumented: Bool = false,
    judge: @escaping @Sendable (Situation) -> Outcome,
    account: @escaping @Sendable (Case) -> Account,
    exclusion: @escaping @Sendable (Case) -> Text? = { _ in nil },
    needs: @escaping @Sendable (Case) -> Text = { _ in Text(verbatim: "") }
  ) {
    self.id = id
    self.status = status
    self.isDocumented = isDocumented
    self.judge = judge
    self.account = account
    self.exclusion = exclusion
    self.needs = needs
  }
}

/// What a cause makes of a situation: three values, never two.
package enum Outcome: Hashable, Sendable {
  /// - Parameter rule: The stable name of the rule that held.
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

  init(
    _ summary: Text, remarks: [Text] = [], because: [String], remedy: [Verdict.Step] = [],
    sources: [String], sideEffects: [SideEffect] = [], recheckAfter: Timestamp? = nil
  ) {
    self.summary = summary
    self.remarks = remarks
    self.because = because
    self.remedy = remedy
    self.sources = sources
    self.sideEffects = sideEffects
    self.recheckAfter = recheckAfter
  }
}

extension [SideEffect] {
  /// What every filing block brings about.
  static var ofFilingBlock: [SideEffect] {
    [.acmeHTTP01Fails, .cdnShows525, .localhostLooksFine, .otherPortsBlockedToo]
  }
}
