import Evidence
import Testing

@testable import Diagnosis

/// The decision walked over its whole reduced space, and over the full space of findings by the
/// reductions: what must hold everywhere, whatever the evidence.
@Suite("The decision")
struct DecisionSpaceTests {
  static let filingCauses: Set<CauseID> = [
    .notFiled, .notTransferred, .notSynced, .filingInReview, .domainReplaced, .filingCancelled,
    .accessRemoved, .appFilingOnly, .cdnNotFiled, .blockedUndecided, .blockedDespiteFiling,
  ]

  /// Every point of the reduced space.
  static func situations(
    aged: [Bool] = [false, true], assuming: Bool = false, _ body: (Situation) -> Void
  ) -> Int {
    var count = 0
    for reach in Reach.allCases {
      for place in PlaceFinding.allCases {
        for wire in Wire.allCases {
          for filing in Filing.allCases {
            for instance in InstanceFinding.allCases {
              for isAged in aged {
                count += 1
                body(
                  Situation(
                    reach: reach, place: place, wire: wire, filing: filing, instance: instance,
                    recordsAreAged: isAged))
                if assuming {
                  body(
                    Situation(
                      reach: reach, place: place, wire: wire, filing: filing, instance: instance,
                      recordsAreAged: isAged, blockWouldEnd: true))
                }
              }
            }
          }
        }
      }
    }
    return count
  }

  @Test("finds exactly one first cause in every situation, and a filing cause only behind a block")
  func isTotal() {
    var wrong: [String] = []
    let count = Self.situations { situation in
      let established = Cause.catalogue.filter { cause in
        if case .established = cause.judge(situation) { return true }
        return false
      }
      guard let first = established.first?.id else {
        wrong.append("nothing holds in \(situation)")
        return
      }
      // A CDN refuses in its own words; the records must say that the filing is missing.
      let isCDN = first == .cdnNotFiled && situation.filing == .missing
      if Self.filingCauses.contains(first), !situation.isBlockedForFiling, !isCDN {
        wrong.append("\(first) without a block in \(situation)")
      }
      // Behind a filing block the causes exclude each other: none wins by its place in the list.
      if situation.isBlockedForFiling {
        let competing = established.map(\.id).filter(Self.filingCauses.contains)
        if competing.count != 1 { wrong.append("\(competing) in \(situation)") }
      }
    }
    #expect(wrong.isEmpty, "\(wrong.count), the first: \(wrong.first ?? "")")
    #expect(
      count == 8 * PlaceFinding.allCases.count * Wire.allCases.count * Filing.allCases.count * 10)
    print("decision: \(count) situations walked")
  }

  @Test("never confirms a filing cause without records that say so")
  func confirmsOnlyWithRecords() {
    let silent: [Filing] = [
      .unknown, .accessMissing, .recentUnknown, .elsewhereLikely, .contradictory,
    ]
    let causes = Cause.catalogue.filter {
      Self.filingCauses.contains($0.id) && $0.id != .blockedUndecided
    }
    var wrong: [String] = []
    _ = Self.situations { situation in
      let isProven =
        situation.wire == .filingBlock && !situation.recordsAreAged
        && !silent.contains(situation.filing) && !situation.filing.isOfAnother
      guard !isProven else { return }
      for cause in causes {
        guard case .established(.confirmed, _) = cause.judge(situation) else { continue }
        wrong.append("\(cause.id) in \(situation)")
      }
    }
    #expect(wrong.isEmpty, "\(wrong.count), the first: \(wrong.first ?? "")")
  }

  @Test("is likely at most by old records, of the same cause, and as sure as ever of the wire")
  func ageLowersCertainty() {
    let ageing = Self.filingCauses.union([.atRisk, .accessible])
    let causes = Cause.catalogue.map { (cause: $0, ages: ageing.contains($0.id)) }
    var wrong: [String] = []
    _ = Self.situations(aged: [true]) { situation in
      var fresh = situation
      fresh.recordsAreAged = false
      for (cause, ages) in causes {
        let (aged, now) = (cause.judge(situation), cause.judge(fresh))
        var expected = now
        if ages, case .established(.confirmed, let rule) = now {
          expected = .established(.likely, rule: rule)
        }
        if aged != expected { wrong.append("\(cause.id) in \(situation)") }
      }
    }
    #expect(wrong.isEmpty, "\(wrong.count), the first: \(wrong.first ?? "")")
  }

  @Test("has an account in both languages with a known source for every cause it can establish")
  func accountsAreWhole() {
    var seen: Set<CauseID> = []
    _ = Self.situations { situation in
      for cause in Cause.catalogue {
        guard case .established = cause.judge(situation), seen.insert(cause.id).inserted else {
          continue
        }
        let account = cause.account(Self.subject(situation))
        let texts = [account.summary] + account.remarks + account.remedy.map(\.text)
        for text in texts {
          #expect(!text.en.isEmpty && !text.zh.isEmpty, "\(cause.id)")
          #expect(!text.en.contains { $0.unicodeScalars.contains { $0.value > 0x2E80 } })
          #expect(text.zh.contains { $0.unicodeScalars.contains { $0.value > 0x2E80 } })
        }
        #expect(!account.sources.isEmpty, "\(cause.id)")
        for source in account.sources {
          #expect(Documents.document(source) != nil, "\(cause.id) cites \(source)")
        }
      }
    }
    #expect(seen == Set(Cause.catalogue.map(\.id)))
  }

  @Test("lets an assumption end filing blocks and change nothing else")
  func assumptionsEndBlocks() {
    var wrong: [String] = []
    _ = Self.situations(assuming: true) { situation in
      guard situation.blockWouldEnd else { return }
      var actual = situation
      actual.blockWouldEnd = false
      if actual.isBlockedForFiling {
        // Only records that let the name in end a block (Suppose.swift).
        guard situation.filing.letsIn else { return }
        let first = Cause.catalogue.first { cause in
          if case .established = cause.judge(situation) { return true }
          return false
        }
        let isRight =
          first?.id == .accessible
          && first?.judge(situation) == .established(.likely, rule: "assumed.block-ends")
        if !isRight { wrong.append("\(String(describing: first?.id)) in \(situation)") }
      } else {
        for cause in Cause.catalogue where cause.judge(situation) != cause.judge(actual) {
          wrong.append("\(cause.id) in \(situation)")
        }
      }
    }
    #expect(wrong.isEmpty, "\(wrong.count), the first: \(wrong.first ?? "")")
  }

  @Test("says what would decide each cause it leaves open")
  func alternativesSayWhatTheyNeed() {
    var mute: Set<CauseID> = []
    var open: Set<CauseID> = []
    _ = Self.situations { situation in
      for cause in Cause.catalogue {
        guard case .undetermined = cause.judge(situation) else { continue }
        open.insert(cause.id)
        let needs = cause.needs(Self.subject(situation))
        if needs.en.isEmpty || needs.zh.isEmpty { mute.insert(cause.id) }
      }
    }
    #expect(mute.isEmpty)
    // What is never left open needs nothing.
    let subject = Self.subject(
      Situation(
        reach: .resolved, place: .unknown, wire: .open, filing: .unknown, instance: .notCovered))
    for cause in Cause.catalogue where !open.contains(cause.id) {
      #expect(cause.needs(subject) == Text(verbatim: ""), "\(cause.id)")
    }
  }

  static func subject(_ situation: Situation) -> Case {
    Case(
      situation: situation,
      findings: Findings(
        target: .domain, vantage: .sound, dns: .resolved, place: situation.place, http: .ok,
        differential: .none, https: .ok, registry: .notCovered, access: .notCovered,
        order: .notCovered, instance: situation.instance),
      target: Target(
        kind: .domain, ascii: "www.example.cn", unicode: "www.example.cn",
        registrable: "example.cn"),
      provider: "alibaba", instances: [], now: Timestamp(secondsSinceEpoch: 1_783_584_000),
      citations: Case.Citations())
  }
}

