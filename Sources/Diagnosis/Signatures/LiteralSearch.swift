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
    var ending: Int32?
    /// The nearest state along the fallbacks at which a text ends; 0 for none.
    var shorterEnding: Int32 = 0
  }

  let texts: [String]
  private var states = [State(octet: 0)]
  /// The first step of every text by octet: most octets of a page lead nowhere.
  private var first = [Int32](repeating: 0, count: 256)

  /// Prepares the search for `texts`; an empty text is never found.
  init(_ texts: [String]) {
    self.texts = texts
    for (index, text) in texts.enumerated() where !text.isEmpty {
      insert(text, Int32(index))
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
    let (first, states) = (first.span, states.span)
    for place in page.indices {
      let octet = page[place]
      state = state == 0 ? first[Int(octet)] : Self.step(from: state, octet, states, first)
      guard state != 0 else { continue }
      var ending = states[Int(state)].ending == nil ? states[Int(state)].shorterEnding : state
      while ending != 0, let text = states[Int(ending)].ending {
        // What ends further along the fallbacks was found together with this text.
        guard !found.contains(Int(text)) else { break }
        found.append(Int(text))
        ending = states[Int(ending)].shorterEnding
      }
    }
    return found
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
    states[Int(state)].ending = index
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
        let endsThere = states[Int(fallback)].ending != nil
        states[Int(child)].fallback = fallback
        states[Int(child)].shorterEnding =
          endsThere ? fallback : states[Int(fallback)].shorterEnding
        queue.append(child)
        child = states[Int(child)].sibling
      }
    }
  }
}
