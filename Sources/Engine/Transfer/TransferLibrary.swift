/// The library behind ``Shard/perform(_:onConnect:)``, which is not loaded with the program: most of
/// what can be asked of it needs no transfer, and a diagnosis begins with the DNS.
package enum TransferLibrary {
  /// Why there can be no transfer, and the remedy; `nil` when the library is there.
  ///
  /// The first to ask, on whatever thread, loads it: some milliseconds of work.
  package static var flaw: String? { CurlMulti.flaw }
}
