package import Engine
package import Evidence
internal import Synchronization

/// Asked before addresses are knocked at under a name, each pair once for a target: which may be,
/// and when.
///
/// It may wait as long as it likes; a target's time does not run meanwhile. The name is that of a
/// redirect's hop, in A-labels; `nil` is the target's own.
///
/// - Returns: Those that may be asked, in their order.
package typealias Admission =
  @Sendable (isolated Shard, _ host: String?, [IPAddress]) async -> [IPAddress]

/// The addresses that one target may ask, and the time that asking for leave took.
final class Leave: Sendable {
  private struct State {
    var waited: Int64 = 0
    /// Whether it may be asked.
    var known: [Question: Bool] = [:]
  }

  private struct Question: Hashable {
    var host: String?
    var address: IPAddress
  }

  private let admission: Admission?
  private let state = Mutex(State())

  init(_ admission: Admission?) {
    self.admission = admission
  }

  /// Seconds to be added to the target's time.
  var seconds: Double { Double(state.withLock { $0.waited }) / 1_000_000_000 }

  /// Those of some addresses that may be asked; waits until they may.
  func granted(
    _ addresses: [IPAddress], of host: String? = nil, on shard: isolated Shard
  ) async -> [IPAddress] {
    guard let admission else { return addresses }
    func question(_ address: IPAddress) -> Question { Question(host: host, address: address) }
    let new = state.withLock { state in addresses.filter { state.known[question($0)] == nil } }
    if !new.isEmpty {
      let begun = MonotonicTime.now
      let granted = await admission(shard, host, new)
      let waited = MonotonicTime.now.nanoseconds - begun.nanoseconds
      state.withLock { state in
        state.waited += waited
        for address in new { state.known[question(address)] = granted.contains(address) }
      }
    }
    return state.withLock { state in addresses.filter { state.known[question($0)] == true } }
  }
}
