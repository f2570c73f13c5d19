internal import ArgumentParser
internal import Diagnosis
internal import Evidence
internal import Observation
internal import Records

/// The filing records of this run.
struct RecordsOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A records document (icpdiag.records/1, JSON); - reads stdin. May be given several times.",
      valueName: "file"),
    completion: .file(extensions: ["json"]))
  var records: [String] = []

  /// Reads every document.
  ///
  /// - Parameter reader: Reads the domains in them.
  /// - Returns: The documents, ready to be looked up in.
  /// - Throws: The exit status, when what is wrong has been said.
  func load(_ reader: TargetReader) throws -> RecordsLibrary {
    let documents = try records.map { path in
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

  private func decoded(_ octets: [UInt8], _ name: String) throws -> RecordsDocument {
    do {
      return try RecordsDocument.decode(octets, named: name)
    } catch {
      Console.complain(error.description)
      throw ExitStatus.badData
    }
  }
}
