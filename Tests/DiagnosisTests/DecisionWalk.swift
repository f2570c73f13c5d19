@testable import Diagnosis

/// One walk over every point of the reduced space, which the tests of what must hold everywhere
/// share: every cause judges each point once.
struct DecisionWalk {
  /// What must hold at every point.
  enum Invariant: Hashable {
    case oneFirstCause, filingCauseBehindBlock, confirmedByRecords, ageLowersCertainty
    case assumptionsEndBlocks, ownRule
  }

  /// The points at which an invariant is broken, in words.
  private(set) var faults: [Invariant: [String]] = [:]
  /// Points walked, those under an assumption apart.
  private(set) var count = 0
  /// The rules that name a verdict somewhere, and the first point at which each cause holds.
  private(set) var rules: Set<String> = []
  private(set) var established: [CauseID: Situation] = [:]
  /// The causes that stay open somewhere, and those of them that do not say what would decide.
  private(set) var open: Set<CauseID> = []
  private(set) var mute: Set<CauseID> = []

  static let whole = DecisionWalk()

  /// What every cause makes of one point, in the order of the catalogue.
  private struct Point {
    let situation: Situation
    let outcomes: [Outcome]

    init(_ situation: Situation) {
      self.situation = situation
      outcomes = Cause.catalogue.map { $0.judge(situation) }
    }

    /// The causes that hold.
    var established: [CauseID] {
      zip(Cause.catalogue, outcomes).compactMap { cause, outcome in
        if case .established = outcome { cause.id } else { nil }
      }
    }
  }

  private init() {
    _ = DecisionSpaceTests.situations(aged: [false]) { situation in
      let fresh = Point(situation)
      var changed = situation
      changed.recordsAreAged = true
      let aged = Point(changed)
      checkAge(aged, fresh)
      for point in [fresh, aged] {
        count += 1
        note(point)
        checkFirst(point)
        checkConfirmed(point)
        var assumed = point.situation
        assumed.blockWouldEnd = true
        let supposed = Point(assumed)
        note(supposed)
        checkAssumption(supposed, point)
      }
    }
  }

  private mutating func fault(_ invariant: Invariant, _ words: @autoclosure () -> String) {
    faults[invariant, default: []].append(words())
  }

  private mutating func note(_ point: Point) {
    for (cause, outcome) in zip(Cause.catalogue, point.outcomes) {
      switch outcome {
      case .established(_, let rule):
        if rules.insert(rule).inserted, !cause.rules.contains(where: { $0.id == rule }) {
          fault(.ownRule, "\(rule) of \(cause.id)")
        }
        if established[cause.id] == nil { established[cause.id] = point.situation }
      case .undetermined:
        open.insert(cause.id)
        let needs = cause.needs(DecisionSpaceTests.subject(point.situation))
        if needs.en.isEmpty || needs.zh.isEmpty { mute.insert(cause.id) }
      case .excluded: break
      }
    }
  }

  private mutating func checkFirst(_ point: Point) {
    let (situation, established) = (point.situation, point.established)
    guard let first = established.first else {
      fault(.oneFirstCause, "nothing holds in \(situation)")
      return
    }
    // A CDN refuses in its own words; the records must say that the filing is missing.
    let isCDN = first == .cdnNotFiled && situation.filing == .missing
    let filingCauses = DecisionSpaceTests.filingCauses
    if filingCauses.contains(first), !situation.isBlockedForFiling, !isCDN {
      fault(.filingCauseBehindBlock, "\(first) without a block in \(situation)")
    }
    // Behind a filing block the causes exclude each other: none wins by its place in the list.
    if situation.isBlockedForFiling {
      let competing = established.filter(filingCauses.contains)
      if competing.count != 1 { fault(.oneFirstCause, "\(competing) in \(situation)") }
    }
  }

  private static let silent: Set<Filing> = [
    .unknown, .accessMissing, .recentUnknown, .elsewhereLikely, .contradictory,
  ]

  private mutating func checkConfirmed(_ point: Point) {
    let situation = point.situation
    let isProven =
      situation.wire == .filingBlock && !situation.recordsAreAged
      && !Self.silent.contains(situation.filing) && !situation.filing.isOfAnother
    guard !isProven else { return }
    for (cause, outcome) in zip(Cause.catalogue, point.outcomes) {
      guard case .established(.confirmed, _) = outcome, cause.id != .blockedUndecided,
        DecisionSpaceTests.filingCauses.contains(cause.id)
      else { continue }
      fault(.confirmedByRecords, "\(cause.id) in \(situation)")
    }
  }

  private static let ageing = DecisionSpaceTests.filingCauses.union([.atRisk, .accessible])

  private mutating func checkAge(_ aged: Point, _ fresh: Point) {
    for (index, cause) in Cause.catalogue.enumerated() {
      var expected = fresh.outcomes[index]
      if case .established(.confirmed, let rule) = expected, Self.ageing.contains(cause.id) {
        expected = .established(.likely, rule: rule)
      }
      if aged.outcomes[index] != expected {
        fault(.ageLowersCertainty, "\(cause.id) in \(aged.situation)")
      }
    }
  }

  private mutating func checkAssumption(_ supposed: Point, _ actual: Point) {
    guard actual.situation.isBlockedForFiling else {
      if supposed.outcomes != actual.outcomes {
        fault(.assumptionsEndBlocks, "\(supposed.situation)")
      }
      return
    }
    // Only records that let the name in end a block (Suppose.swift).
    guard supposed.situation.filing.letsIn else { return }
    let first = zip(Cause.catalogue, supposed.outcomes).first { _, outcome in
      if case .established = outcome { true } else { false }
    }
    let isRight =
      first?.0.id == .accessible
      && first?.1 == .established(.likely, rule: "assumed.block-ends")
    if !isRight {
      fault(.assumptionsEndBlocks, "\(String(describing: first?.1)) in \(supposed.situation)")
    }
  }
}
