/// A hash that is the same on every machine and in every version: FNV-1a of 64 bits.
///
/// The constants are those of the IETF draft "The FNV Non-Cryptographic Hash Algorithm"
/// (draft-eastlake-fnv, section 5). It guards against mix-ups, not against an enemy.
package struct StableHash: Hashable, Sendable {
  package private(set) var value: UInt64

  /// - Parameter value: Where an earlier hash stopped; by default the offset basis.
  package init(_ value: UInt64 = 0xCBF2_9CE4_8422_2325) {
    self.value = value
  }

  package mutating func add(_ octets: some Sequence<UInt8>) {
    var hash = value
    for octet in octets {
      hash = (hash ^ UInt64(octet)) &* 0x0000_0100_0000_01B3
    }
    value = hash
  }

  /// The value with every bit of the input in every bit of the result.
  ///
  /// FNV-1a leaves the last octets in the low bits, and names end alike; the finalizer is that of
  /// MurmurHash3 (`fmix64`).
  package var mixed: UInt64 {
    var hash = value
    hash = (hash ^ (hash >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    hash = (hash ^ (hash >> 33)) &* 0xC4CE_B9FE_1A85_EC53
    return hash ^ (hash >> 33)
  }
}
