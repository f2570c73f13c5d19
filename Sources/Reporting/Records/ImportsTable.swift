package import Diagnosis
package import Evidence

/// Where the records came from, an import a line.
package enum ImportsTable {
  package struct Row: Encodable, Sendable {
    package var importId: Int64
    package var file: String
    package var kind: String
    package var at: Timestamp
    package var taken: Int
    package var refused: Int
    package var octets: Int64
    package var sha256: String

    package init(
      importID: Int64, file: String, kind: String, at: Timestamp, taken: Int, refused: Int,
      octets: Int64, sha256: String
    ) {
      importId = importID
      self.file = file
      self.kind = kind
      self.at = at
      self.taken = taken
      self.refused = refused
      self.octets = octets
      self.sha256 = sha256
    }

    package func json() -> String { OrderedJSON.encode(self) }
  }

  package static func render(_ rows: [Row], in language: Language) -> String {
    let say = Words(language)
    var table = TextTable([
      (say("import", "导入"), 12), (say("at", "时间"), 24), (say("kind", "类型"), 16),
      (say("taken", "采用"), 12), (say("refused", "未采用"), 12), (say("file", "文件"), 80),
    ])
    return rows.reduce("") { text, row in
      text
        + table.add([
          "\(row.importId)", say.minute(row.at), SafeText(outside: row.kind), "\(row.taken)",
          "\(row.refused)", SafeText(outside: row.file, limit: 200),
        ])
    } + table.finish()
  }
}