@Suite("The reductions")
struct ReductionTests {
  @Test("read neither failure nor silence of a look-up as absence")
  func failureIsNotAbsence() {
    for order in OrderFinding.allCases {
      for access in AccessFinding.allCases {
        for registry in [RegistryFinding.failed, .notCovered] {
          let filing = Filing(registry: registry, access: access, order: order)
          #expect(filing != .missing && filing != .elsewhere && filing != .elsewhereLikely)
        }
      }
      for registry in RegistryFinding.allCases {
        for access in [AccessFinding.failed, .notCovered] {
          let filing = Filing(registry: registry, access: access, order: order)
          #expect(filing != .elsewhere && filing != .accessMissing)
        }
        // A look-up that failed and one never made leave the same thing unknown.
        #expect(
          Filing(registry: registry, access: .failed, order: order)
            == Filing(registry: registry, access: .notCovered, order: order))
      }
    }
  }

  @Test("call the wire a filing block only for a page, or for a name on a known provider's address")
  func blocksNeedProof() {
    var wrong: Set<Wire> = []
    defer { #expect(wrong.isEmpty) }
    for place in PlaceFinding.allCases {
      for http in HTTPFinding.allCases {
        for differential in DifferentialFinding.allCases {
          for https in HTTPSFinding.allCases {
            let wire = Wire(place: place, http: http, differential: differential, https: https)
            let isPage =
              [
                .filingPage, .filingPageOfUnknownProvider, .filingPageLikely, .originFilingPage,
                .originFilingPageLikely,
              ].contains(http)
              || (http == .filingPagePossible && place != .outside && place != .outsideCDN)
            let isKeyed =
              differential == .nameKeyed || https == .nameKeyedReset
              || https == .resetOnOldTLSOnly
            let isKnown =
              place == .mineMainland || place == .mainlandOfProvider
              || place == .mainlandElsewhere
            if wire.isFilingBlock != (isPage || (isKeyed && isKnown)) { wrong.insert(wire) }
            if http == .filingPageLikely { #expect(wire == .filingBlockLikely) }
            if wire == .filingBlock { #expect(isPage && http != .filingPagePossible) }
          }
        }
      }
    }
  }

  @Test("see nothing from a vantage that cannot see")
  func blindnessWins() {
    for dns in DNSFinding.allCases {
      for vantage in VantageFinding.allCases where vantage != .sound {
        #expect(Reach(target: .domain, vantage: vantage, dns: dns) == .blind)
      }
      #expect(Reach(target: .invalid, vantage: .sound, dns: dns) == .invalid)
    }
  }

  @Test("give every wire a place in the order of joining")
  func joinOrderIsWhole() {
    #expect(Set(Wire.joinOrder) == Set(Wire.allCases))
    #expect(Wire.joinOrder.count == Wire.allCases.count)
  }
}
