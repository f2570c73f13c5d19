/// Finds which of many texts occur in a page, in one pass over its octets however many texts there
/// are.
///
/// The automaton of Aho and Corasick, "Efficient string matching: an aid to bibliographic search",
/// CACM 18 (1975). The states one octet further form a list, nearly always of one: a full table
/// would be a megabyte to fill for a few pages.
struct LiteralSearch: Sendable {
  private struct State: Sendable {
    /// The octet that leads here.
    let octet: UInt8
    /// The first of the states one octet further, and the next one beside this; 0 for none.
    var firstChild: Int32 = 0
    var sibling: Int32 = 0
    /// The state of the longest proper suffix of this one's text that also begins some text.
    var fallback: Int32 = 0
    /// The text that ends here, as an index.
    var text: Int32?
    /// The nearest state at which a text ends: this one, or one along the fallbacks; 0 for none.
    var ending: Int32 = 0
  }

  let texts: [String]
  private var states = [State(octet: 0)]
  /// The first step of every text by octet: most octets of a page lead nowhere.
  private var first = [Int32](repeating: 0, count: 256)
  /// A bit for every three octets that a text may begin with, and for some others: most of a page
  /// is passed over by looking no further.
  private var beginnings = [UInt64](repeating: 0, count: 1 << 9)

  /// Prepares the search for `texts`; an empty text is never found.
  init(_ texts: [String]) {
    self.texts = texts
    for (index, text) in texts.enumerated() where !text.isEmpty {
      insert(text, Int32(index))
      note(beginning: Array(text.utf8.prefix(3)))
    }
    var child = states[0].firstChild
    while child != 0 {
      first[Int(states[Int(child)].octet)] = child
      child = states[Int(child)].sibling
    }
    linkFallbacks()
  }

  /// Those of the texts that occur in `page`, by their places in ``texts``; its octets are read once.
  func places(in page: Span<UInt8>) -> [Int] {
    var found: [Int] = []
    var state: Int32 = 0
    let (first, states, beginnings) = (first.span, states.span, beginnings.span)
    var place = 0
    while place < page.count {
      if state == 0 {
        place = Self.nextStart(in: page, from: place, beginnings)
      }
      let octet = page[place]
      place += 1
      state = state == 0 ? first[Int(octet)] : Self.step(from: state, octet, states, first)
      guard state != 0 else { continue }
      var ending = states[Int(state)].ending
      while ending != 0, let text = states[Int(ending)].text {
        // What ends further along the fallbacks was found together with this text.
        guard !found.contains(Int(text)) else { break }
        found.append(Int(text))
        ending = states[Int(states[Int(ending)].fallback)].ending
      }
    }
    return found
  }

  /// The next place at which some text may begin, or one of the last two of the page.
  private static func nextStart(
    in page: Span<UInt8>, from start: Int, _ beginnings: Span<UInt64>
  ) -> Int {
    guard start + 2 < page.count else { return start }
    var mixed = mix(mix(0, page[start]), page[start + 1])
    // Nearly all octets of a page come no further than here. The loop keeps within the page, and no
    // mixture is past the bits.
    for place in start + 2..<page.count {
      mixed = unsafe mix(mixed, page[unchecked: place])
      if unsafe beginnings[unchecked: mixed >> 6] & 1 << UInt64(mixed & 63) != 0 {
        return place - 2
      }
    }
    return page.count - 2
  }

  /// Fifteen bits that are the same for the same last three octets.
  private static func mix(_ before: Int, _ octet: UInt8) -> Int {
    (before << 5 ^ Int(octet)) & 0x7FFF
  }

  /// Sets the bits of all three octets that begin so.
  private mutating func note(beginning: [UInt8]) {
    guard beginning.count < 3 else {
      let mixed = beginning.reduce(0, Self.mix)
      beginnings[mixed >> 6] |= 1 << UInt64(mixed & 63)
      return
    }
    for next in UInt8.min...UInt8.max {
      note(beginning: beginning + [next])
    }
  }

  private static func step(
    from start: Int32, _ octet: UInt8, _ states: Span<State>, _ first: Span<Int32>
  ) -> Int32 {
    var state = start
    while state != 0 {
      let next = child(of: state, octet, in: states)
      if next != 0 { return next }
      state = states[Int(state)].fallback
    }
    return first[Int(octet)]
  }

  private static func child(
    of state: Int32, _ octet: UInt8, in states: Span<State>
  ) -> Int32 {
    var child = states[Int(state)].firstChild
    while child != 0, states[Int(child)].octet != octet {
      child = states[Int(child)].sibling
    }
    return child
  }

  private mutating func insert(_ text: String, _ index: Int32) {
    var state: Int32 = 0
    for octet in text.utf8 {
      var next = Self.child(of: state, octet, in: states.span)
      if next == 0 {
        next = Int32(states.count)
        states.append(State(octet: octet, sibling: states[Int(state)].firstChild))
        states[Int(state)].firstChild = next
      }
      state = next
    }
    states[Int(state)].text = index
    states[Int(state)].ending = state
  }

  /// Breadth first, so that the fallback of a shorter text is known before a longer one needs it.
  private mutating func linkFallbacks() {
    var queue = first.filter { $0 != 0 }
    var read = 0
    while read < queue.count {
      let state = queue[read]
      read += 1
      var child = states[Int(state)].firstChild
      while child != 0 {
        let fallback = Self.step(
          from: states[Int(state)].fallback, states[Int(child)].octet, states.span, first.span)
        states[Int(child)].fallback = fallback
        if states[Int(child)].text == nil {
          states[Int(child)].ending = states[Int(fallback)].ending
        }
        queue.append(child)
        child = states[Int(child)].sibling
      }
    }
  }
}
