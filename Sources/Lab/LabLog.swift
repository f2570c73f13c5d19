package import Evidence
internal import Synchronization

/// What a lab was asked, so that a test can tell what a client did and did not do.
package struct LabEvent: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// A question and its transport, such as `A` and `udp`.
    case dns(type: String, transport: String)
    case http(method: String, path: String, overTLS: Bool)
    case tls
    /// Octets that are no request and no ClientHello.
    case junk
  }

  package var kind: Kind
  /// The address that was asked.
  package var address: IPAddress
  /// The name asked about, in lower case; empty when none was given.
  package var name: String
  /// Whether a gateway answered in place of the site.
  package var isBlocked: Bool
}

/// Collects events, the first ``limit`` of them.
final class LabLog: Sendable {
  private struct State {
    var events: [LabEvent] = []
    /// Visits about a blocked name so far, for gateways that let the first ones pass.
    var visits: [String: Int] = [:]
    var connections: [IPAddress: Int] = [:]
  }

  private let state = Mutex(State())
  /// A survey of 100,000 targets must not be kept.
  private static let limit = 10_000

  var events: [LabEvent] { state.withLock { $0.events } }

  /// How many connections each site took.
  var connections: [IPAddress: Int] { state.withLock { $0.connections } }

  func countConnection(to address: IPAddress) {
    state.withLock { $0.connections[address, default: 0] += 1 }
  }

  func add(_ event: @autoclosure () -> LabEvent) {
    state.withLock { state in
      if state.events.count < Self.limit {
        state.events.append(event())
      }
    }
  }

  /// Counts a visit under `key`.
  ///
  /// - Returns: How many came before it.
  func visit(_ key: String) -> Int {
    state.withLock { state in
      state.visits[key, default: 0] += 1
      return (state.visits[key] ?? 1) - 1
    }
  }
}
