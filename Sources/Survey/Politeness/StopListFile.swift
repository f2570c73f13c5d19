internal import Glibc
internal import Synchronization

/// A stop list that is read again when the process is told to (SIGHUP).
///
/// The signal only counts; whoever asks next reads. A list that cannot be read leaves the one before
/// it in force.
package final class StopListFile: Sendable {
  private struct State {
    var list: StopList
    var hangups: Int
  }

  private let state: Mutex<State>
  private let read: @Sendable () -> StopList?

  /// How often the process was told, by any means that counts.
  private static let hangups = Atomic<Int>(0)

  /// - Parameters:
  ///   - list: The list as it stands.
  ///   - read: Reads it again; `nil` when it cannot be read, which it has then complained about.
  package init(_ list: StopList, reading read: @escaping @Sendable () -> StopList?) {
    self.read = read
    state = Mutex(State(list: list, hangups: Self.hangups.load(ordering: .acquiring)))
  }

  /// Has SIGHUP read stop lists again in place of ending the process.
  package static func listenForHangups() {
    // Made now: a handler must not be the first to touch it.
    _ = hangups.load(ordering: .relaxed)
    signal(SIGHUP) { _ in StopListFile.noteHangup() }
  }

  /// What the signal does; nothing but a lock-free count, since it may come at any moment.
  static func noteHangup() {
    hangups.add(1, ordering: .releasing)
  }

  /// The list in force.
  package var current: StopList {
    let count = Self.hangups.load(ordering: .acquiring)
    return state.withLock { state in
      if state.hangups != count {
        state.hangups = count
        state.list = read() ?? state.list
      }
      return state.list
    }
  }
}
