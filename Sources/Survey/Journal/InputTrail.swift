/// The hash of the inputs that were read, as it was after each of them that may still be asked for.
///
/// The journal names the hash of the inputs that are done, which is not that of those that were
/// read: eight octets are kept for each input in between.
struct InputTrail {
  /// How many inputs were read before the first of `states`.
  private var base = 0
  private var states: [StableHash] = [StableHash()]
  /// How many of `states` are forgotten and not yet removed.
  private var stale = 0

  /// How many inputs were read.
  var count: Int { base + states.count - 1 }
  /// The hash of all of them.
  var last: StableHash { states[states.count - 1] }

  mutating func read(_ line: some Sequence<UInt8>) {
    var state = last
    state.add(line)
    // So that two lines are not the same as one.
    state.add(CollectionOfOne(0x0A))
    states.append(state)
  }

  /// The hash of the first `count` inputs, at most those read; what is before is forgotten.
  mutating func advance(to count: Int) -> StableHash {
    stale = min(max(count - base, stale), states.count - 1)
    // Removing moves what stays: not for every single one.
    if stale > 1_024, stale > states.count / 2 {
      states.removeFirst(stale)
      base += stale
      stale = 0
    }
    return states[stale]
  }
}
