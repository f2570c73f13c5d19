/// A table for people, printed while its rows still come.
///
/// The first rows are held back to see how wide the columns must be; from then on every row is
/// printed at once, so that memory does not grow with the table.
package struct TextTable {
  /// Rows that are measured before the first is printed.
  private static let measured = 200
  private static let gap = 2

  private let limits: [Int]
  private var widths: [Int]
  private var held: [[SafeText]]
  private var isHolding = true

  /// - Parameter columns: The headings, and how wide each column may become.
  package init(_ columns: [(heading: SafeText, limit: Int)]) {
    limits = columns.map { max($0.limit, $0.heading.width) }
    widths = columns.map(\.heading.width)
    held = [columns.map(\.heading)]
  }

  /// Takes a row.
  ///
  /// - Returns: What can be printed now, with line ends; empty at first.
  package mutating func add(_ row: [SafeText]) -> String {
    guard isHolding else { return line(row) }
    held.append(row)
    for (column, cell) in row.enumerated() where column < widths.count {
      widths[column] = min(max(widths[column], cell.width), limits[column])
    }
    return held.count > Self.measured ? release() : ""
  }

  /// What is still to be printed; the headings at least.
  package mutating func finish() -> String { isHolding ? release() : "" }

  private mutating func release() -> String {
    isHolding = false
    defer { held = [] }
    return held.map(line).joined()
  }

  private func line(_ row: [SafeText]) -> String {
    var text = ""
    for (column, cell) in row.enumerated() where column < widths.count {
      let shown = cell.truncated(to: limits[column])
      text += shown.string
      if column < row.count - 1 {
        text += String(
          repeating: " ", count: max(0, widths[column] - shown.width) + Self.gap)
      }
    }
    while text.utf8.last == UInt8(ascii: " ") { text.removeLast() }
    return text + "\n"
  }
}
