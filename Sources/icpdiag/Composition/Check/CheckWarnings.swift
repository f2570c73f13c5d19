internal import Diagnosis
internal import Evidence
internal import Monitor
internal import Reporting

/// What a check warns of beside the causes: joins what was seen and judged with what is expected and
/// what the records have ahead.
enum CheckWarnings {
  /// An access of the target's domain, and what the target shows of it.
  struct Drift: Sendable {
    let key: HeldAccess.Key
    let presence: AccessPresence
    /// To be given unless another name keeps the access.
    let warning: CheckLine.Warning?
  }

  struct Found: Sendable {
    var warnings: [Monitor.Warning]
    var drift: [Drift]
  }

  static func find(
    _ judgement: Judgement, _ expectation: Expectation, warnDays: Int, in language: Language
  ) -> Found {
    let observation = judgement.observation
    let held = HeldAccess.all(in: observation)
    let sight = Sight(judgement)
    let dates = DueDates(at: observation.judgedAt, warnDays: warnDays) { provider in
      let window = SyncWindow.window(of: provider)
      return SyncTime(usual: window.normal, longest: window.latest)
    }
    return Found(
      warnings: expectation.warnings(on: observation)
        + dates.warnings(on: observation, held, DueDates.Matter(judgement)),
      drift: held.map { access in
        let presence = AccessPresence(at: access.key.provider, observation, sight)
        return Drift(
          key: access.key, presence: presence,
          warning: access.warning(presence).map { CheckLine.Warning($0, in: language) })
      })
  }
}

extension Sight {
  /// How well the target was seen.
  fileprivate init(_ judgement: Judgement) {
    let findings = judgement.findings
    let isSound = [.sound, .insideTheProvider].contains(findings.vantage)
    switch findings.dns {
    case _ where !isSound: self = .unclear
    case .resolved:
      self = [.mainlandCDN, .outsideCDN].contains(findings.place) ? .veiled : .addresses
    case .noSuchName, .notDelegated, .held, .noAddress, .aliasToNowhere:
      // Some provinces want the name paused while an application is reviewed (facts P-53).
      self = findings.order.isReview ? .unclear : .noAddress
    case .broken, .silent, .nonPublic, .disagreeing, .notAsked: self = .unclear
    }
  }
}

extension DueDates.Matter {
  fileprivate init(_ judgement: Judgement) {
    let findings = judgement.findings
    self.init(
      isInReview: findings.order.isReview,
      // Once the site opens, the provider knows.
      isSyncing: judgement.verdict.status != .ok
        && ([.approvedRecently, .approvedLate].contains(findings.order)
          || [.pending, .pendingLate].contains(findings.access))
    )
  }
}

extension OrderFinding {
  fileprivate var isReview: Bool {
    [.firstOrAddInReview, .transferInReview, .changeInReview].contains(self)
  }
}
