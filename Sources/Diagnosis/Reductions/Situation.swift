/// The point in the reduced space that the causes judge.
package struct Situation: Hashable, Sendable {
  package var reach: Reach
  package var place: PlaceFinding
  package var wire: Wire
  package var filing: Filing
  package var instance: InstanceFinding
  /// Whether the records that `filing` rests on are so old that it may no longer hold.
  package var recordsAreAged: Bool
  /// Whether the block that the wire shows would end if what is assumed were so (`--assume`).
  package var blockWouldEnd: Bool

  package init(
    reach: Reach, place: PlaceFinding, wire: Wire, filing: Filing, instance: InstanceFinding,
    recordsAreAged: Bool = false, blockWouldEnd: Bool = false
  ) {
    self.reach = reach
    self.place = place
    self.wire = wire
    self.filing = filing
    self.instance = instance
    self.recordsAreAged = recordsAreAged
    self.blockWouldEnd = blockWouldEnd
  }

  /// The name resolves and its filing is what refuses it.
  var isBlockedForFiling: Bool {
    reach == .resolved && wire.isFilingBlock && !blockWouldEnd
  }

  /// The same, and the gateway would let it in once what is assumed is so.
  var isReleased: Bool { reach == .resolved && wire.isFilingBlock && blockWouldEnd }

  /// The filing refuses the name, and the records say this of it.
  func isBlocked(_ filing: Filing) -> Bool { isBlockedForFiling && self.filing == filing }

  /// It opens from the mainland, or from there as well, and the records say this of its filing.
  func isOpenInMainland(_ filing: Filing) -> Bool {
    reach == .resolved && wire == .open && (place.isMainland || place == .mixed)
      && self.filing == filing
  }

  /// It resolves, and its filing is not what refuses it.
  var isResolvedUnblocked: Bool { reach == .resolved && !wire.isFilingBlock }

  /// Nothing answers, whatever the name.
  var isUnreachable: Bool { reach == .resolved && wire == .unreachable }

  /// It resolves to a CDN's edge in the mainland, and the registry has no filing.
  var isUnfiledAtCDN: Bool {
    reach == .resolved && place == .mainlandCDN && filing == .missing
  }

  /// A CDN's edge refuses, in words of its own or in none.
  var isRefusedAtCDN: Bool {
    switch wire {
    case .filingBlockLikely, .filingBlockPossible, .cdnRefusal, .cdnRefusesUnexplained,
      .serverRefuses, .refusesUnexplained:
      true
    default: false
    }
  }

  /// How sure the wire is that the filing is the reason.
  var wireCertainty: Certainty {
    switch wire {
    case .filingBlock: .confirmed
    case .filingBlockPossible: .possible
    default: .likely
    }
  }

  /// How sure the records can be of anything.
  var recordCertainty: Certainty { recordsAreAged ? .likely : .confirmed }

  /// How sure both together are.
  var blockCertainty: Certainty { min(wireCertainty, recordCertainty) }
}
