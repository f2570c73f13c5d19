package import Evidence

/// What users' tables say: blocks of addresses, of which the longest that holds an address decides.
///
/// What the longest block leaves open is taken from the next longer one around it, so a list of a
/// provider's blocks and a list of the mainland's can lie over each other. Of two equal blocks the
/// one given later decides. Nesting is resolved when the list is made; a look-up is one binary
/// search.
package struct PrefixList: Sendable {
  /// One block and what is said of it.
  package struct Row: Hashable, Sendable {
    package var prefix: IPPrefix
    package var answer: PlaceAnswer

    package init(prefix: IPPrefix, answer: PlaceAnswer) {
      self.prefix = prefix
      self.answer = answer
    }
  }

  private let v4: Runs
  private let v6: Runs
  package let data: [PlaceData]

  package init(_ rows: [Row] = [], data: [PlaceData] = []) {
    // A stable order: of equal blocks the later one comes later, and so ends up inside.
    let sorted = rows.enumerated().sorted { left, right in
      let (a, b) = (left.element.prefix, right.element.prefix)
      return (a.first, a.length, left.offset) < (b.first, b.length, right.offset)
    }.map(\.element)
    v4 = Runs(sorted.filter { $0.prefix.first.family == .v4 })
    v6 = Runs(sorted.filter { $0.prefix.first.family == .v6 })
    self.data = data
  }
}

extension PrefixList: PlaceSource {
  package func answer(for address: IPAddress) -> PlaceAnswer {
    (address.family == .v4 ? v4 : v6).answer(for: address.bits)
  }
}

extension PrefixList {
  /// Ranges of one family without overlap: each holds until the next begins.
  private struct Runs: Sendable {
    private var starts: [UInt128] = []
    private var values: [Int32] = []
    /// Few and often repeated, so each is kept once.
    ///
    /// The first says nothing.
    private var answers = [PlaceAnswer()]

    /// Makes runs of blocks that are in order, the enclosing block before those inside it.
    init(_ rows: [Row]) {
      var known = [PlaceAnswer(): Int32(0)]
      var open: [(last: UInt128, value: Int32)] = []
      for row in rows {
        close(&open, before: row.prefix.first.bits)
        var answer = row.answer
        if let around = open.last {
          answer.fill(from: answers[Int(around.value)])
        }
        let value = known[answer] ?? Int32(answers.count)
        if value == answers.count {
          known[answer] = value
          answers.append(answer)
        }
        open.append((row.prefix.lastBits, value))
        begin(at: row.prefix.first.bits, value)
      }
      close(&open, before: nil)
    }

    func answer(for bits: UInt128) -> PlaceAnswer {
      var low = 0
      var high = starts.count
      while low < high {
        let middle = (low + high) / 2
        if starts[middle] <= bits {
          low = middle + 1
        } else {
          high = middle
        }
      }
      return low == 0 ? answers[0] : answers[Int(values[low - 1])]
    }

    /// Ends the open blocks that end before `start`, innermost first; all of them for `nil`.
    private mutating func close(
      _ open: inout [(last: UInt128, value: Int32)], before start: UInt128?
    ) {
      while let block = open.last, start.map({ block.last < $0 }) ?? true {
        open.removeLast()
        if block.last < .max {
          begin(at: block.last + 1, open.last?.value ?? 0)
        }
      }
    }

    private mutating func begin(at start: UInt128, _ value: Int32) {
      if starts.last == start {
        values[values.count - 1] = value
      } else if values.last != value {
        starts.append(start)
        values.append(value)
      }
    }
  }
}
