internal import ArgumentParser
internal import Diagnosis
internal import Evidence
internal import Observation
internal import Records
internal import Store

/// The filing records of this run.
struct RecordsOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A records document (icpdiag.records/1, JSON or YAML), used beside the store; - reads stdin. "
        + "May be given several times.", valueName: "file"),
    completion: .file(extensions: ["json", "yaml", "yml"]))
  var records: [String] = []

  @OptionGroup var place: StoreOptions

  @Flag(help: "Read no store.")
  var noStore = false

  @Option(
    help: ArgumentHelp(
      "Who operates the site: a filing held by somebody else is a previous owner's.",
      valueName: "name"))
  var entity: String?

  func validate() throws {
    if noStore, place.store != nil { throw ValidationError("choose one of --store and --no-store") }
  }

  /// The documents that are named, and the store where there is one; a look-up never makes it.
  ///
  /// - Parameters:
  ///   - reader: Reads the domains in them.
  ///   - usesDefaultStore: Whether the store counts when it is not named.
  /// - Returns: Both, ready to be looked up in.
  /// - Throws: The exit status, when what is wrong has been said.
  func lookUp(_ reader: TargetReader, usesDefaultStore: Bool = true) throws -> RecordsLookUp {
    let library = try Self.library(of: records, reader)
    if place.store != nil { return RecordsLookUp(library, try place.openExisting()) }
    guard usesDefaultStore, !noStore, StoreOptions.defaultPath != nil else {
      return RecordsLookUp(library, nil)
    }
    return RecordsLookUp(library, try place.open())
  }

  /// Reads every document.
  ///
  /// - Parameters:
  ///   - paths: Their files; - is stdin.
  ///   - reader: Reads the domains in them.
  /// - Returns: The documents, ready to be looked up in.
  /// - Throws: The exit status, when what is wrong has been said.
  static func library(of paths: [String], _ reader: TargetReader) throws -> RecordsLibrary {
    let documents = try paths.map { path in
      let name = path == "-" ? "stdin" : path
      return (name, try decoded(try FileInput.read(path, limit: Limits.documentOctets), name))
    }
    do {
      return try RecordsLibrary(documents, providers: Providers.all.map(\.id)) {
        reader.read($0).registrable
      }
    } catch {
      Console.complain(error.description)
      throw ExitStatus.badData
    }
  }

  private static func decoded(_ octets: [UInt8], _ name: String) throws -> RecordsDocument {
    do {
      return try RecordsDocument.decode(octets, named: name)
    } catch {
      Console.complain(error.description)
      throw ExitStatus.badData
    }
  }
}
