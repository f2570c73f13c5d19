package import Diagnosis
package import Evidence

/// Places and the tables behind them, for people.
///
/// Ids and the headings of the columns are those of the JSON.
package enum PlacesText {
  /// One line an address, in columns.
  package static func lookup(_ places: [Place]) -> String {
    aligned(
      [["address", "area", "country", "provider", "region", "sources"]]
        + places.map { place in
          [
            place.address.description, place.area.rawValue, shown(place.country),
            shown(place.provider), shown(place.region),
            shown(place.sources.isEmpty ? nil : place.sources.joined(separator: ", ")),
          ]
        })
  }

  /// One paragraph a table, in order of rank, with what its licence asks to say.
  package static func info(_ tables: [PlaceData], now: Timestamp, in language: Language) -> String {
    tables.map { table in
      let rows: [(Text, String?)] = [
        (Text(en: "gives", zh: "提供"), table.gives.joined(separator: ", ")),
        (Text(en: "date", zh: "日期"), table.date.map { date($0, of: table, now, language) }),
        (Text(en: "from", zh: "来源"), table.origin),
        (
          Text(en: "licence", zh: "许可"),
          table.licence.map { licence in
            table.licenceUrl.map { "\(licence) (\($0))" } ?? licence
          }
        ),
        (Text(en: "attribution", zh: "署名"), table.attribution),
        (Text(en: "ranges", zh: "条目数"), table.entries.map(String.init)),
      ]
      return rows.reduce("\(shown(table.name))\n") { text, row in
        row.1.map { "\(text)  \(row.0(in: language)): \(shown($0))\n" } ?? text
      }
    }.joined(separator: "\n")
  }

  /// That tables are old, one sentence a table; empty when none is.
  package static func warnings(_ tables: [PlaceData], now: Timestamp) -> [Text] {
    tables.filter { $0.isStale(at: now) }.map { table in
      let days = table.ageInDays(at: now) ?? 0
      return Text(
        en: "\(table.name) is \(days) days old: addresses move; "
          + "give newer data with 'icpdiag places update'",
        zh: "\(table.name) 已有 \(days) 天：地址归属会变化，请用“icpdiag places update”导入较新的数据")
    }
  }

  /// Other people's words, made harmless to a terminal.
  private static func shown(_ text: String?) -> String {
    text.map { SafeText(outside: $0, limit: 400).string } ?? "-"
  }

  private static func date(
    _ date: Timestamp, of table: PlaceData, _ now: Timestamp, _ language: Language
  ) -> String {
    let day = String(date.rfc3339.prefix(10))
    guard let age = table.ageInDays(at: now), age >= 0 else { return day }
    return day + Text(en: ", \(age) days ago", zh: "，\(age) 天前")(in: language)
  }

  /// Columns as wide as their widest cell, two spaces between, nothing behind the last.
  private static func aligned(_ rows: [[String]]) -> String {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      row.enumerated().map { column, cell in
        column == row.count - 1
          ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
      }.joined(separator: "  ") + "\n"
    }.joined()
  }
}
