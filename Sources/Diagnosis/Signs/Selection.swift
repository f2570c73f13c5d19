/// Some items of a list, by their places in it.
///
/// An item of evidence is wide, and the rules look at each again and again: to copy one costs more
/// than to look at it. What is selected is looked at where it lies.
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
  var first: Item? { places.first { _ in true }.map { list[$0] } }

  /// The items themselves.
  var items: [Item] { map { $0 } }

  func filter(_ isWanted: (Item) -> Bool) -> Selection {
    Selection(list, places.filter { isWanted(list[$0]) })
  }

  func first(where isWanted: (Item) -> Bool) -> Item? {
    places.first { isWanted(list[$0]) }.map { list[$0] }
  }

  func contains(where isWanted: (Item) -> Bool) -> Bool {
    places.first { isWanted(list[$0]) } != nil
  }

  func allSatisfy(_ holds: (Item) -> Bool) -> Bool {
    places.first { !holds(list[$0]) } == nil
  }

  func map<Part>(_ part: (Item) -> Part) -> [Part] {
    var parts: [Part] = []
    parts.reserveCapacity(places.count)
    _ = places.first { place in
      parts.append(part(list[place]))
      return false
    }
    return parts
  }

  func compactMap<Part>(_ part: (Item) -> Part?) -> [Part] {
    var parts: [Part] = []
    _ = places.first { place in
      if let part = part(list[place]) { parts.append(part) }
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
