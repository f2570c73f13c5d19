internal import ArgumentParser
internal import Evidence
internal import Records
internal import Store
internal import Synchronization

/// What the records of this run say of a target: the documents that were named, and the store.
final class RecordsLookUp: Sendable {
  private let library: RecordsLibrary
  private let store: RecordsStore?
  private let failure = Mutex<StoreError?>(nil)

  init(_ library: RecordsLibrary, _ store: RecordsStore?) {
    self.library = library
    self.store = store
  }

  /// Opens the store, so that the first look-up finds it open: while the names are asked for.
  func prepare() {
    do {
      try store?.prepare()
    } catch {
      failure.withLock { $0 = $0 ?? error }
    }
  }

  /// The facts about a target; none once the store has failed.
  func facts(for domain: String?, addresses: [IPAddress]) -> [RecordFact] {
    var sources: [any RecordsSource] = [library]
    if let store { sources.append(store) }
    do {
      return try sources.facts(for: domain, addresses: addresses)
    } catch {
      failure.withLock { first in
        first = first ?? error as? StoreError ?? StoreError(file: "", message: "\(error)")
      }
      return []
    }
  }

  var hasFailed: Bool { failure.withLock { $0 != nil } }

  /// A verdict without the records that there are would be another one, so there is none.
  func check() throws {
    guard let error = failure.withLock({ $0 }) else { return }
    Console.complain(
      error.hint == nil ? "\(error.description); --no-store does without it" : error.description)
    throw error.exitStatus
  }
}
