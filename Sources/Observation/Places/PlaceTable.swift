internal import CPlaceTable
package import Evidence

/// The embedded table: areas of all addresses, and providers where the AS number tells.
///
/// Searched in place: opening it reads the header and some sixty short entries, and finds where the
/// ranges of each first octet begin, some 30 us; a look-up is a binary search among those of one.
/// `Sources/CPlaceTable/make-places.py` makes the octets and describes them.
package struct PlaceTable: Sendable {
  private let octets: Octets
  private let layout: Layout
  private let answers: [PlaceAnswer]
  private let providers: [String]
  private let notice: String
  /// Of IPv4, the range that the first address of each of the 256 first octets is in, and the last
  /// range: half the steps of a search, and those that are far apart in memory.
  private let firstOctets: [Int]

  /// The table linked into the program.
  package static let embedded = PlaceTable(.embedded) ?? PlaceTable()

  /// Reads a table made by `make-places.py`; `nil` when it is damaged or of another version.
  package init?(_ octets: [UInt8]) {
    self.init(.array(octets))
  }

  private init?(_ octets: Octets) {
    guard let contents = unsafe octets.withBytes({ unsafe Contents(reading: $0) }) else {
      return nil
    }
    self.octets = octets
    layout = contents.layout
    answers = contents.answers
    providers = contents.providers
    notice = contents.notice
    let (offset, last) = (layout.startsV4, max(0, layout.countV4 - 1))
    firstOctets = unsafe octets.withBytes { bytes in
      var indices: [Int] = []
      for first in UInt32(0)..<256 {
        // Each search begins where the one before ended, so that they ascend whatever is in there.
        let index = unsafe bytes.lastIndex(
          ofStartsAt: offset, in: (indices.last ?? 0)...last, notAbove: first << 24)
        indices.append(index)
      }
      return indices + [last]
    }
  }

  /// A table that knows nothing.
  private init() {
    octets = .array([])
    layout = Layout()
    answers = []
    providers = []
    notice = ""
    firstOctets = []
  }

  /// How many ranges the table holds.
  package var count: (v4: Int, v6: Int) { (layout.countV4, layout.countV6) }

  /// Where the `index`-th range of a family begins, and what holds from there on.
  package func range(
    _ family: IPAddress.Family, _ index: Int
  ) -> (first: IPAddress, answer: PlaceAnswer?)? {
    switch family {
    case .v4:
      guard (0..<layout.countV4).contains(index) else { return nil }
      return unsafe octets.withBytes { bytes in
        let start = unsafe bytes.loadUnaligned(
          fromByteOffset: layout.startsV4 + 4 * index, as: UInt32.self)
        return (
          IPAddress(family: .v4, bits: UInt128(UInt32(littleEndian: start))),
          answer(valueAt: unsafe Int(bytes[layout.valuesV4 + index]))
        )
      }
    case .v6:
      guard (0..<layout.countV6).contains(index) else { return nil }
      return unsafe octets.withBytes { bytes in
        let start = unsafe bytes.loadUnaligned(
          fromByteOffset: layout.startsV6 + 8 * index, as: UInt64.self)
        return (
          IPAddress(family: .v6, bits: UInt128(UInt64(littleEndian: start)) << 64),
          answer(valueAt: unsafe Int(bytes[layout.valuesV6 + index]))
        )
      }
    }
  }

  /// The provider an autonomous system belongs to, for databases that give the number alone.
  package func provider(ofSystem number: UInt32) -> String? {
    guard layout.systemCount > 0 else { return nil }
    let owner: Int? = unsafe octets.withBytes { bytes in
      let index = unsafe bytes.lastIndex(
        ofStartsAt: layout.systems, in: 0...layout.systemCount - 1, notAbove: number)
      let found = unsafe bytes.loadUnaligned(
        fromByteOffset: layout.systems + 4 * index, as: UInt32.self)
      return UInt32(littleEndian: found) == number
        ? unsafe Int(bytes[layout.systemOwners + index]) : nil
    }
    return owner.flatMap { $0 < providers.count ? providers[$0] : nil }
  }

  private func answer(valueAt value: Int) -> PlaceAnswer? {
    value < answers.count ? answers[value] : nil
  }
}

extension PlaceTable: PlaceSource {
  package var data: [PlaceData] {
    Self.data(from: notice, entries: layout.countV4 + layout.countV6)
  }

  package func answer(for address: IPAddress) -> PlaceAnswer {
    let value: Int? = unsafe octets.withBytes { bytes in
      switch address.family {
      case .v4:
        guard layout.countV4 > 0 else { return nil }
        let key = UInt32(truncatingIfNeeded: address.bits)
        let first = Int(key >> 24)
        let index = unsafe bytes.lastIndex(
          ofStartsAt: layout.startsV4, in: firstOctets[first]...firstOctets[first + 1],
          notAbove: key)
        return unsafe Int(bytes[layout.valuesV4 + index])
      case .v6:
        guard layout.countV6 > 0 else { return nil }
        let index = unsafe bytes.lastIndex(
          ofStartsAt: layout.startsV6, in: 0...layout.countV6 - 1,
          notAbove: UInt64(truncatingIfNeeded: address.bits >> 64))
        return unsafe Int(bytes[layout.valuesV6 + index])
      }
    }
    return value.flatMap(answer(valueAt:)) ?? PlaceAnswer()
  }
}

extension PlaceTable {
  /// Where the octets live: in the program's image, or in memory (for tests and other tables).
  private enum Octets {
    case embedded
    case array([UInt8])

    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
      switch self {
      case .embedded:
        return unsafe body(
          UnsafeRawBufferPointer(start: icp_place_table_octets(), count: icp_place_table_size))
      case .array(let octets):
        return unsafe octets.withUnsafeBytes { unsafe body($0) }
      }
    }
  }
}

extension UnsafeRawBufferPointer {
  /// The last of the ascending little-endian numbers in `range` that is not above `key`; the first
  /// of them where none is.
  ///
  /// The section must lie inside the buffer (``PlaceTable/Contents`` checks it). Written without a
  /// branch that depends on the data, which a processor could only guess.
  fileprivate func lastIndex<Key: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
    ofStartsAt offset: Int, in range: ClosedRange<Int>, notAbove key: Key
  ) -> Int {
    var base = range.lowerBound
    var length = range.count
    while length > 1 {
      let half = length &>> 1
      let middle = base &+ half
      let start = unsafe loadUnaligned(
        fromByteOffset: offset &+ middle &* MemoryLayout<Key>.size, as: Key.self)
      let borrow = (UInt128(key) &- UInt128(Key(littleEndian: start))) &>> 64
      base &+= half & ~Int(truncatingIfNeeded: borrow)
      length &-= half
    }
    return base
  }
}
