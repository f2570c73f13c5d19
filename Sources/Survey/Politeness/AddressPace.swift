package import Engine
package import Evidence
internal import Synchronization

/// How often targets begin at one address, for all shards together.
///
/// An address is remembered only while somebody would have to wait for it.
package final class AddressPace: Sendable {
  private struct State {
    /// When the next target may begin, in nanoseconds.
    var next: [IPAddress: Int64] = [:]
    var sweepAt = 1_024
  }

  private let interval: Int64
  private let state = Mutex(State())

  /// - Parameter rate: Targets a second and address.
  package init(rate: Double) {
    interval = Pace.interval(of: rate)
  }

  /// Takes the next moment at which a target may begin at all of these addresses.
  ///
  /// The first at an address begins at once, the others one interval after the other.
  package func reserve(_ addresses: [IPAddress], at now: MonotonicTime) -> MonotonicTime {
    state.withLock { state in
      let moment = addresses.reduce(now.nanoseconds) { max($0, state.next[$1] ?? .min) }
      for address in addresses {
        state.next[address] = moment + interval
      }
      if state.next.count > state.sweepAt {
        state.next = state.next.filter { $0.value > now.nanoseconds }
        state.sweepAt = max(1_024, 2 * state.next.count)
      }
      return MonotonicTime(nanoseconds: moment)
    }
  }

  /// How many addresses are remembered.
  var count: Int { state.withLock { $0.next.count } }
}
