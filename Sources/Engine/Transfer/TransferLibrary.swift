internal import Synchronization

/// The library behind ``Shard/perform(_:onConnect:)``, which is not loaded with the program: much of
/// what can be asked of it needs no transfer, and a diagnosis begins with the DNS.
package enum TransferLibrary {
  private static let failure = Atomic(false)

  /// Why there can be no transfer, and the remedy; `nil` when the library is there.
  ///
  /// The first to ask, on whatever thread, loads it: some milliseconds of work.
  package static var flaw: String? {
    let flaw = CurlMulti.flaw
    if flaw != nil { failure.store(true, ordering: .relaxed) }
    return flaw
  }

  /// Whether it was needed and was not there; loads nothing.
  package static var hasFailed: Bool { failure.load(ordering: .relaxed) }
}
