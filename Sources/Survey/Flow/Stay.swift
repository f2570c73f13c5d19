internal import Synchronization

/// A visitor's place in one part of a lane, as long as it needs it.
///
/// Who only waits needs none: it steps out while it waits for its turn, and is set aside while a
/// server keeps it waiting. A site that drips or is silent costs time, and the others theirs not.
final class Stay: Sendable {
  private enum Position {
    /// Holds a place, for the how-manieth time.
    case inside(Int)
    /// Waits for its turn, without a place.
    case out(Int)
    /// Waits for a server, in a place of those that do.
    case aside(Int)
    case over

    var round: Int {
      switch self {
      case .inside(let round), .out(let round), .aside(let round): round
      case .over: .max
      }
    }
  }

  private let gate: Gate
  private let aside: Gate
  private let position = Mutex(Position.inside(0))

  /// - Parameters:
  ///   - gate: Where the place is, which was entered.
  ///   - aside: The places of those that are set aside.
  init(in gate: Gate, aside: Gate) {
    self.gate = gate
    self.aside = aside
  }

  /// How often it has come in.
  var round: Int { position.withLock { $0.round } }

  /// Leaves the place to others until ``stepIn()``.
  func stepOut() {
    leave { .out($0) }
  }

  /// Waits for a place again.
  func stepIn() async {
    _ = await gate.enter()
    position.withLock { $0 = .inside($0.round + 1) }
  }

  /// Leaves for good.
  func end() {
    leave { _ in .over }
  }

  /// Leaves the place to others, and goes on in one of those for them that wait.
  ///
  /// - Parameter round: When this was meant; a place that was taken since is not given up.
  /// - Returns: `false` when all of those are taken: then it stays.
  func setAside(in round: Int) -> Bool {
    let isSetAside = position.withLock { position -> Bool? in
      guard case .inside(round) = position else { return nil }
      guard aside.enterAtOnce() else { return false }
      position = .aside(round)
      return true
    }
    if isSetAside == true { gate.leave() }
    return isSetAside ?? true
  }

  private func leave(for next: (Int) -> Position) {
    let left = position.withLock { position -> Gate? in
      defer { position = next(position.round) }
      return switch position {
      case .inside: gate
      case .aside: aside
      case .out, .over: nil
      }
    }
    left?.leave()
  }
}
