/// One item of a list, read where it lies.
///
/// An item of evidence is wide, and the rules look at each again and again: to copy one costs more
/// than to look at it. What is handed on is the list and the place in it.
@dynamicMemberLookup
struct Listed<Item> {
  private let list: [Item]
  private let place: Int

  fileprivate init(_ list: [Item], at place: Int) {
    self.list = list
    self.place = place
  }

  /// An item of no list.
  init(_ item: Item) {
    self.init([item], at: 0)
  }

  subscript<Part>(dynamicMember part: KeyPath<Item, Part>) -> Part {
    list[place][keyPath: part]
  }

  /// A copy of all of it.
  var whole: Item { list[place] }
}

extension Listed: Sendable where Item: Sendable {}

/// Some items of a list, by their places in it.
struct Selection<Item> {
  private let list: [Item]
  private let places: Places

  private init(_ list: [Item], _ places: Places) {
    self.list = list
    self.places = places
  }

  /// The whole list.
  init(_ list: [Item]) {
    self.init(list, Places(below: list.count))
  }

  var isEmpty: Bool { places.isEmpty }
  var first: Listed<Item>? { first { _ in true } }

  /// The items themselves.
  var items: [Listed<Item>] { map { $0 } }

  func filter(_ isWanted: (Listed<Item>) -> Bool) -> Selection {
    Selection(list, places.filter { isWanted(Listed(list, at: $0)) })
  }

  func first(where isWanted: (Listed<Item>) -> Bool) -> Listed<Item>? {
    places.first { isWanted(Listed(list, at: $0)) }.map { Listed(list, at: $0) }
  }

  func contains(where isWanted: (Listed<Item>) -> Bool) -> Bool {
    places.first { isWanted(Listed(list, at: $0)) } != nil
  }

  func allSatisfy(_ holds: (Listed<Item>) -> Bool) -> Bool {
    places.first { !holds(Listed(list, at: $0)) } == nil
  }

  func map<Part>(_ part: (Listed<Item>) -> Part) -> [Part] {
    var parts: [Part] = []
    parts.reserveCapacity(places.count)
    _ = places.first { place in
      parts.append(part(Listed(list, at: place)))
      return false
    }
    return parts
  }

  /// One part of each; a key path of ``Listed`` itself would be put together anew for every item.
  @inline(__always)
  func map<Part>(_ part: KeyPath<Item, Part>) -> [Part] {
    map { $0[dynamicMember: part] }
  }

  @inline(__always)
  func compactMap<Part>(_ part: KeyPath<Item, Part?>) -> [Part] {
    compactMap { $0[dynamicMember: part] }
  }

  func compactMap<Part>(_ part: (Listed<Item>) -> Part?) -> [Part] {
    var parts: [Part] = []
    _ = places.first { place in
      if let part = part(Listed(list, at: place)) { parts.append(part) }
      return false
    }
    return parts
  }
}

extension Selection: Sendable where Item: Sendable {}

/// Places in a list, in ascending order.
///
/// Lists of evidence are short: the bits of a word hold their places without memory of their own.
private enum Places: Sendable {
  /// Bit by bit, the lowest for place 0.
  case bits(UInt64)
  case listed([Int])

  init(below count: Int) {
    self =
      switch count {
      case ..<64: .bits(1 << UInt64(count) - 1)
      default: .listed(Array(0..<count))
      }
  }

  var isEmpty: Bool {
    switch self {
    case .bits(let bits): bits == 0
    case .listed(let places): places.isEmpty
    }
  }

  var count: Int {
    switch self {
    case .bits(let bits): bits.nonzeroBitCount
    case .listed(let places): places.count
    }
  }

  func first(where isWanted: (Int) -> Bool) -> Int? {
    switch self {
    case .bits(var bits):
      while bits != 0 {
        let place = bits.trailingZeroBitCount
        if isWanted(place) { return place }
        bits &= bits - 1
      }
      return nil
    case .listed(let places): return places.first(where: isWanted)
    }
  }

  func filter(_ isWanted: (Int) -> Bool) -> Places {
    switch self {
    case .bits(let all):
      var wanted = all
      var bits = all
      while bits != 0 {
        let lowest = bits & (0 &- bits)
        if !isWanted(bits.trailingZeroBitCount) { wanted &= ~lowest }
        bits &= bits - 1
      }
      return .bits(wanted)
    case .listed(let places): return .listed(places.filter(isWanted))
    }
  }
}
