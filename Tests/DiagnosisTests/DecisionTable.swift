import Foundation
import Testing

/// A decision table from `fixtures/decision`: rows of conditions and outcomes, the first that fits
/// counts.
final class DecisionTable {
  struct Flaw: Error, CustomStringConvertible {
    let description: String
  }

  private let name: String
  private let rows: [(line: Int, outcome: [String])]
  /// For each condition's column and each value, the rows that it fits, as bits.
  private let fits: [[String: UInt64]]
  private var used: UInt64 = 0

  /// - Parameters:
  ///   - name: The file's name without its extension.
  ///   - conditions: The columns of conditions in their order, and the values of each.
  /// - Throws: ``Flaw`` for a row that does not say what it should.
  init(_ name: String, _ conditions: [(column: String, values: [String])]) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "fixtures/decision/\(name).md")
    let lines = try String(contentsOf: file, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    let cells = lines.enumerated().filter { $0.element.hasPrefix("|") }.map { line, text in
      (line: line + 1, cells: Self.cells(text))
    }
    guard let head = cells.first, head.cells.starts(with: conditions.map(\.column)) else {
      throw Flaw(description: "\(name): the columns are not \(conditions.map(\.column))")
    }
    let body = cells.dropFirst(2)
    guard body.count <= UInt64.bitWidth else {
      throw Flaw(description: "\(name): more than \(UInt64.bitWidth) rows")
    }
    var fits = conditions.map {
      Dictionary(uniqueKeysWithValues: $0.values.map { ($0, UInt64(0)) })
    }
    for (row, (line, cells)) in body.enumerated() {
      guard cells.count == head.cells.count else {
        throw Flaw(description: "\(name):\(line): \(cells.count) cells, not \(head.cells.count)")
      }
      for (column, condition) in conditions.enumerated() {
        let values = try Self.values(cells[column], of: condition.values, "\(name):\(line)")
        for value in values {
          fits[column][value, default: 0] |= 1 << row
        }
      }
    }
    self.name = name
    self.fits = fits
    rows = body.map { ($0.line, Array($0.cells.dropFirst(conditions.count))) }
  }

  /// The outcome of the first row that fits.
  func outcome(_ values: [String]) -> [String]? {
    var mask = UInt64.max
    for (column, value) in values.enumerated() {
      mask &= fits[column][value] ?? 0
    }
    guard mask != 0 else { return nil }
    let row = mask.trailingZeroBitCount
    used |= 1 << row
    return rows[row].outcome
  }

  /// A row that no point of the space reaches says nothing, or stands in the wrong place.
  func expectEveryRowUsed(sourceLocation: SourceLocation = #_sourceLocation) {
    for row in rows.indices where used & 1 << row == 0 {
      Issue.record("\(name).md:\(rows[row].line) never counts", sourceLocation: sourceLocation)
    }
  }

  private static func cells(_ line: Substring) -> [String] {
    line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
  }

  private static func values(_ cell: String, of all: [String], _ place: String) throws -> [String] {
    guard cell != "*" else { return all }
    let isNegated = cell.hasPrefix("not ")
    let named = cell.dropFirst(isNegated ? 4 : 0).split(separator: ",")
      .map { $0.trimmingCharacters(in: .whitespaces) }
    if let stranger = named.first(where: { !all.contains($0) }) {
      throw Flaw(description: "\(place): '\(stranger)' is no value of this column")
    }
    return isNegated ? all.filter { !named.contains($0) } : named
  }
}
