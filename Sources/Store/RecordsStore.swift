internal import GRDB
internal import Synchronization

/// The user's filing records, in one SQLite file that several processes may use at once.
///
/// Nothing is opened before the first use. What is written is written whole or not at all, also
/// when the process is killed or the disk is full: SQLite's log (WAL) sees to it. A store that is
/// not there reads as one that knows nothing, and reading never makes one.
package final class RecordsStore: Sendable {
  let file: StoreFile
  let words: StoreWords
  private let warn: @Sendable (String) -> Void
  private let bounds: Bounds
  private let connection = Mutex<Connection?>(nil)

  /// What a test makes smaller.
  struct Bounds: Sendable {
    /// How long to wait for another that writes.
    var patienceSeconds = 30
    /// At most so many pages of 4 KiB, as on a full disk.
    var pages: Int?
  }

  /// An open database; ``isWritable`` is false on a read-only file system or in another's folder.
  struct Connection: Sendable {
    let queue: DatabaseQueue
    let isWritable: Bool
    /// The complete views, kept from one look-up to the next.
    let completeViews = CompleteViews()
  }

  /// - Parameters:
  ///   - path: Where the store is or will be.
  ///   - providers: The ids of the providers that there are; `nil` takes any.
  ///   - registrable: The registrable domain of a name, in A-labels; `nil` for what is none.
  ///   - warn: Takes a sentence for the user, such as that others could read the store.
  package convenience init(
    path: String, providers: [String]? = nil,
    registrable: @escaping @Sendable (String) -> String?,
    warn: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.init(
      path: path, providers: providers, registrable: registrable, warn: warn, bounds: Bounds())
  }

  init(
    path: String, providers: [String]?, registrable: @escaping @Sendable (String) -> String?,
    warn: @escaping @Sendable (String) -> Void, bounds: Bounds
  ) {
    file = StoreFile(path)
    words = StoreWords(providers: providers, registrable: registrable)
    self.warn = warn
    self.bounds = bounds
  }

  /// Where the store is.
  package var path: String { file.path }

  /// Whether there is a store.
  package var exists: Bool { file.exists }

  /// Opens the store now, so that the first look-up need not; a store that is not there is left so.
  ///
  /// - Throws: ``StoreError`` for what is no store, is damaged, or cannot be opened.
  package func prepare() throws(StoreError) {
    _ = try open(creating: false)
  }

  /// Ends the connection and folds the log into the file; the next use opens it again.
  package func close() {
    let last = connection.withLock { connection in
      defer { connection = nil }
      return connection
    }
    // One that is still in use elsewhere ends with that use.
    try? last?.queue.close()
  }

  // MARK: - Reading and writing

  /// Runs `body` on one state of the store, whatever others write meanwhile.
  ///
  /// - Parameters:
  ///   - empty: What a store that is not there gives.
  ///   - body: Reads; what it writes is an error.
  /// - Returns: What `body` gives.
  /// - Throws: ``StoreError``, or what `body` throws.
  func reading<Result>(
    _ empty: Result, _ body: (Database, Connection) throws -> Result
  ) throws -> Result {
    guard let connection = try open(creating: false) else { return empty }
    return try converting {
      // A plain transaction: cheaper than GRDB's own reading, and inside another of this store's
      // it reads on in that one.
      try connection.queue.unsafeReentrantRead { database in
        guard !database.isInsideTransaction else { return try body(database, connection) }
        var result = empty
        try database.inTransaction(.deferred) {
          result = try body(database, connection)
          return .commit
        }
        return result
      }
    }
  }

  /// Runs `body` as one transaction that no other process's can come between.
  ///
  /// - Parameters:
  ///   - creating: Whether a store that is not there is made.
  ///   - body: Its answer tells whether what it did shall stay.
  /// - Returns: What `body` gives; `nil` when there is no store.
  /// - Throws: ``StoreError``, or what `body` throws; then nothing stays.
  func writing<Result>(
    creating: Bool = true, _ body: (Database) throws -> (Database.TransactionCompletion, Result)
  ) throws -> Result? {
    guard let connection = try open(creating: creating) else { return nil }
    guard connection.isWritable else {
      throw StoreError(
        .notWritable, file: path, message: "the store can be read here, and not written",
        hint: "check who may write the file and its folder, or name another with --store")
    }
    return try converting {
      try connection.queue.unsafeReentrantWrite { database in
        guard !database.isInsideTransaction else {
          throw StoreError(.busy, file: path, message: "the store is being read or written here")
        }
        defer { connection.completeViews.forget() }
        var result: Result?
        try database.inTransaction(.immediate) {
          let (completion, value) = try body(database)
          result = value
          return completion
        }
        return result
      }
    }
  }

  private func converting<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw StoreError(error, file: path)
    }
  }

  // MARK: - Opening

  private func open(creating: Bool) throws(StoreError) -> Connection? {
    try connection.withLock { connection throws(StoreError) in
      if connection == nil {
        guard creating || file.exists else { return nil }
        if !file.exists { try file.create() }
        connection = try connect()
      }
      return connection
    }
  }

  private func connect() throws(StoreError) -> Connection {
    try file.checkFormat()
    if let sentence = file.protect() { warn(sentence) }
    do {
      return file.isWritable ? try connectForWriting() : try connectForReading()
    } catch let error as StoreError {
      throw error
    } catch let error as DatabaseError {
      throw StoreError(error, file: path)
    } catch {
      throw StoreError(file: path, message: "the store cannot be opened (\(error))")
    }
  }

  private func connectForWriting() throws -> Connection {
    try file.exclusively { () throws(StoreError) in
      do {
        let queue = try DatabaseQueue(path: file.path, configuration: configuration())
        try queue.writeWithoutTransaction { database in
          // A store that is up to date is opened without a single write.
          guard try !Schema.migrator.hasCompletedMigrations(database) else { return }
          _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
        }
        try Schema.migrator.migrate(queue)
        return Connection(queue: queue, isWritable: true)
      } catch let error as StoreError {
        throw error
      } catch let error as DatabaseError {
        throw StoreError(error, file: path)
      } catch {
        throw StoreError(file: path, message: "the store cannot be opened (\(error))")
      }
    }
  }

  /// SQLite reads a database with a log only where it can make an index of the log beside it, or
  /// is told that nobody else writes: true where the log has gone and the folder cannot be written.
  private func connectForReading() throws -> Connection {
    var configuration = configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(
      path: file.hasLog ? file.path : file.immutableURI, configuration: configuration)
    guard try queue.read(Schema.migrator.hasCompletedMigrations) else {
      throw StoreError(
        .notWritable, file: path,
        message: "an older version made the store, and it cannot be brought up to date here",
        hint: "open it once where it can be written")
    }
    return Connection(queue: queue, isWritable: false)
  }

  private func configuration() -> Configuration {
    var configuration = Configuration()
    configuration.label = "store"
    configuration.busyMode = .timeout(Double(bounds.patienceSeconds))
    configuration.prepareDatabase { [path, bounds] database in
      // 16 MiB of cache: the memory that an import takes, however long it is.
      try database.execute(sql: "PRAGMA cache_size = -16384")
      // What is removed is overwritten; a log that grew with an import is cut after it.
      try database.execute(sql: "PRAGMA secure_delete = ON; PRAGMA journal_size_limit = 4194304")
      if let pages = bounds.pages {
        try database.execute(sql: "PRAGMA max_page_count = \(pages)")
      }
      try Self.identify(database, path)
    }
    return configuration
  }

  /// Refuses another program's database and a newer version's store, before anything is written.
  private static func identify(_ database: Database, _ path: String) throws {
    let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
    let id = try Int32.fetchOne(database, sql: "PRAGMA application_id")
    guard tables > 0 else {
      // New, or its tables were not yet made; else it was a store once.
      let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
      guard id == 0, pages <= 1 else { throw StoreError.damaged(path, "its tables are gone") }
      return
    }
    guard id == Schema.applicationID else {
      throw StoreError(
        .foreign, file: path, message: "this is another program's database",
        hint: "name another with --store; this one was not touched")
    }
    guard try !Schema.migrator.hasBeenSuperseded(database) else {
      throw StoreError(
        .newer, file: path, message: "a newer version of icpdiag made the store",
        hint: "use that version, or name another with --store; this one was not touched")
    }
  }
}
