package import Evidence

/// Where addresses are and whose they are, from every table at hand.
///
/// Rank, from the highest: the tables of this run (`--places`), the database of this run (`--mmdb`),
/// the user's imported tables and databases (`icpdiag places update`), the embedded table. The area
/// and the provider are each decided by the highest that knows it.
package struct Places: Sendable {
  private let chosen: PrefixList
  private let others: [any PlaceSource]
  /// What was left out and why, one sentence each, in English.
  package let warnings: [String]
  /// The names of all tables in one line: the report's `versions.places`.
  package let version: String

  /// Composes tables by rank.
  ///
  /// - Parameters:
  ///   - chosen: What the user says for this run: it decides, also of private ranges.
  ///   - others: The other tables, highest rank first.
  ///   - warnings: What was left out and why.
  package init(
    chosen: PrefixList, others: [any PlaceSource] = [PlaceTable.embedded],
    warnings: [String] = []
  ) {
    self.chosen = chosen
    self.others = others
    self.warnings = warnings
    version = (chosen.data + others.flatMap(\.data)).map(\.name).joined(separator: ", ")
  }

  /// Reads the tables the user names and those in the data folder.
  ///
  /// - Parameters:
  ///   - tables: Files of `--places`; of equal blocks the later file's decides.
  ///   - database: The file of `--mmdb`.
  ///   - folder: The imported tables, if any; one that cannot be read becomes a warning.
  /// - Throws: What is wrong with a file the user named.
  package init(
    tables: [String] = [], database: String? = nil, folder: PlacesFolder? = nil
  ) throws(PlacesError) {
    var rows: [PrefixList.Row] = []
    var data: [PlaceData] = []
    for path in tables {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      let table = try PrefixTable(reading: PlacesError.reading(path), name: path)
      rows += table.rows(citedAs: name)
      data.append(table.data(citedAs: name, origin: path))
    }
    var others: [any PlaceSource] = []
    if let database {
      others.append(try MMDB(path: database))
    }
    let imported = folder?.load() ?? PlacesFolder.Contents()
    others += imported.sources
    others.append(PlaceTable.embedded)
    self.init(
      chosen: PrefixList(rows, data: data), others: others, warnings: imported.warnings)
  }

  /// Where `address` is and whose it is.
  ///
  /// A range that is not public (facts R-66) has no place unless a table of this run gives it one.
  package func place(of address: IPAddress) -> Place {
    var answer = chosen.answer(for: address)
    let isUserDefined = answer != PlaceAnswer()
    if address.isPublic {
      for table in others where !answer.isComplete {
        answer.fill(from: table.answer(for: address))
      }
    }
    let sources = [answer.location?.source, answer.owner?.source].compactMap { $0 }
    return Place(
      address: address, area: answer.location?.area ?? .unknown,
      country: answer.location?.country, provider: answer.owner?.provider,
      region: answer.owner?.region,
      sources: sources.first == sources.last ? Array(sources.prefix(1)) : sources,
      isUserDefined: isUserDefined)
  }

  /// What every table is made of, highest rank first.
  package var data: [PlaceData] {
    chosen.data + others.flatMap(\.data)
  }
}

extension PlacesError {
  /// The contents of the file at `path`, for a table of places.
  static func reading(_ path: String) throws(PlacesError) -> [UInt8] {
    do {
      return try FileOctets.read(path, limit: PlacesFolder.octetLimit)
    } catch {
      throw PlacesError(
        error.isMissing ? .missing : .unreadable, "cannot read \(path): \(error.reason)")
    }
  }
}

extension PrefixTable {
  func data(
    citedAs name: String, origin: String, imported: Timestamp? = nil
  ) -> PlaceData {
    var gives: [String] = []
    if rows.contains(where: { $0.area != nil }) { gives.append("area") }
    if rows.contains(where: { $0.provider != nil }) { gives.append("provider") }
    return PlaceData(
      name: name, gives: gives, date: imported, origin: origin, entries: rows.count)
  }
}
