import Foundation

/// One file of the package, as text.
struct SourceFile {
  /// From the package's root: `Sources/Wire/DNS/DNSMessage.swift`.
  let path: String
  let text: String

  /// The target it belongs to: the folder under `Sources` or `Tests`.
  var target: String {
    let parts = path.split(separator: "/")
    return parts.count > 2 ? String(parts[1]) : ""
  }

  var isSwift: Bool { path.hasSuffix(".swift") }

  /// The modules it imports, without the attributes, access levels and declaration kinds around.
  var imports: [String] {
    code.split(whereSeparator: { $0 == "\n" || $0 == ";" }).compactMap { line in
      let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
      guard let keyword = words.firstIndex(of: "import"),
        words[..<keyword].allSatisfy({ $0.hasPrefix("@") || Self.accessLevels.contains($0) })
      else { return nil }
      let named = words[(keyword + 1)...].first { !Self.kinds.contains($0) }
      return named.map { String($0.prefix { $0 != "." }) }
    }
  }

  /// The text without what stands in literals of several lines: they may hold other languages.
  private var code: String {
    text.split(separator: "\"\"\"", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset.isMultiple(of: 2) }.map(\.element).joined(separator: "\n")
  }

  /// The number of lines, as an editor counts them.
  var lineCount: Int {
    text.split(separator: "\n", omittingEmptySubsequences: false).count
      - (text.hasSuffix("\n") ? 1 : 0)
  }

  private static let accessLevels: Set<Substring> = [
    "public", "package", "internal", "fileprivate", "private",
  ]
  private static let kinds: Set<Substring> = [
    "class", "enum", "func", "let", "protocol", "struct", "typealias", "var",
  ]
}

/// The package's own files, read from where this file was compiled.
enum Package {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static var manifest: String {
    get throws { try String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8) }
  }

  /// The names of the folders in `Sources` or `Tests`.
  static func folders(in top: String) throws -> Set<String> {
    let entries = try FileManager.default.contentsOfDirectory(
      at: root.appending(path: top), includingPropertiesForKeys: [.isDirectoryKey])
    return Set(entries.filter(\.hasDirectoryPath).map(\.lastPathComponent))
  }

  /// The text files under `Sources` or `Tests` that people write: Swift, C and scripts.
  static func files(in top: String) throws -> [SourceFile] {
    let base = root.appending(path: top).path(percentEncoded: false)
    return try FileManager.default.subpathsOfDirectory(atPath: base)
      .filter { path in [".swift", ".c", ".h", ".py", ".sh"].contains { path.hasSuffix($0) } }
      .map { path in
        let text = try String(
          contentsOf: root.appending(path: top).appending(path: path), encoding: .utf8)
        return SourceFile(path: "\(top)/\(path)", text: text)
      }
  }
}
