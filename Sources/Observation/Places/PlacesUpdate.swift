package import Evidence

/// Takes a list of blocks or a MaxMind database into the user's data folder.
///
/// Everything is read and checked before anything is written; a faulty table leaves the earlier one
/// in place.
package struct PlacesUpdate: Sendable {
  /// Gets the octets behind a URL.
  package typealias Fetch = @Sendable (_ url: String) async throws -> [UInt8]

  package var folder: PlacesFolder
  package var fetch: Fetch?

  package init(folder: PlacesFolder, fetch: Fetch? = nil) {
    self.folder = folder
    self.fetch = fetch
  }

  /// What was taken.
  package struct Outcome: Hashable, Sendable {
    package var name: String
    package var path: String
    /// Blocks of a list; `nil` for a database.
    package var blocks: Int?
  }

  /// Takes the table at `source`.
  ///
  /// - Parameters:
  ///   - source: A file, or a URL if there is something to fetch it with.
  ///   - provider: Whose blocks a list holds, where its lines do not say.
  ///   - area: Where they are, where neither line nor region tells.
  ///   - name: What to keep it as; by default the provider, else the file's own name.
  ///   - now: The date to keep with it.
  /// - Returns: What was taken, and where it is kept.
  /// - Throws: What is wrong with the source, or why it cannot be kept.
  package func run(
    from source: String, provider: String? = nil, area: Place.Area? = nil, name: String? = nil,
    now: Timestamp
  ) async throws(PlacesError) -> Outcome {
    let octets = try await contents(of: source)
    let origin = PlacesFolder.Origin(source: Self.withoutSecrets(source), imported: now)
    let name = Self.fileName(from: name ?? provider ?? origin.source)
    guard !name.isEmpty else {
      throw PlacesError(
        .usage, "no name can be made of \(origin.source)", hint: "Give --name NAME.")
    }
    if Self.isDatabase(octets) {
      guard provider == nil, area == nil else {
        throw PlacesError(
          .usage, "\(origin.source) is a database, which says itself whose and where addresses are",
          hint: "Leave --provider and --area out.")
      }
      let path = try folder.keep(database: octets, as: name, origin: origin)
      return Outcome(name: name, path: path, blocks: nil)
    }
    let table = try PrefixTable(
      reading: octets, name: origin.source, provider: provider, area: area)
    let path = try folder.keep(table, as: name, origin: origin)
    return Outcome(name: name, path: path, blocks: table.rows.count)
  }

  private func contents(of source: String) async throws(PlacesError) -> [UInt8] {
    guard source.contains("://") else { return try PlacesError.reading(source) }
    guard let fetch else {
      throw PlacesError(
        .notFetched, "cannot fetch \(Self.withoutSecrets(source))",
        hint: "Download it and give the file instead.")
    }
    do {
      return try await fetch(source)
    } catch {
      throw PlacesError(.notFetched, "cannot fetch \(Self.withoutSecrets(source)): \(error)")
    }
  }

  /// A database ends in a mark and its metadata, within the last 128 KiB (MaxMind DB format 2.0).
  private static func isDatabase(_ octets: [UInt8]) -> Bool {
    let mark = [0xAB, 0xCD, 0xEF] + Array("MaxMind.com".utf8)
    return octets.suffix(128 * 1024).contains(mark)
  }

  /// A URL without user, password, query and fragment, where keys are carried.
  private static func withoutSecrets(_ source: String) -> String {
    guard let scheme = source.firstRange(of: "://") else { return source }
    let rest = source[scheme.upperBound...].prefix { $0 != "?" && $0 != "#" }
    let authority = rest.prefix { $0 != "/" }
    let host = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] }
    return "\(source[..<scheme.upperBound])\(host ?? authority)\(rest[authority.endIndex...])"
  }

  /// The last part of a path, without its ending, in letters that are safe in a file's name.
  private static func fileName(from text: String) -> String {
    let last = text.split(separator: "/").last ?? ""
    let stem = last.lastIndex(of: ".").map { last[..<$0] } ?? last
    let safe = stem.lowercased().map { character -> Character in
      character.isASCII && (character.isLetter || character.isNumber) ? character : "-"
    }
    return String(safe.prefix(64)).trimming("-")
  }
}

extension String {
  fileprivate func trimming(_ character: Character) -> String {
    var rest = self[...].drop { $0 == character }
    while rest.last == character {
      rest.removeLast()
    }
    return String(rest)
  }
}
