import Testing

@testable import Diagnosis

/// Short lists are kept as bits and long ones as places: both must read alike.
@Suite("A selection of a list")
struct SelectionTests {
  @Test("reads like the list itself, however long that is", arguments: [0, 1, 2, 63, 64, 65, 100])
  func likeTheList(_ count: Int) {
    let list = Array(0..<count)
    let all = Selection(list)
    #expect(all.items == list)
    #expect(all.first == list.first)
    #expect(all.isEmpty == list.isEmpty)
    for divisor in [1, 2, 7, 1_000] {
      let isWanted = { (item: Int) in item % divisor == divisor - 1 }
      let (some, expected) = (all.filter(isWanted), list.filter(isWanted))
      #expect(some.items == expected)
      #expect(some.first == expected.first)
      #expect(some.isEmpty == expected.isEmpty)
      #expect(all.first(where: isWanted) == expected.first)
      #expect(all.contains(where: isWanted) == !expected.isEmpty)
      #expect(all.allSatisfy(isWanted) == list.allSatisfy(isWanted))
      #expect(some.allSatisfy(isWanted))
      #expect(some.filter { $0 > 9 }.items == expected.filter { $0 > 9 })
      #expect(some.map { -$0 } == expected.map { -$0 })
      #expect(some.compactMap { $0 > 9 ? $0 : nil } == expected.filter { $0 > 9 })
    }
  }
}
