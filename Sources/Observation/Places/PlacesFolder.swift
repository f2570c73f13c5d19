internal import Evidence

/// The user's imported tables: `NAME.csv` and `NAME.mmdb` in one folder, read beside the embedded
/// table and before it.
///
/// Beside a database lies `NAME.mmdb.origin`, which says where it came from; a table says so itself
/// in its first lines. To take a table out, delete its file.
package struct PlacesFolder: Sendable {
  package let path: String

  /// Octets of one table: a city database with room to grow.
  package static let octetLimit = 256 * 1024 * 1024

  package init(path: String) {
    self.path = path
  }

  /// What the folder holds: lists first, then databases, and what could not be read.
  package struct Contents: Sendable {
    package var sources: [any PlaceSource] = []
    package var warnings: [String] = []
  }

  /// Reads every table of the folder.
  ///
  /// A damaged one is left out whole, with a warning: a diagnosis is possible without it.
  package func load() -> Contents {
    var contents = Contents()
    var rows: [PrefixList.Row] = []
    var data: [PlaceData] = []
    var databases: [MMDB] = []
    for file in FileOctets.names(in: path) {
      let whole = "\(path)/\(file)"
      do throws(PlacesError) {
        if file.hasSuffix(".csv") {
          let octets = try PlacesError.reading(whole)
          let origin = Origin(reading: octets)
          let name = "\(file.dropLast(4)) \(origin.date)"
          let table = try PrefixTable(reading: octets, name: whole)
          rows += table.rows(citedAs: name)
          data.append(
            table.data(citedAs: name, origin: origin.source, imported: origin.imported))
        } else if file.hasSuffix(".mmdb") {
          let origin = try? FileOctets.read("\(whole).origin", limit: Limits.lineOctets)
          databases.append(
            try MMDB(path: whole, origin: origin.map { Origin(reading: $0).source }))
        }
      } catch {
        contents.warnings.append(
          "left out \(whole): \(error.message.split(separator: "\n").first ?? "")")
      }
    }
    if !data.isEmpty {
      contents.sources.append(PrefixList(rows, data: data))
    }
    contents.sources += databases
    return contents
  }

  /// Puts a list of blocks into the folder under `name`, in place of an earlier one.
  func keep(_ table: PrefixTable, as name: String, origin: Origin) throws(PlacesError) -> String {
    try replace("\(name).csv", with: Array((origin.text + table.text).utf8)) { _ in }
  }

  /// Puts a database into the folder under `name`, once it has shown that it can be opened.
  func keep(database: [UInt8], as name: String, origin: Origin) throws(PlacesError) -> String {
    let file = "\(name).mmdb"
    let path = try replace(file, with: database) { (temporary) throws(PlacesError) in
      _ = try MMDB(path: temporary, origin: origin.source)
    }
    _ = try replace("\(file).origin", with: Array(origin.text.utf8)) { _ in }
    return path
  }

  private func replace(
    _ file: String, with octets: [UInt8], check: (String) throws(PlacesError) -> Void
  ) throws(PlacesError) -> String {
    let whole = "\(path)/\(file)"
    do {
      try FileOctets.makeFolder(path)
      try FileOctets.replace(whole, with: octets, check: check)
      return whole
    } catch let error as PlacesError {
      throw error
    } catch let error as FileOctets.Failure {
      throw PlacesError(.notWritten, "cannot write \(whole): \(error.reason)")
    } catch {
      throw PlacesError(.notWritten, "cannot write \(whole): \(error)")
    }
  }
}

extension PlacesFolder {
  /// Where an imported table came from and when, kept as comment lines.
  struct Origin: Hashable, Sendable {
    var source: String
    var imported: Timestamp?

    init(source: String, imported: Timestamp) {
      self.source = source
      self.imported = imported
    }

    init(reading octets: [UInt8]) {
      source = "unknown"
      let lines = octets.split(separator: UInt8(ascii: "\n"), maxSplits: 3).prefix(3)
      for line in lines.map({ String(decoding: $0.prefix(Limits.lineOctets), as: UTF8.self) }) {
        if line.hasPrefix(Self.sourceMark) {
          source = String(line.dropFirst(Self.sourceMark.count))
        } else if line.hasPrefix(Self.importedMark) {
          imported = Timestamp(rfc3339: String(line.dropFirst(Self.importedMark.count)))
        }
      }
    }

    /// The day alone, for the name of the table.
    var date: String {
      imported.map { String($0.rfc3339.prefix(10)) } ?? "undated"
    }

    var text: String {
      """
      # Imported by `icpdiag places update`; delete the file to take it out.
      \(Self.sourceMark)\(source)
      \(Self.importedMark)\(imported?.rfc3339 ?? "")

      """
    }

    private static let sourceMark = "# source: "
    private static let importedMark = "# imported: "
  }
}
