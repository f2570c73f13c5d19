/// Some items of a list, by their places in it.
///
/// An item of evidence is wide, and the rules look at each again and again: to copy one costs more
/// than to look at it. What is selected is looked at where it lies.
struct Selection<Item> {
  private let list: [Item]
  private let places: [Int]

  private init(_ list: [Item], _ places: [Int]) {
    self.list = list
    self.places = places
  }

  /// The whole list.
  init(_ list: [Item]) {
    self.init(list, Array(list.indices))
  }

  var isEmpty: Bool { places.isEmpty }
  var count: Int { places.count }
  var first: Item? { places.first.map { list[$0] } }

  /// The items themselves.
  var items: [Item] { places.map { list[$0] } }

  func filter(_ isWanted: (Item) -> Bool) -> Selection {
    var wanted: [Int] = []
    wanted.reserveCapacity(places.count)
    for place in places where isWanted(list[place]) { wanted.append(place) }
    return Selection(list, wanted)
  }

  func first(where isWanted: (Item) -> Bool) -> Item? {
    places.first { isWanted(list[$0]) }.map { list[$0] }
  }

  func contains(where isWanted: (Item) -> Bool) -> Bool {
    places.contains { isWanted(list[$0]) }
  }

  func allSatisfy(_ holds: (Item) -> Bool) -> Bool {
    places.allSatisfy { holds(list[$0]) }
  }

  func map<Part>(_ part: (Item) -> Part) -> [Part] {
    places.map { part(list[$0]) }
  }

  func compactMap<Part>(_ part: (Item) -> Part?) -> [Part] {
    places.compactMap { part(list[$0]) }
  }
}

extension Selection: Sendable where Item: Sendable {}
