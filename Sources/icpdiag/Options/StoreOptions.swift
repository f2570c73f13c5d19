internal import ArgumentParser
internal import Diagnosis
internal import Evidence
internal import Observation
internal import Store

/// Where the store of records is.
struct StoreOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The store of records; by default $XDG_DATA_HOME/icpdiag/store.sqlite.", valueName: "path"),
    completion: .file(extensions: ["sqlite"]))
  var store: String?

  func validate() throws {
    if store == "" { throw ValidationError("--store needs a path; '' is none") }
  }

  /// The store, which is opened at its first use.
  ///
  /// - Throws: The exit status, when what is wrong has been said.
  func open() throws -> RecordsStore {
    guard let path = store ?? Self.defaultPath else {
      Console.complain(
        "neither XDG_DATA_HOME nor HOME says where your data lives; name it: --store")
      throw ExitStatus.badConfiguration
    }
    return RecordsStore(
      path: path, providers: Providers.all.map(\.id),
      registrable: { TargetReader.ofRecords.read($0).registrable },
      warn: { Console.complain($0) })
  }

  static var defaultPath: String? {
    DataFolder.path(environment: Console.environment).map { "\($0)/store.sqlite" }
  }

  /// The same, of which there must be one: there is nothing to list or to remove without.
  func openExisting() throws -> RecordsStore {
    let store = try open()
    guard store.exists else {
      Console.complain(
        "there is no store at \(store.path) yet; 'icpdiag records add' and 'records import' make it"
      )
      throw ExitStatus.missingInput
    }
    return store
  }

  /// These options again, for a command that is printed to be pasted.
  var shellArguments: String {
    store.map { " --store '\($0.replacing("'", with: "'\\''"))'" } ?? ""
  }
}

extension TargetReader {
  /// Reads the domains of records, which may be known to some resolver alone.
  static let ofRecords = TargetReader(permitsSpecialUse: true)

  /// The registrable domain of what a user typed.
  ///
  /// - Throws: The exit status, when what is wrong has been said.
  func registrable(of text: String) throws -> String {
    guard let domain = read(text).registrable else {
      Console.complain("'\(text)' is no domain one can register; write it like example.cn")
      throw ExitStatus.badData
    }
    return domain
  }

  /// The domain for people: in its own script.
  func shown(_ domain: String) -> String { read(domain).unicode ?? domain }
}
