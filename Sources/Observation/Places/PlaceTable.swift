internal import CPlaceTable
package import Evidence

/// The embedded table: areas of all addresses, and providers where the AS number tells.
///
/// Searched in place: opening it reads the header and some sixty short entries, and a look-up
/// touches only the pages its binary search meets. `Sources/CPlaceTable/make-places.py` makes the
/// octets and describes them.
package struct PlaceTable: Sendable {
  private let octets: Octets
  private let layout: Layout
  private let answers: [PlaceAnswer]
  /// AS numbers in ascending order, and whose they are.
  private let systems: [(number: UInt32, provider: String)]
  package let data: [PlaceData]

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
    systems = contents.systems
    data = contents.data
  }

  /// A table that knows nothing.
  private init() {
    octets = .array([])
    layout = Layout()
    answers = []
    systems = []
    data = []
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
    var low = 0
    var high = systems.count
    while low < high {
      let middle = (low + high) / 2
      if systems[middle].number < number {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low < systems.count, systems[low].number == number else { return nil }
    return systems[low].provider
  }

  private func answer(valueAt value: Int) -> PlaceAnswer? {
    value < answers.count ? answers[value] : nil
  }
}

extension PlaceTable: PlaceSource {
  package func answer(for address: IPAddress) -> PlaceAnswer {
    let value: Int? = unsafe octets.withBytes { bytes in
      switch address.family {
      case .v4:
        guard layout.countV4 > 0 else { return nil }
        let index = unsafe bytes.lastIndex(
          ofStartsAt: layout.startsV4, count: layout.countV4,
          notAbove: UInt32(truncatingIfNeeded: address.bits))
        return unsafe Int(bytes[layout.valuesV4 + index])
      case .v6:
        guard layout.countV6 > 0 else { return nil }
        let index = unsafe bytes.lastIndex(
          ofStartsAt: layout.startsV6, count: layout.countV6,
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
  /// The last of `count` ascending little-endian numbers that is not above `key`.
  ///
  /// The section must lie inside the buffer (``PlaceTable/Contents`` checks it) and the first number
  /// be 0, or keys below it find the first range. Written without a branch that depends on the data, which a processor could only guess.
  fileprivate func lastIndex<Key: FixedWidthInteger & BitwiseCopyable>(
    ofStartsAt offset: Int, count: Int, notAbove key: Key
  ) -> Int {
    var base = 0
    var length = count
    while length > 1 {
      let half = length / 2
      let start = unsafe loadUnaligned(
        fromByteOffset: offset + (base + half) * MemoryLayout<Key>.size, as: Key.self)
      base = Key(littleEndian: start) <= key ? base + half : base
      length -= half
    }
    return base
  }
}
