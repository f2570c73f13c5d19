/// What there is to say about a cause apart from any case, made of nothing but the cause itself.
///
/// The accounts are asked about a made-up site, shop.example, in every kind of findings for which
/// the rules hold: what they answer is what a report can say.
package struct Explanation: Sendable {
  package let cause: Cause
  /// What a report can say, and what it then advises.
  package let advice: [Advice]
  /// What would decide it where it stays open; `nil` for a cause that never does.
  package let needs: Text?
  package let sideEffects: [SideEffect]
  /// Ids of documents and facts.
  package let sources: [String]
  /// The providers whose filing systems the advice leads to, unless one provider is meant.
  package let filingSystems: [Provider]

  /// The same steps, and the sentences that they follow.
  package struct Advice: Hashable, Sendable {
    package var summaries: [Text]
    package var steps: [Verdict.Step]
    /// The rules under which they are given.
    package var rules: [String]
  }

  /// - Parameters:
  ///   - cause: The cause to explain.
  ///   - rules: The rules to explain it by; all of them unless one is meant.
  ///   - provider: The provider whose links to give.
  package init(of cause: Cause, rules: [Rule]? = nil, provider: String? = nil) {
    self.cause = cause
    var advice: [Advice] = []
    var sideEffects: [SideEffect] = []
    var sources: [String] = []
    var leadsToFiling = false
    for rule in rules ?? cause.rules {
      let subjects = rule.typicalCases(provider: provider)
      for account in subjects.map(cause.account) {
        advice.add(account, rule: rule.id)
        sideEffects.add(account.sideEffects)
        sources.add(account.sources)
      }
      leadsToFiling = leadsToFiling || rule.leadsToFiling(in: cause)
    }
    self.advice = advice
    self.sideEffects = sideEffects
    self.sources = sources
    filingSystems =
      leadsToFiling && provider == nil ? Providers.all.filter { $0.filingURL != nil } : []
    needs = DecisionSpace.situations.first(where: cause.isLeftOpen)
      .flatMap { Case.typical(of: $0, provider: provider).first }.map(cause.needs)
  }
}

extension Rule {
  /// Whether some step leads to the provider's own filing system.
  fileprivate func leadsToFiling(in cause: Cause) -> Bool {
    // What holds for one provider that has a system holds for all of them.
    Providers.all.filter { $0.filingURL != nil }.prefix(1).contains { provider in
      typicalCases(provider: provider.id).contains { subject in
        cause.account(subject).remedy.contains { $0.url == provider.filingURL }
      }
    }
  }
}

extension [Explanation.Advice] {
  fileprivate mutating func add(_ account: Account, rule: String) {
    let index = firstIndex { $0.steps == account.remedy }
    let isSaid = contains { advice in
      advice.summaries.contains { $0.en.hasPrefix(account.summary.en) }
    }
    // The same sentence without advice adds nothing.
    if isSaid, account.remedy.isEmpty { return }
    if let index {
      if !isSaid { self[index].summaries.append(account.told) }
      self[index].rules.add([rule])
    } else {
      append(Explanation.Advice(summaries: [account.told], steps: account.remedy, rules: [rule]))
    }
  }
}

extension Account {
  /// The summary with its remarks.
  fileprivate var told: Text {
    Text(
      en: ([summary] + remarks).map(\.en).joined(separator: " "),
      zh: ([summary] + remarks).map(\.zh).joined())
  }
}

extension Array where Element: Equatable {
  /// Appends what is not there yet.
  fileprivate mutating func add(_ elements: [Element]) {
    for element in elements where !contains(element) {
      append(element)
    }
  }
}
