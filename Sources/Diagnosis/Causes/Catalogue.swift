extension Cause {
  /// Every cause in the order of judgement: the first that holds is the verdict (design section 3).
  package static let catalogue: [Cause] = determined + [undetermined]

  /// Those that something has to be found for; what is left when none of them holds is undetermined.
  static let determined: [Cause] = [
    invalidTarget, ipOnly, vantageUnusable, dnsNotResolved,
    // A filing block, by the records at that provider.
    filingInReview, notSynced, accessRemoved, notTransferred, domainReplaced, appFilingOnly,
    filingCancelled, cdnNotFiled, notFiled, blockedDespiteFiling, blockedUndecided,
    // No block. Somebody else's server comes before a silent one.
    dnsElsewhere, contentBlock, waf, cdnRefusal, certificate, serverRefuses,
    instanceInactive, serverUnreachable, crossBorder,
    // Open.
    notRequired, atRisk, accessible,
  ]

  /// Every way in which one of them holds, in the order of judgement.
  ///
  /// In one list with what has to hold: a rule or a cause is looked at only when it does.
  static let ways: [Way] = determined.flatMap { cause in
    cause.rules.map { Way(holds: $0.holds, rule: $0, cause: cause) }
  }

  /// One way in which a cause holds.
  struct Way: Sendable {
    let holds: @Sendable (Situation) -> Bool
    let rule: Rule
    let cause: Cause
  }

  /// The cause of an id: the catalogue holds every one of them.
  package static func cause(_ id: CauseID) -> Cause {
    byID[id] ?? undetermined
  }

  private static let byID = Dictionary(uniqueKeysWithValues: determined.map { ($0.id, $0) })
}
