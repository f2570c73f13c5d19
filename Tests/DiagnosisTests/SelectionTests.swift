import Testing

@testable import Diagnosis

/// Short lists are kept as bits and long ones as places: both must read alike.
@Suite("A selection of a list")
struct SelectionTests {
  @Test("reads like the list itself, however long that is", arguments: [0, 1, 2, 63, 64, 65, 100])
  func likeTheList(_ count: Int) {
    let list = Array(0..<count)
    let all = Selection(list)
    #expect(all.items.map(\.whole) == list)
    #expect(all.first?.whole == list.first)
    #expect(all.isEmpty == list.isEmpty)
    for divisor in [1, 2, 7, 1_000] {
      let isWanted = { (item: Int) in item % divisor == divisor - 1 }
      let isListedWanted = { (item: Listed<Int>) in isWanted(item.whole) }
      let (some, expected) = (all.filter(isListedWanted), list.filter(isWanted))
      #expect(some.items.map(\.whole) == expected)
      #expect(some.first?.whole == expected.first)
      #expect(some.isEmpty == expected.isEmpty)
      #expect(all.first(where: isListedWanted)?.whole == expected.first)
      #expect(all.contains(where: isListedWanted) == !expected.isEmpty)
      #expect(all.allSatisfy(isListedWanted) == list.allSatisfy(isWanted))
      #expect(some.allSatisfy(isListedWanted))
      #expect(some.filter { $0.whole > 9 }.map { $0.whole } == expected.filter { $0 > 9 })
      #expect(some.map { -$0.whole } == expected.map { -$0 })
      #expect(some.map(\.description) == expected.map(\.description))
      #expect(some.compactMap { $0.whole > 9 ? $0.whole : nil } == expected.filter { $0 > 9 })
      #expect(some.compactMap(\.overNine) == expected.filter { $0 > 9 })
    }
  }
}

extension Int {
  fileprivate var overNine: Int? { self > 9 ? self : nil }
}
