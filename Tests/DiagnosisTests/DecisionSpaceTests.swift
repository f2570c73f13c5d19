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
    aged: [Bool] = [false, true], _ body: (Situation) -> Void
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
              }
            }
          }
        }
      }
    }
    return count
  }

  private static func expect(
    _ invariant: DecisionWalk.Invariant, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let faults = DecisionWalk.whole.faults[invariant] ?? []
    #expect(
      faults.isEmpty, "\(faults.count), the first: \(faults.first ?? "")",
      sourceLocation: sourceLocation)
  }

  @Test("finds exactly one first cause in every situation, and a filing cause only behind a block")
  func isTotal() {
    Self.expect(.oneFirstCause)
    Self.expect(.filingCauseBehindBlock)
    let count = DecisionWalk.whole.count
    #expect(
      count == 8 * PlaceFinding.allCases.count * Wire.allCases.count * Filing.allCases.count * 10)
    print("decision: \(count) situations walked")
  }

  @Test("never confirms a filing cause without records that say so")
  func confirmsOnlyWithRecords() { Self.expect(.confirmedByRecords) }

  @Test("is likely at most by old records, of the same cause, and as sure as ever of the wire")
  func ageLowersCertainty() { Self.expect(.ageLowersCertainty) }

  @Test("lets an assumption end filing blocks and change nothing else")
  func assumptionsEndBlocks() { Self.expect(.assumptionsEndBlocks) }

  @Test("has an account in both languages with a known source for every cause it can establish")
  func accountsAreWhole() throws {
    for cause in Cause.catalogue {
      let situation = try #require(DecisionWalk.whole.established[cause.id], "\(cause.id)")
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

  @Test("says what would decide each cause it leaves open")
  func alternativesSayWhatTheyNeed() {
    #expect(DecisionWalk.whole.mute.isEmpty)
    // What is never left open needs nothing.
    let subject = Self.subject(
      Situation(
        reach: .resolved, place: .unknown, wire: .open, filing: .unknown, instance: .notCovered))
    for cause in Cause.catalogue where !DecisionWalk.whole.open.contains(cause.id) {
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
